/** Correcting a mandate: the state that was wrong is superseded, what is right is a row of its own. */
import { sql } from 'kysely'
import { changesOf, type FrameworkTables, type Values, type Written } from '../framework/index.ts'
import type { Database } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import type { Language } from '../platform/i18n.ts'
import { bestFor } from '../platform/texts.ts'
import type { StakeholdersTables } from '../stakeholders/index.ts'
import { beginningOf, NEVER, type StateRow, valuesOf } from './correction-rules.ts'
import { type MandateKey, ROLES, type Role, STATES, type State, subjectOf } from './rules.ts'
import type { FacilitationTables } from './tables.ts'

type Db = Database<FacilitationTables & StakeholdersTables & FrameworkTables>

export type NamedState = StateRow & { name: string; nameLanguage: string }

/** The states of a mandate on record, in the order of time; nothing of it is there where nobody may see its stakeholder. Throws NotFound. */
export async function statesOf(
  db: Db,
  { line, stakeholder, role }: MandateKey,
  language: Language,
): Promise<[NamedState, ...NamedState[]]> {
  const { rows } = await sql<NamedState>`
    select state.id, mandate.id as mandate, mandate.line_id as line, mandate.stakeholder_id as stakeholder, mandate.role, mandate.position,
      state.state, lower(state.during) as "from", upper(state.during) as until, state.attested_precision as attested,
      named.name, named.language as "nameLanguage"
    from facilitation.mandate join facilitation.mandate_state state on state.mandate_id = mandate.id
    join framework.line on line.id = mandate.line_id join stakeholders.stakeholder on stakeholder.id = mandate.stakeholder_id
    cross join lateral (
      select name, language from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1
    ) named
    where line.slug = ${line} and stakeholder.public_id = ${stakeholder} and mandate.role = ${role} and state.superseded_at is null
      and stakeholder.standing in ('mentioned', 'public')
    order by lower(state.during)
  `.execute(db)
  const [first, ...rest] = rows
  if (!first) throw new NotFound(`mandate ${line} ${stakeholder} ${role}`)
  return [first, ...rest]
}

/** Writes a correction, in the transaction of the caller. `source`: the row number of what says so. */
export async function correctState(
  tx: Db,
  { row, key }: { row: StateRow; key: MandateKey },
  { next, source, now }: { next: Values; source: number; now: Date },
): Promise<Written> {
  const role = ROLES.find((known) => known === next.role) ?? row.role
  const state = STATES.find((known) => known === next.state) ?? null
  const mandate = role === row.role ? row.mandate : await mandateAs(tx, row, role)
  await tx
    .updateTable('facilitation.mandate')
    .set({ position: Number(next.position) })
    .where('id', '=', mandate)
    .execute()
  if (!changesOf(valuesOf(row), next).every(({ field }) => field === 'position')) {
    // First the row that was wrong, so that neither of the two exclusions sees both.
    await tx.updateTable('facilitation.mandate_state').set({ superseded_at: now }).where('id', '=', row.id).execute()
    if (state !== null && next.state !== NEVER) await addState(tx, { mandate, line: row.line, role, state, next, source, now })
  }
  return { subject: subjectOf({ ...key, role }) }
}

/** The same stakeholder on the same line in another role. */
async function mandateAs(tx: Db, { line, stakeholder, position }: StateRow, role: Role): Promise<number> {
  const { id } = await tx
    .insertInto('facilitation.mandate')
    .values({ line_id: line, stakeholder_id: stakeholder, role, position })
    .onConflict((conflict) => conflict.columns(['line_id', 'stakeholder_id', 'role']).doUpdateSet({ position }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Added = { mandate: number; line: number; role: Role; state: State; next: Values; source: number; now: Date }

async function addState(tx: Db, { mandate, line, role, state, next, source, now }: Added): Promise<void> {
  const { from, attested } = beginningOf(next)
  const confirming = state === 'confirmed' ? await kindOf(tx, source) : null
  await tx
    .insertInto('facilitation.mandate_state')
    .values({
      ...{ mandate_id: mandate, line_id: line, role, state, attested_precision: attested, source_id: source, recorded_at: now },
      during: sql<string>`daterange(${from}::date, ${next.until || null}::date)`,
      confirming_kind: confirming,
      confirming_line: confirming === null ? null : line,
    })
    .execute()
}

async function kindOf(tx: Db, source: number): Promise<'meeting' | 'decision' | null> {
  const { kind } = await tx.selectFrom('framework.source').select('kind').where('id', '=', source).executeTakeFirstOrThrow()
  return kind === 'meeting' || kind === 'decision' ? kind : null
}
