/** What is known of somebody, for them to take away. */
import type { QueryExecutorProvider } from 'kysely'
import type { Person } from '../platform/auth.ts'
import type { PlatformTables } from '../platform/events.ts'
import { file, slice } from '../platform/http.ts'
import { personalData } from './person-store.ts'
import type { AccountsTables } from './tables.ts'

/** What other slices know of a person, by what it is called. */
export type OwnParts = Readonly<Record<string, (db: QueryExecutorProvider, person: Person) => Promise<unknown>>>

/** `parts`: of the slices that come after the accounts. */
export function ownData(parts: OwnParts) {
  const own = slice<AccountsTables & PlatformTables>('accounts')
  own.get('/account.json', 'signed-in', [], async ({ db, visitor }) => {
    const more = await Promise.all(Object.entries(parts).map(async ([name, read]) => [name, await read(db, visitor)] as const))
    return file('json', 'account', JSON.stringify({ ...(await personalData(db, visitor)), ...Object.fromEntries(more) }, null, 2))
  })
  return own
}
