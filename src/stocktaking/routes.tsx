/** Every address of the stocktaking. The files stand before the page: theirs is the same address with an ending. */
import type { Positions } from '../framework/index.ts'
import { activity } from './activity/index.ts'
import type { Register } from './facets/index.ts'
import { listRoutes } from './list/index.ts'
import { pictureRoutes } from './pictures/index.ts'
import { record } from './record/index.ts'
import { withdrawal } from './withdrawal/index.ts'

export function stocktaking(register: Register, positions: Positions) {
  return {
    routes: [
      ...listRoutes(register).routes,
      ...pictureRoutes(register, positions).routes,
      ...record.routes,
      ...activity.routes,
      ...withdrawal.routes,
    ],
  }
}
