/** Statements that are prepared once and carried out often: parsing and planning one can take longer than its answer. */
import { createHash } from 'node:crypto'
import { type PostgresCursor, type PostgresPoolClient, type PostgresQueryResult, sql } from 'kysely'
import type pg from 'pg'

const MARK = '/* prepared */ '
/** The mark begins in the first characters, so that a long statement need not be looked through. */
const FIRST = 'select '.length

/**
 * At the beginning of a select, or of what it selects (`modifyFront`): each session prepares it once, under a name, and from then on only carries it out. For statements that
 * are asked all the time and never differ but in their parameters: one that differs would stay for as long as the session.
 */
export const prepared = sql.raw(MARK)

/** Where sessions of the server come from. */
export type Sessions = { connect(): Promise<{ client: pg.ClientBase; release(): void }>; end(): Promise<void> }

export function sessionsOf(pool: pg.Pool): Sessions {
  return {
    connect: async () => {
      const client = await pool.connect()
      return { client, release: () => client.release() }
    },
    end: () => pool.end(),
  }
}

/** A session as Kysely asks it. */
export class Preparing implements PostgresPoolClient {
  readonly #client: pg.ClientBase
  readonly release: () => void

  constructor({ client, release }: { client: pg.ClientBase; release: () => void }) {
    this.#client = client
    this.release = release
  }

  query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
  query<Row>(text: string | PostgresCursor<Row>, values: readonly unknown[] = []): PostgresCursor<Row> | Promise<PostgresQueryResult<Row>> {
    if (typeof text !== 'string') throw new Error('rows are read in batches here, not by a cursor')
    return this.#ask<Row>(text, [...values])
  }

  async #ask<Row>(text: string, values: unknown[]): Promise<PostgresQueryResult<Row>> {
    const statement = text.lastIndexOf(MARK, FIRST) !== -1 ? { name: nameOf(text), text, values } : { text, values }
    const { command, rowCount, rows } = await this.#client.query(statement)
    return { command: COMMANDS.find((known) => known === command) ?? 'SELECT', rowCount: rowCount ?? 0, rows }
  }
}

/** Those after which rows were written. */
const COMMANDS = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'] as const

const names = new Map<string, string>()

/** PostgreSQL cuts names after 63 bytes. */
function nameOf(text: string): string {
  const known = names.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 32)
  names.set(text, known)
  return known
}
