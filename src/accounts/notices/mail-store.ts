/** To which address of a person mails go. */
import { sql } from 'kysely'
import { changed, type Database } from '../../platform/db.ts'
import type { PlatformTables } from '../../platform/events.ts'
import type { Language } from '../../platform/i18n.ts'
import type { Facts } from '../../platform/mail.ts'
import { queueMail } from '../../platform/outbox.ts'
import type { AccountsTables } from '../tables.ts'

type Db = Database<AccountsTables & PlatformTables>

/**
 * Queues a mail that was asked for, an answer to what somebody did, to each of several persons: to the address that they have chosen, else
 * their first, in their language. Who has none gets none. What nobody asked for goes through `notify`.
 */
export async function mailTo(tx: Db, persons: readonly number[], mail: { kind: string; facts: Facts }, now: Date): Promise<void> {
  const { rows } = await sql<{ to: string; language: Language }>`
    select distinct on (person.id) address.email as "to", person.language
    from accounts.person join accounts.address on address.person_id = person.id
    where person.id = any(${[...persons]}::int4[]) and erased_at is null
    order by person.id, gets_mail desc, address.id
  `.execute(tx)
  for (const { to, language } of rows) await queueMail(tx, { ...mail, to, language }, now)
}

/** Has mails sent to another address of a person. One that is not theirs, or null, is none. */
export async function chooseAddress(db: Db, person: { id: number }, address: number | null): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    // One after the other: of two choices at once the last counts.
    const own = await tx.selectFrom('accounts.address').where('person_id', '=', person.id).select('id').orderBy('id').forUpdate().execute()
    if (!own.some(({ id }) => id === address)) return
    await tx
      .updateTable('accounts.address')
      .set({ gets_mail: false })
      .where('person_id', '=', person.id)
      .where('gets_mail', '=', true)
      .execute()
    await sql`update accounts.address set gets_mail = true where id = ${address}`.execute(tx)
    await changed(tx, 'accounts')
  })
}
