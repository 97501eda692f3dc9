/** Proposals that two entries are one, and what became of them, as they are read. */
import { type RawBuilder, sql } from 'kysely'
import type { Person } from '../platform/auth.ts'
import { NotFound } from '../platform/errors.ts'
import type { Language } from '../platform/i18n.ts'
import { bestFor } from '../platform/texts.ts'
import { actsOf, type Double, type Entry, type ListedDouble, type SeenDouble, stateOf, waitsForSecretariat } from './doubles-rules.ts'
import type { Db } from './person-store.ts'

type Times = 'AgreedAt' | 'UndoesAt'
type Row = Omit<Double, 'loser' | 'winner'> & { [Name in `${'loser' | 'winner'}${Times}`]: Date | null } & Record<'loser' | 'winner', Facts>
type Facts = { entry: Entry; registered: boolean; represented: boolean; asked: boolean }

/** A proposal by its row number, with its entries named in a language. Throws NotFound. */
export async function doubleOf(db: Db, id: number, language: Language): Promise<Double> {
  const { rows } = await sql<Row>`
    select merger.id, merger.reason, person.name as proposer, proposed_at as "proposedAt", due_at as "dueAt", told_at as "toldAt",
      merged_at as "mergedAt", ground, refused_at as "refusedAt", refused_because as "refusedBecause", withdrawn_at as "withdrawnAt",
      reversed_at as "reversedAt", reversed_because as "reversedBecause", loser_agreed_at as "loserAgreedAt",
      winner_agreed_at as "winnerAgreedAt", loser_undoes_at as "loserUndoesAt", winner_undoes_at as "winnerUndoesAt",
      ${factsOf(sql`merger.loser_id`, language)} as loser, ${factsOf(sql`merger.winner_id`, language)} as winner,
      exists (select from stakeholders.merger before where before.refused_at is not null
        and least(before.loser_id, before.winner_id) = least(merger.loser_id, merger.winner_id)
        and greatest(before.loser_id, before.winner_id) = greatest(merger.loser_id, merger.winner_id)) as "refusedBefore"
    from stakeholders.merger join accounts.person on person.id = proposed_by where merger.id = ${id}
  `.execute(db)
  const [row] = rows
  if (!row) throw new NotFound(`double ${id}`)
  const { loser, winner, loserAgreedAt, loserUndoesAt, winnerAgreedAt, winnerUndoesAt, ...rest } = row
  return { ...rest, loser: sideOf(loser, loserAgreedAt, loserUndoesAt), winner: sideOf(winner, winnerAgreedAt, winnerUndoesAt) }
}

function sideOf(facts: Facts, agreedAt: Date | null, undoesAt: Date | null): Double['loser'] {
  return { ...facts, agreed: agreedAt !== null, agreedAt, undoesAt }
}

function factsOf(id: RawBuilder<unknown>, language: Language) {
  return sql`(
    select json_build_object('entry', ${entryIn(language)},
      'registered', exists (select from stakeholders.submission where stakeholder_id = stakeholder.id),
      'represented', exists (${ACTING} and acting.stakeholder_id = stakeholder.id),
      'asked', exists (${ACTING} and acting.stakeholder_id = stakeholder.id and acting.approved_at <= merger.proposed_at))
    from stakeholders.stakeholder where stakeholder.id = ${id})`
}

/** Those who act for an organisation now; who has erased their account does not. */
const ACTING = sql`
  select from stakeholders.representative acting join accounts.person who on who.id = acting.person_id
  where acting.approved_at is not null and acting.ended_at is null and who.erased_at is null`

function entryIn(language: Language) {
  return sql`(
    select json_build_object('id', stakeholder.id, 'publicId', stakeholder.public_id, 'identifier', stakeholder.identifier,
      'name', named.name, 'nameLanguage', named.language)
    from stakeholders.name named where named.stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1)`
}

/** A side of a proposal, and the row by which a person acts for it. */
export type OwnSide = { side: 'loser' | 'winner'; row: number }

