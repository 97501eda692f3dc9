/** Brings the database to the newest migration: each file once, in the order of their names. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Connection } from './db.ts'

export async function migrate<Tables>(connection: Connection<Tables>, folder: string): Promise<void> {
  await connection.session(async ({ db, execute }) => {
    await execute('create table if not exists public.migration (name text primary key, digest text not null, applied_at timestamptz not null)')
    const { rows } = await sql<{ name: string }>`select name from public.migration`.execute(db)
    const applied = new Set(rows.map(({ name }) => name))
    for (const name of readdirSync(folder).sort().filter((file) => !applied.has(file))) {
      const script = readFileSync(`${folder}/${name}`, 'utf8')
      await execute(script)
      await sql`insert into public.migration values (${name}, ${createHash('sha256').update(script).digest('hex')}, now())`.execute(db)
    }
  })
}
