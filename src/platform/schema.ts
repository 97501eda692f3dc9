/** The tables of the slices, as the database itself describes them. */
import { type Kysely, sql } from 'kysely'

export type Table = {
  name: string // schema.table
  columns: string[] // those that hold what was written: computed ones are left out
}

/** Ours are all that we own outside `public`, where only the record of migrations is, but for what an extension brought. */
const OURS = sql`
  select c.oid, n.nspname || '.' || c.relname as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and pg_get_userbyid(c.relowner) = current_user and n.nspname !~ '^(pg_|information_schema$|public$)'
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

/** All tables, each after those that it refers to. */
export async function readTables<Tables>(db: Kysely<Tables>): Promise<Table[]> {
  const { rows } = await sql<Table & { refersTo: string[] }>`
    with ours as (${OURS})
    select t.name,
           array(select a.attname::text from pg_attribute a
                 where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                 order by a.attnum) as columns,
           array(select distinct other.name from pg_constraint f join ours other on other.oid = f.confrelid
                 where f.conrelid = t.oid and f.contype = 'f' and f.confrelid <> t.oid) as "refersTo"
    from ours t order by t.name`.execute(db)
  return inOrder(rows)
}

function inOrder(rows: (Table & { refersTo: string[] })[]): Table[] {
  const waiting = new Map(rows.map((row) => [row.name, row]))
  const done: Table[] = []
  while (waiting.size > 0) {
    const next = [...waiting.values()].find(({ refersTo }) => !refersTo.some((name) => waiting.has(name)))
    if (!next) throw new Error(`These tables refer to each other in a circle: ${[...waiting.keys()].join(', ')}`)
    waiting.delete(next.name)
    done.push({ name: next.name, columns: next.columns })
  }
  return done
}

/** Lets each row number go on after the highest that is there. */
export async function continueNumbers<Tables>(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ name: string; column: string }>`
    with ours as (${OURS})
    select t.name, a.attname as column from ours t join pg_attribute a on a.attrelid = t.oid
    where a.attidentity <> '' and not a.attisdropped`.execute(db)
  for (const { name, column } of rows) {
    await sql`select setval(pg_get_serial_sequence(${name}, ${column}), coalesce(max(${sql.ref(column)}), 1), count(*) > 0)
              from ${sql.table(name)}`.execute(db)
  }
}

/** @returns the first tables that hold something */
export async function tablesInUse<Tables>(db: Kysely<Tables>, tables: readonly Table[]): Promise<string[]> {
  const looks = tables.map(({ name }) => sql`select ${name}::text as name where exists (select from ${sql.table(name)})`)
  const { rows } = await sql<{ name: string }>`${sql.join(looks, sql` union all `)}`.execute(db)
  return rows.map(({ name }) => name)
}
