/** How two entries become one, whoever settles it: what stands in the way, the merger itself, and who hears of it. */
import { sql } from 'kysely'
import type { Person } from '../platform/auth.ts'
import type { Database } from '../platform/db.ts'
import type { Language } from '../platform/i18n.ts'
import { doubleOf, seenDouble } from './doubles-read-store.ts'
import { bothAgree, type Clash, type Double, type SeenDouble, stateOf, wayOfMerging } from './doubles-rules.ts'
import { type Db, mailTo, tell } from './person-store.ts'
import type { StakeholdersTables } from './tables.ts'

/** Whether two organisations, by their row numbers, hold mandates that one could not hold twice. The slice of mandates hands it over. */
export type MandatesClash = (tx: Database<StakeholdersTables>, pair: { loser: number; winner: number }) => Promise<boolean>

/** Any number that no other lock has; the trigger of the migration takes the same. */
const TURN = 20_060_226

/** A transaction in which nobody else proposes, merges or reverses: so that of two the second sees what the first did. */
export function inTurn<Result>(db: Db, work: (tx: Db) => Promise<Result>): Promise<Result> {
  return db.transaction().execute(async (tx: Db) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(TURN)})`.execute(tx)
    return work(tx)
  })
}

/** So that who acts on one of the two waits, or has ended. */
export async function lockEntries(tx: Db, ids: readonly number[]): Promise<void> {
  await sql`select from stakeholders.stakeholder where id = any(${[...ids]}::int4[]) order by id for update`.execute(tx)
}

/** What stands in the way of making `loser` known as `winner` now; null: nothing. */
export async function clashOf(tx: Db, pair: { loser: number; winner: number }, mandatesClash: MandatesClash): Promise<Clash | null> {
  const { loser, winner } = pair
  if (loser === winner) return 'sameEntry'
  const { rows } = await sql<Record<'kinds' | 'onRecord' | 'loserMerged' | 'winnerMerged' | 'member', boolean>>`
    select loser.kind = winner.kind as kinds,
      loser.standing in ('mentioned', 'public') and winner.standing in ('mentioned', 'public') as "onRecord",
      loser.merged_into is not null as "loserMerged", winner.merged_into is not null as "winnerMerged",
      exists (select from stakeholders.membership
        where (group_id, member_id) in ((loser.id, winner.id), (winner.id, loser.id))) as member
    from stakeholders.stakeholder loser, stakeholders.stakeholder winner where loser.id = ${loser} and winner.id = ${winner}
  `.execute(tx)
  const [found] = rows
  if (!found?.onRecord) return 'notPublic'
  if (found.loserMerged) return 'loserMerged'
  if (found.winnerMerged) return 'winnerMerged'
  if (found.member) return 'oneInOther'
  if (!found.kinds) return 'kindsDiffer'
  return (await mandatesClash(tx, pair)) ? 'mandatesClash' : null
}

/** A proposal as somebody sees it, and what stands in its way as long as it is open. Throws NotFound where it is none of theirs. */
export async function seenWithClash(
  db: Db,
  id: number,
  person: Person,
  language: Language,
  mandatesClash: MandatesClash,
): Promise<SeenDouble> {
  const { double, acts } = await seenDouble(db, id, person, language)
  return { double, acts, clash: stateOf(double) === 'open' ? await clashOf(db, pairOf(double), mandatesClash) : null }
}

export const pairOf = ({ loser, winner }: Double) => ({ loser: loser.entry.id, winner: winner.entry.id })

/** After somebody has agreed: both have, and it is done; or nobody is left to be waited for but the secretariat, which is told. */
export async function settleOrWait(tx: Db, double: Double, now: Date): Promise<void> {
  if (bothAgree(double)) return merge(tx, double, { ground: 'both', by: null }, now)
  const { loser, winner, toldAt } = double
  const heard = [loser, winner].every(({ represented, agreed }) => !represented || agreed)
  if (toldAt === null && heard && wayOfMerging(double) === 'secretariat') await tellSecretariat(tx, double.id, now)
}

type Ground = { ground: 'both' | 'silence'; by: null } | { ground: 'secretariat'; by: Person }

/** Makes the loser known as the winner, in a transaction that has found that nothing stands in the way. */
export async function merge(tx: Db, { id, loser, winner }: Double, { ground, by }: Ground, now: Date): Promise<void> {
  await tx
    .updateTable('stakeholders.merger')
    .set({
      merged_at: now,
      ground,
      merged_by: by?.id ?? null,
      loser_registered: loser.registered ? loser.entry.id : null,
      winner_registered: winner.registered ? winner.entry.id : null,
    })
    .where('id', '=', id)
    .execute()
  await tell(tx, { kind: 'double-merged', actor: by?.publicId ?? null, stakeholder: loser.entry.publicId }, now)
  await mailConcerned(tx, id, { kind: 'double-merged', except: by, proposer: true }, now)
}

/** Tells the secretariat, once, that a proposal waits for it. */
export async function tellSecretariat(tx: Db, id: number, now: Date): Promise<void> {
  await tx.updateTable('stakeholders.merger').set({ told_at: now }).where('id', '=', id).execute()
  const persons = await tx.selectFrom('accounts.role').where('role', '=', 'secretariat').select('person_id as person').execute()
  await mailTo(
    tx,
    persons.map(({ person }) => person),
    { kind: 'double-waits', facts: { double: id } },
    now,
  )
}

type Letter = { kind: string; except: Person | null; proposer: boolean }

/** A mail to those who act for one of the two and, if so, to who proposed it; not to who has just acted. */
export async function mailConcerned(tx: Db, id: number, { kind, except, proposer }: Letter, now: Date): Promise<void> {
  const { rows } = await sql<{ person: number }>`
    select acting.person_id as person from stakeholders.merger
    join stakeholders.representative acting on acting.stakeholder_id in (loser_id, winner_id)
    where merger.id = ${id} and approved_at is not null and ended_at is null
    union select proposed_by from stakeholders.merger where id = ${id} and ${proposer}
  `.execute(tx)
  const persons = rows.map(({ person }) => person).filter((person) => person !== except?.id)
  await mailTo(tx, persons, { kind, facts: { double: id } }, now)
}

/** In one round. */
const MOST = 100

/** Settles what 30 days of silence have settled; what they cannot, the secretariat is told. What was missed is made up for, once. */
export async function settleSilent(db: Db, mandatesClash: MandatesClash, now: Date): Promise<void> {
  const due = await db
    .selectFrom('stakeholders.merger')
    .where('due_at', '<=', now)
    .where('merged_at', 'is', null)
    .where('refused_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('told_at', 'is', null)
    .orderBy('due_at')
    .orderBy('id')
    .limit(MOST)
    .select('id')
    .execute()
  for (const { id } of due) await inTurn(db, (tx) => settleOne(tx, id, mandatesClash, now))
}

async function settleOne(tx: Db, id: number, mandatesClash: MandatesClash, now: Date): Promise<void> {
  const before = await doubleOf(tx, id, 'en')
  await lockEntries(tx, [before.loser.entry.id, before.winner.entry.id])
  const double = await doubleOf(tx, id, 'en')
  const { mergedAt, refusedAt, withdrawnAt, toldAt } = double
  if ([mergedAt, refusedAt, withdrawnAt, toldAt].some((at) => at !== null)) return
  const silent = wayOfMerging(double) === 'silence' && (await clashOf(tx, pairOf(double), mandatesClash)) === null
  if (silent) await merge(tx, double, { ground: 'silence', by: null }, now)
  else await tellSecretariat(tx, id, now)
}
