/** The persons of whom decisions are made, as the accounts have them. */
import { sql } from 'kysely'
import type { AccountsTables } from '../accounts/index.ts'
import { changed, type Database } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { type PlatformTables, record } from '../platform/events.ts'
import type { StakeholdersTables } from './tables.ts'

export { mailTo, notify } from '../accounts/index.ts'

export type Db = Database<StakeholdersTables & AccountsTables & PlatformTables>

/** Keeps a person from being erased until the transaction ends. @returns whether they are still there */
export async function stays(tx: Db, person: number): Promise<boolean> {
  const { rows } = await sql`select from accounts.person where id = ${person} and erased_at is null for share`.execute(tx)
  return rows.length > 0
}

/** The same for who acts: who has erased their account in another window cannot act any more. Throws NotFound. */
export async function mustStay(tx: Db, person: { id: number; publicId: string }): Promise<void> {
  if (!(await stays(tx, person.id))) throw new NotFound(`person ${person.publicId}`)
}

/** So that acts on one organisation follow one another. It is still there and may be seen: who asks has found it. Throws NotFound. */
export async function lockOrganisation(tx: Db, { id, publicId }: { id: number; publicId: string }): Promise<void> {
  const { rows } = await sql<{ standing: string }>`
    select standing from stakeholders.stakeholder where id = ${id} and kind = 'organisation' and withdrawn_at is null for update
  `.execute(tx)
  if (rows[0] === undefined || rows[0].standing === 'held') throw new NotFound(`organisation ${publicId}`)
}

/** What somebody did to a stakeholder, or as its representative. `actor`: null is time. */
type Act = { kind: string; actor: string | null; stakeholder: string; person?: string }

/** Appends the event of an act and tells of it. */
export async function tell(tx: Db, { kind, actor, stakeholder, person }: Act, now: Date): Promise<void> {
  const subject = person === undefined ? stakeholder : `${stakeholder}/${person}`
  await record(tx, { at: now, actor, kind, subjectKind: person === undefined ? 'stakeholder' : 'representative', subject })
  await changed(tx, 'stakeholders')
}
