/** What is told to persons together, once a day. */
import { type QueryExecutorProvider, sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import type { PlatformTables } from '../../platform/events.ts'
import type { AccountsTables } from '../tables.ts'
import { mailTo } from './mail-store.ts'
import { lastDigest, type Purpose } from './rules.ts'
import { frequencyOf } from './store.ts'

type Db = Database<AccountsTables & PlatformTables>

/** So many digests are begun in one transaction. */
const AT_ONCE = 200

/**
 * Queues a digest for each person for whom something has waited since the last hour of digests: one a day, whatever the clock did
 * meanwhile, and each notice in one only. Who has no address is told when they have one.
 */
export async function tellDaily(db: Db, now: Date): Promise<void> {
  const { due, day } = lastDigest(now)
  for (;;) {
    const begun = await db.transaction().execute(async (tx: Db) => {
      const digests = await begin(tx, { due, day, now })
      for (const { id, person } of digests) await mailTo(tx, [person], { kind: 'digest', facts: { digest: id } }, now)
      return digests.length
    })
    if (begun === 0) return
  }
}

/** Of two processes at once one begins the digest of a person's day, and the other finds it begun. */
async function begin(tx: Db, { due, day, now }: { due: Date; day: string; now: Date }): Promise<{ id: number; person: number }[]> {
  const { rows } = await sql<{ id: number; person: number }>`
    insert into accounts.digest (person_id, day, made_at)
    select person.id, ${day}::date, ${now}::timestamptz from accounts.person
    where erased_at is null and exists (select from accounts.notice where person_id = person.id and told_at is null and at < ${due})
      and exists (select from accounts.address where person_id = person.id)
      and not exists (select from accounts.digest where person_id = person.id and day = ${day})
    order by person.id limit ${AT_ONCE}
    on conflict (person_id, day) do nothing
    returning id, person_id as person
  `.execute(tx)
  await sql`
    update accounts.notice set told_at = ${now}, digest_id = digest.id from accounts.digest
    where digest.id = any(${rows.map(({ id }) => id)}::int8[]) and digest.person_id = notice.person_id and told_at is null and at <= ${now}
  `.execute(tx)
  return rows
}

export type Waiting = { purpose: Purpose; kind: string; about: number }
export type Telling = { person: { id: number; publicId: string }; notices: Waiting[] }

/** What a digest tells, the newest first; null: whoever it is for has erased their account. What is not wanted any more is left out. */
export async function digestOf(tx: QueryExecutorProvider, digest: number): Promise<Telling | null> {
  return telling(tx, sql`digest_id = ${digest}`)
}

/** The same of one notice that is told by itself. */
export async function noticeOf(tx: QueryExecutorProvider, notice: number): Promise<Telling | null> {
  return telling(tx, sql`notice.id = ${notice}`)
}

async function telling(tx: QueryExecutorProvider, which: ReturnType<typeof sql>): Promise<Telling | null> {
  const { rows } = await sql<Waiting & { person: number; publicId: string }>`
    select person.id as person, public_id as "publicId", purpose, kind, about
    from accounts.notice join accounts.person on person.id = person_id
    where ${which} and erased_at is null and ${frequencyOf(sql`notice.purpose`)} <> 'never'
    order by at desc, notice.id desc
  `.execute(tx)
  const [first] = rows
  if (!first) return null
  return {
    person: { id: first.person, publicId: first.publicId },
    notices: rows.map(({ purpose, kind, about }) => ({ purpose, kind, about })),
  }
}
