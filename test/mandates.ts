/** Mandates for tests: what a letter, a meeting or a decision would bring. */
import { sql } from 'kysely'
import type { Db } from '../src/app.tsx'
import type { Role, State } from '../src/facilitation/index.ts'
import type { World } from './world.ts'

/** After all that the plan brought. */
const RECORDED = new Date('2026-03-01T09:00:00Z')

/** Does its work, then takes back every mandate and source that it added: the plan that all tests share stays as it was loaded. */
export async function withMandates(world: World, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } finally {
    await sql`delete from facilitation.mandate_state where recorded_at = ${RECORDED}`.execute(world.db)
    await sql`update facilitation.mandate_state set superseded_at = null where superseded_at = ${RECORDED}`.execute(world.db)
    await sql`delete from facilitation.mandate where id not in (select mandate_id from facilitation.mandate_state)`.execute(world.db)
    await sql`delete from framework.source where slug like 'test-%'`.execute(world.db)
    world.cache.changed(null)
  }
}

/** The row number of a new source. */
export async function aSource(
  db: Db,
  over: { title?: string; kind?: 'document' | 'meeting' | 'decision' | 'letter'; date?: string; line?: string } = {},
): Promise<number> {
  const { title = 'A letter', kind = 'letter', date = '2006-10-12', line } = over
  const { id } = await db
    .insertInto('framework.source')
    .values({
      slug: `test-${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
      kind,
      line_id: line === undefined ? null : await lineId(db, line),
      title,
      language: 'en',
      date,
      date_precision: 'day',
      url: null,
      paragraph: null,
      verified: true,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Over = {
  line: string
  who: string
  role?: Role
  state: State
  since: string
  until?: string
  source: number
  /** As if nothing held before: the period of the state before is not ended. */
  keepBefore?: boolean
}

/** A new state of a mandate, which is made where there is none. What held before ends on that day, as a correction of its row. */
export async function aState(db: Db, over: Over): Promise<number> {
  const { role = 'facilitator', state, since, until, source, keepBefore = false } = over
  const mandate = await theMandate(db, over.line, over.who, role)
  if (!keepBefore) await endBefore(db, mandate.id, since)
  const confirmed = state === 'confirmed'
  const { id } = await db
    .insertInto('facilitation.mandate_state')
    .values({
      mandate_id: mandate.id,
      line_id: mandate.line_id,
      role,
      state,
      during: sql<string>`daterange(${since}::date, ${until ?? null}::date)`,
      source_id: source,
      confirming_kind: confirmed ? 'meeting' : null,
      confirming_line: confirmed ? mandate.line_id : null,
      recorded_at: RECORDED,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function theMandate(db: Db, line: string, who: string, role: Role): Promise<{ id: number; line_id: number }> {
  const line_id = await lineId(db, line)
  const { id: stakeholder_id } = await db
    .selectFrom('stakeholders.stakeholder')
    .select('id')
    .where('identifier', '=', who)
    .executeTakeFirstOrThrow()
  const found = await db
    .selectFrom('facilitation.mandate')
    .select(['id', 'line_id'])
    .where('line_id', '=', line_id)
    .where('stakeholder_id', '=', stakeholder_id)
    .where('role', '=', role)
    .executeTakeFirst()
  const made = () =>
    db
      .insertInto('facilitation.mandate')
      .values({ line_id, stakeholder_id, role, position: 9 })
      .returning(['id', 'line_id'])
      .executeTakeFirstOrThrow()
  return found ?? made()
}

async function endBefore(db: Db, mandate: number, day: string): Promise<void> {
  await sql`
    with corrected as (
      update facilitation.mandate_state set superseded_at = ${RECORDED}
      where mandate_id = ${mandate} and superseded_at is null and during @> ${day}::date returning *
    )
    insert into facilitation.mandate_state (mandate_id, line_id, role, state, during, attested_precision, source_id, recorded_at)
    select mandate_id, line_id, role, state, daterange(lower(during), ${day}::date), attested_precision, source_id, ${RECORDED} from corrected
  `.execute(db)
}

async function lineId(db: Db, slug: string): Promise<number> {
  const { id } = await db.selectFrom('framework.line').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
  return id
}