/** The sides for which a person acts. */
export async function ownSides(db: Db, { loser, winner }: Double, person: Person): Promise<OwnSide[]> {
  const rows = await db
    .selectFrom('stakeholders.representative')
    .where('person_id', '=', person.id)
    .where('stakeholder_id', 'in', [loser.entry.id, winner.entry.id])
    .where('approved_at', 'is not', null)
    .where('ended_at', 'is', null)
    .select(['id', 'stakeholder_id as stakeholder'])
    .execute()
  return rows.map(({ id, stakeholder }) => ({ side: stakeholder === loser.entry.id ? 'loser' : 'winner', row: id }))
}

/** What somebody sees of a proposal that is theirs: who made it, who acts for one of the two, and the secretariat. Throws NotFound. */
export async function seenDouble(
  db: Db,
  id: number,
  person: Person,
  language: Language,
): Promise<Omit<SeenDouble, 'clash'> & { sides: OwnSide[] }> {
  const double = await doubleOf(db, id, language)
  const sides = await ownSides(db, double, person)
  const proposer = await isProposer(db, id, person)
  const secretariat = person.roles.includes('secretariat')
  if (!proposer && !secretariat && sides.length === 0) throw new NotFound(`double ${id}`)
  const spoken = sides.map(({ side }) => ({
    spoken: (stateOf(double) === 'merged' ? double[side].undoesAt : double[side].agreedAt) !== null,
  }))
  const acts = actsOf({ state: stateOf(double), waits: waitsForSecretariat(double) }, { proposer, secretariat, sides: spoken })
  return { double, acts, sides }
}

async function isProposer(db: Db, id: number, person: Person): Promise<boolean> {
  const { rows } = await sql`select from stakeholders.merger where id = ${id} and proposed_by = ${person.id}`.execute(db)
  return rows.length > 0
}

/** What is proposed or holds for an entry, as far as a person has to do with it. */
export async function doublesOf(db: Db, stakeholder: number, person: Person, language: Language): Promise<ListedDouble[]> {
  return listed(
    db,
    language,
    sql`${stakeholder} in (loser_id, winner_id) and refused_at is null and withdrawn_at is null and reversed_at is null
      and (${person.roles.includes('secretariat')} or proposed_by = ${person.id} or exists (${ACTING}
        and acting.person_id = ${person.id} and acting.stakeholder_id in (loser_id, winner_id)))`,
  )
}

/** So many are shown at once, the longest waiting first. */
const SHOWN = 50

/** What waits for the secretariat: proposals that only it can settle, and mergers of which a side says that they be undone. */
export async function doublesWaiting(db: Db, language: Language): Promise<ListedDouble[]> {
  const { rows } = await sql<{ id: number }>`
    select id from stakeholders.merger
    where refused_at is null and withdrawn_at is null and reversed_at is null
      and (merged_at is null or loser_undoes_at is not null or winner_undoes_at is not null)
    order by proposed_at, id
  `.execute(db)
  const waiting: number[] = []
  for (const { id } of rows) {
    const double = await doubleOf(db, id, language)
    if (stateOf(double) === 'merged' || waitsForSecretariat(double)) waiting.push(id)
    if (waiting.length === SHOWN) break
  }
  return listed(db, language, sql`merger.id = any(${waiting}::int4[])`)
}

async function listed(db: Db, language: Language, condition: RawBuilder<unknown>): Promise<ListedDouble[]> {
  const one = (id: RawBuilder<unknown>) => sql`(select ${entryIn(language)} from stakeholders.stakeholder where stakeholder.id = ${id})`
  const { rows } = await sql<ListedDouble>`
    select merger.id, ${one(sql`merger.loser_id`)} as loser, ${one(sql`merger.winner_id`)} as winner, proposed_at as "proposedAt",
      merged_at as "mergedAt"
    from stakeholders.merger where ${condition} order by proposed_at, merger.id
  `.execute(db)
  return rows
}
