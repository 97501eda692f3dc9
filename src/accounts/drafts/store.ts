/** What was typed into long forms, kept by person and form. */
import { sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import type { Holder } from '../../platform/drafting.ts'
import type { Draft } from '../../platform/forms.ts'
import { hashed } from '../../platform/session.ts'
import type { AccountsTables } from '../tables.ts'
import { fieldsOf, MOST_DRAFTS, since } from './rules.ts'

type Db = Database<AccountsTables>

/** The newest of what a person, or nobody in their browser, has typed into a form; null: nothing, or too long ago. Changes nothing. */
export async function findDraft(db: Db, holder: Holder, path: string, now: Date): Promise<Draft | null> {
  const draft = await held(db, holder, path, now).select(['id', 'kept_at as keptAt']).orderBy('kept_at', 'desc').limit(1).executeTakeFirst()
  if (!draft) return null
  const fields = await db
    .selectFrom('accounts.draft_field')
    .where('draft_id', '=', draft.id)
    .select(['field', 'value'])
    .orderBy('position')
    .execute()
  return { keptAt: draft.keptAt, typed: Object.fromEntries(fields.map(({ field, value }) => [field, value])) }
}

function held(db: Db, { person, browser }: Holder, path: string, now: Date) {
  const from = since(now)
  return db
    .selectFrom('accounts.draft')
    .where('path', '=', path)
    .where(
      sql<boolean>`(person_id = ${person}::integer and kept_at > ${from.person} or browser_hash = ${hashOf(browser)} and kept_at > ${from.browser})`,
    )
}

/** Keeps what was typed instead of what was kept before; where it is nothing, nothing is kept. For a person, where there is one. */
export async function keepDraft(db: Db, holder: Holder, path: string, typed: Readonly<Record<string, string>>, now: Date): Promise<void> {
  const fields = fieldsOf(typed)
  await db.transaction().execute(async (tx: Db) => {
    // One after the other for one person or browser: of two at once, the later stays.
    await sql`select pg_advisory_xact_lock(hashtextextended(${String(holder.person ?? holder.browser)}, 7))`.execute(tx)
    await drop(tx, holder, path)
    if (fields.length === 0) return
    const owner =
      holder.person === null ? { person_id: null, browser_hash: hashOf(holder.browser) } : { person_id: holder.person, browser_hash: null }
    const { id } = await tx
      .insertInto('accounts.draft')
      .values({ ...owner, path, kept_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('accounts.draft_field')
      .values(fields.map((field, position) => ({ draft_id: id, position, ...field })))
      .execute()
    await sql`delete from accounts.draft where person_id = ${holder.person}::integer and id not in
      (select id from accounts.draft where person_id = ${holder.person}::integer order by kept_at desc, id desc limit ${MOST_DRAFTS})`.execute(
      tx,
    )
  })
}

/** The form was sent, or its owner wants nothing of it. */
export async function forgetDraft(db: Db, holder: Holder, path: string): Promise<void> {
  await drop(db, holder, path)
}

async function drop(db: Db, { person, browser }: Holder, path: string): Promise<void> {
  await db
    .deleteFrom('accounts.draft')
    .where('path', '=', path)
    .where(sql<boolean>`(person_id = ${person}::integer or browser_hash = ${hashOf(browser)})`)
    .execute()
}

const hashOf = (browser: string | null) => (browser === null ? null : hashed(browser))

/** Forgets what was kept too long ago. */
export async function forgetOldDrafts(db: Db, now: Date): Promise<void> {
  const from = since(now)
  await sql`delete from accounts.draft where kept_at <= ${from.person} or (browser_hash is not null and kept_at <= ${from.browser})`.execute(
    db,
  )
}
