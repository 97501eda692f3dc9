/** Corrections in tests: what a test corrects is taken back afterwards, as all tests share the plan that was loaded. */
import { sql } from 'kysely'
import type { World } from './world.ts'

/** Tables that others point to, and those to which nothing does: after a test each is as before, in this order. */
const POINTED_TO = ['framework.source', 'framework.related_process', 'stakeholders.stakeholder', 'facilitation.mandate'] as const
const ENDS = [
  'framework.line_title',
  'framework.goal_link',
  'framework.related_process_text',
  'stakeholders.name',
  'stakeholders.membership',
  'facilitation.mandate_state',
] as const

/** Does its work, then puts back what it corrected. */
export async function withCorrections(world: World, work: () => Promise<void>): Promise<void> {
  const kept = new Map<string, string>()
  for (const table of [...POINTED_TO, ...ENDS]) kept.set(table, await rowsOf(world, table))
  try {
    await work()
  } finally {
    await sql`truncate framework.correction, framework.corrected_value`.execute(world.db)
    for (const table of ENDS) await sql`delete from ${sql.table(table)}`.execute(world.db)
    for (const table of POINTED_TO) await putBack(world, table, kept.get(table) ?? '[]')
    for (const table of ENDS) await add(world, table, kept.get(table) ?? '[]')
    for (const table of [...POINTED_TO].reverse()) await dropNew(world, table, kept.get(table) ?? '[]')
    world.cache.changed(null)
  }
}

async function rowsOf({ db }: World, table: string): Promise<string> {
  const { rows } = await sql<{ all: string }>`select coalesce(json_agg(one), '[]')::text as "all" from ${sql.table(table)} one`.execute(db)
  return rows[0]?.all ?? '[]'
}

async function putBack({ db }: World, table: string, rows: string): Promise<void> {
  const { rows: columns } = await sql<{ name: string }>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attname <> 'id'
  `.execute(db)
  const set = sql.join(columns.map(({ name }) => sql`${sql.ref(name)} = kept.${sql.ref(name)}`))
  await sql`update ${sql.table(table)} as one set ${set} from json_populate_recordset(null::${sql.table(table)}, ${rows}::json) kept where kept.id = one.id`.execute(
    db,
  )
}

async function add({ db }: World, table: string, rows: string): Promise<void> {
  await sql`insert into ${sql.table(table)} overriding system value select * from json_populate_recordset(null::${sql.table(table)}, ${rows}::json)`.execute(
    db,
  )
}

async function dropNew({ db }: World, table: string, rows: string): Promise<void> {
  await sql`delete from ${sql.table(table)} where id not in (select id from json_populate_recordset(null::${sql.table(table)}, ${rows}::json))`.execute(
    db,
  )
}

/** The fields of a form as a browser would send them, filled in as they are shown. */
export function fieldsIn(html: string): Record<string, string> {
  const form = html.slice(html.indexOf('class="form"'))
  const inputs = [...form.matchAll(/<input type="[a-z]+"[^>]* name="([^"]+)" value="([^"]*)"/g)]
  const selects = [...form.matchAll(/<select id="([^"]+)".*?<\/select>/gs)]
  return Object.fromEntries([
    ...inputs.map(([, name = '', value = '']) => [name, asRead(value)]),
    ...selects.map(([whole, name = '']) => [name, /<option value="([^"]*)"[^>]* selected/.exec(whole)?.[1] ?? '']),
  ])
}

const asRead = (value: string) => value.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
