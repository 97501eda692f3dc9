/** Somebody proposes that an entry is the same organisation as another: what may be meant, and the proposal. */
import { sql } from 'kysely'
import type { FrameworkTables } from '../framework/index.ts'
import type { Person } from '../platform/auth.ts'
import type { Database } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { clashOf, inTurn, lockEntries, type MandatesClash, mailConcerned, settleOrWait } from './double-merging-store.ts'
import { doubleOf, ownSides } from './doubles-read-store.ts'
import { type DoubleRefusal, PROPOSED_A_DAY, silenceEnds } from './doubles-rules.ts'
import { type Db, mustStay, tell } from './person-store.ts'
import type { Stakeholder } from './rules.ts'
import { findByName } from './search-store.ts'
import { stakeholders } from './store.ts'
import type { StakeholdersTables } from './tables.ts'

/** How many may be meant, to be looked at. */
const CANDIDATES = 20

/** Other entries that a person may mean: that with the identifier that was typed, and those that have the words in their names. */
export async function candidatesFor(
  db: Database<StakeholdersTables & FrameworkTables>,
  typed: string,
  { id }: Stakeholder,
  language: string,
): Promise<Stakeholder[]> {
  const byIdentifier = await stakeholders(db, language).where('stakeholder.identifier', '=', typed.trim()).execute()
  const byName = await findByName(db, typed, { language, limit: CANDIDATES })
  const found = [...byIdentifier, ...byName.stakeholders.filter((one) => !byIdentifier.some((same) => same.id === one.id))]
  return found.filter((one) => one.id !== id).slice(0, CANDIDATES)
}

const DAY = 24 * 60 * 60 * 1000

type Pair = { loser: string; winner: string; reason: string }
export type Proposed = { ok: true; id: number } | { ok: false; why: DoubleRefusal }

/**
 * Proposes that `loser` be known as `winner`, both by their public identifiers; for a side that the person represents it is agreed at once.
 * Proposing twice is proposing once. Throws NotFound where one of the two is not there to be seen, or the account was erased meanwhile.
 */
export async function propose(db: Db, pair: Pair, person: Person, mandatesClash: MandatesClash, now: Date): Promise<Proposed> {
  return inTurn(db, async (tx) => {
    await mustStay(tx, person)
    const entries = await entriesOf(tx, pair)
    await lockEntries(tx, [entries.loser, entries.winner])
    const clash = await clashOf(tx, entries, mandatesClash)
    if (clash !== null) return { ok: false, why: clash }
    const live = await liveOf(tx, entries)
    if (live?.proposer === person.id && live.loser === entries.loser && live.winner === entries.winner) return { ok: true, id: live.id }
    if (live) return { ok: false, why: 'alreadyProposed' }
    if ((await proposedSince(tx, person.id, new Date(now.getTime() - DAY))) >= PROPOSED_A_DAY) return { ok: false, why: 'proposedTooOften' }

    const id = await insert(tx, entries, pair.reason, person, now)
    await tell(tx, { kind: 'double-proposed', actor: person.publicId, stakeholder: pair.loser }, now)
    await mailConcerned(tx, id, { kind: 'double-proposed', except: person, proposer: false }, now)
    await settleOrWait(tx, await doubleOf(tx, id, 'en'), now)
    return { ok: true, id }
  })
}

type Entries = { loser: number; winner: number }

async function entriesOf(tx: Db, { loser, winner }: Pair): Promise<Entries> {
  const rows = await tx
    .selectFrom('stakeholders.stakeholder')
    .where('public_id', 'in', [loser, winner])
    .where('standing', 'in', ['mentioned', 'public'])
    .select(['id', 'public_id as publicId'])
    .execute()
  const idOf = (publicId: string) => rows.find((row) => row.publicId === publicId)?.id
  const found = { loser: idOf(loser), winner: idOf(winner) }
  if (found.loser === undefined || found.winner === undefined) throw new NotFound(`stakeholders ${loser} and ${winner}`)
  return { loser: found.loser, winner: found.winner }
}

/** What is proposed for the two, in either direction, or for the loser with another. */
async function liveOf(tx: Db, { loser, winner }: Entries) {
  const { rows } = await sql<{ id: number; proposer: number; loser: number; winner: number }>`
    select id, proposed_by as proposer, loser_id as loser, winner_id as winner from stakeholders.merger
    where refused_at is null and withdrawn_at is null and reversed_at is null
      and (loser_id = ${loser} or (loser_id = ${winner} and winner_id = ${loser}))
    order by id limit 1
  `.execute(tx)
  return rows[0]
}

async function proposedSince(tx: Db, person: number, since: Date): Promise<number> {
  const { count } = await tx
    .selectFrom('stakeholders.merger')
    .where('proposed_by', '=', person)
    .where('proposed_at', '>', since)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

async function insert(tx: Db, { loser, winner }: Entries, reason: string, person: Person, now: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into stakeholders.merger (loser_id, winner_id, kind, reason, proposed_by, proposed_at, due_at)
    select ${loser}, ${winner}, kind, ${reason}, ${person.id}, ${now}, ${silenceEnds(now)}
    from stakeholders.stakeholder where id = ${loser}
    returning id
  `.execute(tx)
  const [made] = rows
  if (!made) throw new NotFound(`stakeholder ${loser}`)
  for (const { side, row } of await ownSides(tx, await doubleOf(tx, made.id, 'en'), person))
    await tx
      .updateTable('stakeholders.merger')
      .set({ [`${side}_agreed_at`]: now, [`${side}_agreed_by`]: person.id, [`${side}_agreed_as`]: row })
      .where('id', '=', made.id)
      .execute()
  return made.id
}
