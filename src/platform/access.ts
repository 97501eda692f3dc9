/** How an engine is reached: what postgres.ts and pglite/ each make, and db.ts turns into a connection. */
import pg from 'pg'
import { values } from './values.ts'

/** Hears of a slice whose rows changed; null: anything may have changed unheard. */
export type Listener = (slice: string | null) => void

export type Access = {
  pool: pg.Pool
  version: string
  syncs: boolean
  syncCalls: (() => number) | null
  scratch: string
  onChange(listener: Listener): void
  /** Writes the rows into a file of the folder `scratch`. @returns how many */
  copyOut(client: pg.ClientBase, table: string, columns: readonly string[], file: string): Promise<number>
  /** Adds the rows of a file of the folder `scratch`. @returns how many */
  copyIn(client: pg.ClientBase, table: string, columns: readonly string[], file: string): Promise<number>
  close(): Promise<void>
}

/** The channel on which each slice says that its rows changed. */
export const CHANNEL = 'actionlines'

/** So that a value is written alike by every server, whatever its settings. Compiling a statement costs more than any of ours takes. */
const SESSION = `
  set timezone = 'UTC'; set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres'; set bytea_output = 'hex';
  set extra_float_digits = 1; set client_encoding = 'UTF8'; set search_path = public; set default_text_search_config = 'pg_catalog.simple'; set jit = off; set client_min_messages = warning`

/** A pool of sessions that write and read values alike on both engines. */
export function makePool(config: pg.PoolConfig): pg.Pool {
  // Else a Date would be written in the zone of this machine, whose offset had seconds before 1900.
  pg.defaults.parseInputDatesAsUTC = true
  const pool = new pg.Pool({ ...config, types: values, onConnect: (client) => client.query(SESSION) })
  // Whoever uses a lost session learns it by his own statement; without a listener it would also end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** `schema.table (column, …)`, quoted. */
export function copyTarget(table: string, columns: readonly string[]): string {
  const quoted = (names: readonly string[]) => names.map((name) => pg.escapeIdentifier(name))
  return `${quoted(table.split('.')).join('.')} (${quoted(columns).join(', ')})`
}
