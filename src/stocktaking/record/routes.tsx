/** An activity as XML of IATI, where it can be that, and as JSON. */
import type { FrameworkTables } from '../../framework/index.ts'
import { file, slice } from '../../platform/http.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { findRecord, findWhole } from './store.ts'

export const record = slice<FrameworkTables & StakeholdersTables & StocktakingTables>('framework', 'stakeholders', 'stocktaking')

record.get('/activities/:file{[a-z2-7]+\\.xml}', 'public', [], async ({ db, param }) => {
  const id = param('file').slice(0, -'.xml'.length)
  return file('xml', id, await findRecord(db, id))
})

record.get('/activities/:file{[a-z2-7]+\\.json}', 'public', [], async ({ db, param }) => {
  const id = param('file').slice(0, -'.json'.length)
  return file('json', id, `${JSON.stringify(await findWhole(db, id), null, 2)}\n`)
})
