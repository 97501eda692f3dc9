/** Every address of the stocktaking. The files stand before the page: theirs is the same address with an ending. */
import { activity } from './activity/index.ts'
import type { Register } from './facets/index.ts'
import { listRoutes } from './list/index.ts'
import { record } from './record/index.ts'

export function stocktaking(register: Register) {
  return { routes: [...listRoutes(register).routes, ...record.routes, ...activity.routes] }
}
