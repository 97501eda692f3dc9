/** What persons ask for by an address alone: asked, its secret made with the mail, confirmed once, forgotten in time. */
import { type QueryExecutorProvider, sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import type { View } from '../../platform/i18n.ts'
import { queueMail } from '../../platform/outbox.ts'
import { forgetRecipients } from '../../platform/outbox-store.ts'
import { hashed, newToken } from '../../platform/session.ts'
import { type Asked, CONFIRM_DAYS, CONFIRMATIONS_AN_HOUR, type Confirmed, KEPT_DAYS, type Outcome, type Says } from './rules.ts'

/**
 * What can be confirmed by mail, by its purpose: what it says, and what happens then, in the same transaction. A slice that takes something
 * from somebody without an account keeps it as not yet confirmed, calls `askToConfirm` with its row number, hands its purpose over in
 * app.tsx, and makes it count in `confirmed`: bound to `person` where the address belongs to an account. The address is kept here only for
 * as long as the link may be used and a month; what a slice needs longer it keeps itself.
 */
export type Confirmables<Tables> = Readonly<Record<string, Confirmable<Tables>>>
export type Confirmable<Tables> = {
  says: (view: View) => Says
  confirmed: (tx: Database<Tables>, act: Confirmed, now: Date) => Promise<Outcome>
}

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

/**
 * Queues a mail with a link, in the transaction that keeps what is asked for; whether the address is known makes no difference. Beyond the
 * limit of an hour nothing is queued, and nobody is told.
 */
export async function askToConfirm(tx: QueryExecutorProvider, { email, language, purpose, subject }: Asked, now: Date): Promise<void> {
  // One after the other for one address, so that the limit holds.
  await sql`select pg_advisory_xact_lock(hashtextextended(${email}, 7))`.execute(tx)
  const { rows } = await sql<{ id: number }>`
    insert into accounts.confirmation (purpose, subject, email, language, asked_at, expires_at)
    select ${purpose}::text, ${subject}::int8, ${email}::text, ${language}::text, ${now}::timestamptz, ${new Date(now.getTime() + CONFIRM_DAYS * DAY)}::timestamptz
    where (select count(*) from accounts.confirmation
           where email = ${email} and asked_at > ${new Date(now.getTime() - HOUR)}) < ${CONFIRMATIONS_AN_HOUR}
    returning id
  `.execute(tx)
  for (const { id } of rows) await queueMail(tx, { kind: 'confirmation', to: email, language, facts: { confirmation: id } }, now)
}

/** Makes the secret of a mail as it is rendered; null where it has been used or is too old to be sent. */
export async function makeToken(
  tx: QueryExecutorProvider,
  id: number,
  now: Date,
): Promise<{ purpose: string; token: string; expiresAt: Date } | null> {
  const token = newToken()
  const { rows } = await sql<{ purpose: string; expiresAt: Date }>`
    update accounts.confirmation set token_hash = ${hashed(token)}
    where id = ${id} and confirmed_at is null and email is not null and expires_at > ${now}
    returning purpose, expires_at as "expiresAt"
  `.execute(tx)
  return rows[0] ? { token, ...rows[0] } : null
}

/** What a link would confirm; null: nothing any more. Asking changes nothing, so that who only looks at mail may look. */
export async function purposeOf(db: QueryExecutorProvider, token: string, now: Date): Promise<string | null> {
  const { rows } = await sql<{ purpose: string }>`
    select purpose from accounts.confirmation
    where token_hash = ${hashed(token)} and confirmed_at is null and email is not null and expires_at > ${now}
  `.execute(db)
  return rows[0]?.purpose ?? null
}

/** Confirms by the secret of a link, once, with what its purpose does. @returns null where there is nothing to confirm any more */
export async function confirm<Tables>(
  db: Database<Tables>,
  confirmables: Confirmables<Tables>,
  token: string,
  now: Date,
): Promise<{ purpose: string; outcome: Outcome } | null> {
  return db.transaction().execute(async (tx) => {
    const used = await use(tx, { token, purposes: Object.keys(confirmables) }, now)
    const confirmable = used && confirmables[used.purpose]
    if (!confirmable) return null
    const { purpose, ...act } = used
    return { purpose, outcome: await confirmable.confirmed(tx, act, now) }
  })
}

/** Of two at the same moment one comes too late. Whose address it is cannot be erased before the end. */
async function use(
  tx: QueryExecutorProvider,
  { token, purposes }: { token: string; purposes: readonly string[] },
  now: Date,
): Promise<(Confirmed & { purpose: string }) | null> {
  const { rows } = await sql<{ id: number; purpose: string; subject: number | null; email: string }>`
    update accounts.confirmation set confirmed_at = ${now}
    where token_hash = ${hashed(token)} and purpose = any(${[...purposes]}::text[])
      and confirmed_at is null and email is not null and expires_at > ${now}
    returning id, purpose, subject, email
  `.execute(tx)
  const [used] = rows
  if (!used) return null
  const { id, ...act } = used
  const owner = await sql<{ person: number }>`
    select person.id as person from accounts.person join accounts.address on person_id = person.id
    where email = ${act.email} and erased_at is null for share of person
  `.execute(tx)
  const person = owner.rows[0]?.person ?? null
  if (person !== null) await sql`update accounts.confirmation set person_id = ${person} where id = ${id}`.execute(tx)
  return { ...act, person }
}

/** Forgets addresses, also in the outbox, thirty days after their links have stopped working. That something was asked for, and when, stays. */
export async function forgetAddresses<Tables>(db: Database<Tables>, now: Date): Promise<void> {
  const expired = new Date(now.getTime() - KEPT_DAYS * DAY)
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ email: string }>`
      with expired as (select id, email from accounts.confirmation where email is not null and expires_at <= ${expired} for update)
      update accounts.confirmation set email = null from expired where expired.id = confirmation.id returning expired.email
    `.execute(tx)
    if (rows.length === 0) return
    const until = new Date(expired.getTime() - CONFIRM_DAYS * DAY)
    await forgetRecipients(tx, { kind: 'confirmation', to: rows.map(({ email }) => email), until })
  })
}
