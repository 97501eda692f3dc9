/** Every address of the stocktaking. The files stand before the page: theirs is the same address with an ending. */
import { activity } from './activity/index.ts'
import { list } from './list/index.ts'
import { record } from './record/index.ts'

export const stocktaking = { routes: [...list.routes, ...record.routes, ...activity.routes] }
