/** Corrections: every read and write of them. What is corrected itself is written by its own slice, in the same transaction. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { changed, constraintOf, type Database } from '../../platform/db.ts'
import { type PlatformTables, record } from '../../platform/events.ts'
import { groupBy } from '../../platform/groups.ts'
import { asSource, SOURCE } from '../sources/index.ts'
import type { FrameworkTables } from '../tables.ts'
import type { CorrectionRefusal } from './refusals.ts'
import { type Change, type Corrected, type Correction, changesOf, type Values } from './rules.ts'
import type { KnownSource, SourceGiven } from './source-given.ts'

type Db = Database<FrameworkTables & PlatformTables>

/** Every source on record, the newest first. */
export async function knownSources(db: Database<FrameworkTables>): Promise<KnownSource[]> {
  return db
    .selectFrom('framework.source as source')
    .leftJoin('framework.line as line', 'line.id', 'source.line_id')
    .select(['source.slug', 'source.kind', 'source.title', 'source.language', 'source.paragraph', 'line.slug as line'])
    .orderBy(sql`source.date desc nulls last`)
    .orderBy('source.slug')
    .execute()
}

/** Something on record as its slice reads it. `lock`: what must not be corrected by two at once. */
export type OnRecord = { kind: Corrected; subject: string; lock: string; present: Values }

/** What the slice has written: under which name the thing is known from now on, and what changed beside the fields of the form. */
export type Written = { subject?: string; changes?: readonly Change[] }

type Work<Tables, One> = {
  /** Its database as corrections need it: the same. */
  own: (tx: Database<Tables>) => Db
  load: (tx: Database<Tables>) => Promise<One>
  write: (tx: Database<Tables>, one: One, correction: { next: Values; source: number; now: Date }) => Promise<Written>
  /** What a constraint of the database refuses, in words, and beside which field. */
  constraints: Readonly<Record<string, Refused>>
  slices: readonly string[]
}
export type Refused = readonly [field: string, why: CorrectionRefusal]
type Proposal = { was: Values; next: Values; source: SourceGiven; by: string }

export type Outcome<One> = { ok: true } | { ok: false; one: One | null; refused: Refused }

/**
 * Corrects something on record: its slice writes it, here it is put on record what it was, by whom and by which source.
 * `was`: what the form was made from. @returns what is on record now, where somebody else has corrected it meanwhile
 */
export async function correct<Tables, One extends OnRecord>(
  db: Database<Tables>,
  one: One,
  { own, load, write, constraints, slices }: Work<Tables, One>,
  { was, next, source, by }: Proposal,
  now: Date,
): Promise<Outcome<One>> {
  try {
    return await db.transaction().execute(async (tx: Database<Tables>): Promise<Outcome<One>> => {
      await lockFor(own(tx), one.lock)
      const current = await load(tx)
      if (changesOf(was, current.present).length > 0) return { ok: false, one: current, refused: ['source', 'correctedMeanwhile'] }
      const sourceId = await sourceIdOf(own(tx), source)
      const written = await write(tx, current, { next, source: sourceId, now })
      const changes = [...changesOf(current.present, next), ...(written.changes ?? [])]
      await recordCorrection(own(tx), { kind: one.kind, subject: written.subject ?? one.subject, source: sourceId, changes, by }, now)
      for (const slice of slices) await changed(tx, slice)
      return { ok: true }
    })
  } catch (error) {
    const refused = constraints[constraintOf(error) ?? '']
    if (!refused) throw error
    return { ok: false, one: null, refused }
  }
}

/** Whoever corrects the same waits here until the other is done. */
async function lockFor(tx: Db, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('actionlines.correction'), hashtext(${key}))`.execute(tx)
}

/** The row number of a source that somebody gave: a new one is put on record, once however often it is given. */
async function sourceIdOf(tx: Db, given: SourceGiven): Promise<number> {
  const slug = given.slug ?? slugOf(given)
  if (given.slug === null) await addSource(tx, slug, given)
  const { id } = await tx.selectFrom('framework.source').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
  return id
}

type NewSource = Extract<SourceGiven, { slug: null }>

function slugOf({ kind, line, title, language, date, url, paragraph }: NewSource): string {
  const digest = createHash('sha256').update(JSON.stringify([kind, line, title, language, date, url, paragraph]))
  return `source-${digest.digest('hex').slice(0, 12)}`
}

/** Whoever enters it has it before them: it is verified. */
async function addSource(tx: Db, slug: string, { kind, line, title, language, date, datePrecision, url, paragraph }: NewSource) {
  await tx
    .insertInto('framework.source')
    .values((eb) => ({
      ...{ slug, kind, title, language, date, date_precision: datePrecision, url, paragraph, verified: true },
      line_id: eb.selectFrom('framework.line').select('id').where('slug', '=', line),
    }))
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .execute()
}

type Recorded = { kind: Corrected; subject: string; source: number; changes: readonly Change[]; by: string }

/** Puts a correction on record, with its event. `by`: the public identifier of a person. */
async function recordCorrection(tx: Db, { kind, subject, source, changes, by }: Recorded, now: Date): Promise<void> {
  const { id } = await tx
    .insertInto('framework.correction')
    .values({ subject_kind: kind, subject, source_id: source, corrected_by: by, corrected_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('framework.corrected_value')
    .values(changes.map(({ field, before, after }) => ({ correction_id: id, field, before: before || null, after: after || null })))
    .execute()
  await record(tx, { at: now, actor: by, kind: 'fact-corrected', subjectKind: kind, subject })
  await changed(tx, 'framework')
}

/** What was corrected of things of a kind, or of one of them; the newest first. */
export async function correctionsOf(db: Database<FrameworkTables>, kind: Corrected, subject?: string): Promise<Correction[]> {
  const rows = await db
    .selectFrom('framework.correction as correction')
    .innerJoin('framework.source as source', 'source.id', 'correction.source_id')
    .innerJoin('framework.corrected_value as value', 'value.correction_id', 'correction.id')
    .where('correction.subject_kind', '=', kind)
    .$if(subject !== undefined, (query) => query.where('correction.subject', '=', subject ?? ''))
    .select(['correction.id', 'correction.subject', 'correction.corrected_at as at', 'value.field', 'value.before', 'value.after'])
    .select(SOURCE)
    .orderBy('correction.id', 'desc')
    .orderBy(sql`value.field collate "C"`)
    .execute()
  return [...groupBy(rows, ({ id }) => id).values()].flatMap((values) => {
    const [first] = values
    if (!first) return []
    const changes = values.map(({ field, before, after }) => ({ field, before: before ?? '', after: after ?? '' }))
    return [{ kind, subject: first.subject, at: first.at, source: asSource(first), changes }]
  })
}
