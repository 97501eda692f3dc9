/** What a server's background processes do and PGlite, being one process, does not: checkpoints, statistics, dead rows. */
import type { PGlite } from '@electric-sql/pglite'

const CHECK_EVERY = 10_000 // milliseconds
const LOG_TO_KEEP = 64 * 1024 * 1024 // bytes of write-ahead log to replay after a crash

export class Upkeep {
  readonly #db: PGlite
  #lastCheck = performance.now()

  constructor(db: PGlite) {
    this.#db = db
  }

  /** Keeps the write-ahead log short. Nothing to do inside a transaction, or soon after the last look. */
  async betweenStatements(): Promise<void> {
    if (this.#db.isInTransaction() || performance.now() - this.#lastCheck < CHECK_EVERY) return
    this.#lastCheck = performance.now()
    const { rows } = await this.#db.query<{ due: boolean }>(
      'select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) > $1 as due from pg_control_checkpoint()',
      [LOG_TO_KEEP],
    )
    if (rows[0]?.due) await this.#db.exec('checkpoint')
  }

  /** Vacuums and analyzes the tables that changed much, by autovacuum's own measure. */
  async atTheEnd(): Promise<void> {
    if (this.#db.isInTransaction()) await this.#db.exec('rollback')
    const { rows } = await this.#db.query<{ name: string }>(
      `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
       where n_mod_since_analyze > 50 + 0.1 * n_live_tup or n_dead_tup > 50 + 0.2 * n_live_tup`,
    )
    for (const { name } of rows) await this.#db.exec(`vacuum (analyze) ${name}`)
  }
}
