/** Looks at what the site stands on, and says what to do. It changes nothing. Mail is looked at in doctor-mail.ts. */
import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { type Connection, connect, type DatabaseSettings } from './db.ts'
import { pendingMigrations } from './migrations.ts'
import { whereabouts } from './postgres.ts'

/** `ok` is null where it could not be looked at. */
export type Check = { name: string; ok: boolean | null; detail: string }

const LITTLE_SPACE = 1024 ** 3 // bytes
const CLOCK_MAY_DIFFER = 5_000 // milliseconds

/**
 * Prints one line for each check. The settings have been parsed by then.
 * @param also further checks
 * @param worker what PGlite runs in; beside the bundle that this is part of
 * @returns the exit code: 1 where something is wrong
 */
export async function doctor(
  { dataDir, databaseUrl }: { dataDir: string; databaseUrl: string | null },
  migrations: string,
  also: () => Promise<Check[]>,
  worker = new URL('./pglite-worker.js', import.meta.url),
): Promise<number> {
  const stands = await examineAll({ url: databaseUrl, folder: resolve(dataDir), worker }, migrations, new Date())
  const checks = [...stands, ...(await also())]
  for (const { name, ok, detail } of checks) console.log(`${ok === null ? ' ? ' : ok ? ' ok' : 'BAD'}  ${name.padEnd(10)}  ${detail}`)
  return checks.some(({ ok }) => ok === false) ? 1 : 0
}

export async function examineAll(settings: DatabaseSettings, migrations: string, now: Date): Promise<Check[]> {
  return [
    settingsRead(settings),
    await attempt('folder', () => folderIsOurs(settings.folder)),
    await attempt('disk', () => diskHasSpace(settings.folder)),
    ...(await databaseChecks(settings, migrations)),
    clockIsPlausible(now),
  ]
}

function settingsRead({ url, folder }: DatabaseSettings): Check {
  const database = url === null ? `PGlite in ${join(folder, 'pglite')}` : `PostgreSQL at ${whereabouts(url)}`
  return { name: 'settings', ok: true, detail: `understood; files in ${folder}, database ${database}` }
}

async function folderIsOurs(folder: string): Promise<Omit<Check, 'name'>> {
  await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  return { ok: true, detail: `${folder} can be read and written` }
}

async function diskHasSpace(folder: string): Promise<Omit<Check, 'name'>> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const detail = `${(free / LITTLE_SPACE).toFixed(1)} GiB free`
  return free < LITTLE_SPACE ? { ok: false, detail: `${detail}: make room, the database stops when there is none` } : { ok: true, detail }
}

async function databaseChecks(settings: DatabaseSettings, migrations: string): Promise<Check[]> {
  if (settings.url === null && !(await exists(join(settings.folder, 'pglite')))) {
    return [{ name: 'database', ok: null, detail: 'there is none yet: the first start makes it' }]
  }
  let connection: Connection<unknown> | null = null
  try {
    const open = await connect<unknown>(settings)
    connection = open
    return [
      { name: 'database', ok: true, detail: open.version },
      await attempt('migrations', () => migrationsKnown(open, migrations)),
      await attempt('sync', () => commitsReachDisk(open)),
      await attempt('locks', () => nobodyWaits(open)),
      await attempt('time', () => clocksAgree(open)),
    ]
  } catch (error) {
    return [{ name: 'database', ok: false, detail: messageOf(error) }]
  } finally {
    await connection?.close()
  }
}

async function migrationsKnown({ db }: Connection<unknown>, folder: string): Promise<Omit<Check, 'name'>> {
  const pending = await pendingMigrations(db, folder)
  return { ok: true, detail: pending.length === 0 ? 'all were run' : `the next start runs ${pending.join(', ')}` }
}

async function commitsReachDisk({ engine, syncs }: Connection<unknown>): Promise<Omit<Check, 'name'>> {
  if (syncs)
    return { ok: true, detail: engine === 'pglite' ? 'a commit was seen to reach the disk' : 'fsync and synchronous_commit are on' }
  const advice =
    engine === 'pglite'
      ? 'a commit did not reach the disk: a loss of power may lose what was confirmed. Use the versions of package-lock.json, or DATABASE_URL'
      : 'fsync or synchronous_commit is off on the server: a loss of power may lose what was confirmed. Switch both on'
  return { ok: false, detail: advice }
}

/** Long waits and forgotten transactions of other sessions of this database. PGlite has none. */
async function nobodyWaits({ db }: Connection<unknown>): Promise<Omit<Check, 'name'>> {
  const { rows } = await sql<{ pid: number; what: string }>`
    select pid, case when wait_event_type = 'Lock' then 'waits for a lock' else 'left a transaction open' end as what
    from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and (wait_event_type = 'Lock' and state_change < now() - interval '1 minute'
           or state like 'idle in transaction%' and state_change < now() - interval '5 minutes')`.execute(db)
  if (rows.length === 0) return { ok: true, detail: 'nobody waits' }
  return { ok: false, detail: rows.map(({ pid, what }) => `session ${pid} of the server ${what}`).join('; ') }
}

async function clocksAgree({ db }: Connection<unknown>): Promise<Omit<Check, 'name'>> {
  const { rows } = await sql<{ now: Date; nairobi: string }>`
    select clock_timestamp() as now, (timestamptz '2006-02-24 12:00Z' at time zone 'Africa/Nairobi')::text as nairobi`.execute(db)
  const [answer] = rows
  if (answer?.nairobi !== '2006-02-24 15:00:00')
    return { ok: false, detail: 'the database has no data of time zones: install tzdata there' }
  const difference = Math.abs(answer.now.getTime() - Date.now())
  if (difference > CLOCK_MAY_DIFFER) {
    return { ok: false, detail: `the clock of the database differs by ${Math.round(difference / 1000)} s: set both by the network (NTP)` }
  }
  return { ok: true, detail: 'the database has the same time, and knows time zones' }
}

function clockIsPlausible(now: Date): Check {
  const name = 'clock'
  if (now.getUTCFullYear() < 2026 || now.getUTCFullYear() > 2100)
    return { name, ok: false, detail: `this machine believes that it is ${now.toISOString()}: set its clock` }
  if (!zonesAreKnown()) return { name, ok: false, detail: 'Node.js has no data of time zones: install one with full ICU' }
  return { name, ok: true, detail: now.toISOString() }
}

function zonesAreKnown(): boolean {
  const hour = new Intl.DateTimeFormat('en', { timeZone: 'Africa/Nairobi', hour: 'numeric', hourCycle: 'h23' })
  return hour.format(new Date('2006-02-24T12:00:00Z')) === '15'
}

export async function attempt(name: string, look: () => Promise<Omit<Check, 'name'>>): Promise<Check> {
  try {
    return { name, ...(await look()) }
  } catch (error) {
    return { name, ok: false, detail: messageOf(error) }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
