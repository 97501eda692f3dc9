/** The record of events: who did what, when, to what. Appended by every write in its own transaction, never changed. */
import type { Generated } from 'kysely'
import type { Database } from './db.ts'
import type { MailTables } from './outbox-store.ts'

export type RunKind = 'plan' | 'import-iati' | 'import-csv' | 'import-stakeholders'

export interface PlatformTables extends MailTables {
  'platform.run': { id: Generated<number>; kind: RunKind; started_at: Date; ended_at: Date | null }
  'platform.event': {
    id: Generated<number>
    at: Date
    actor: string | null
    kind: string
    subject_kind: string
    subject: string
    run_id: number | null
  }
}
type Db = Database<PlatformTables>

/** `actor` is the public identifier of a person; null: a command of the operator. */
export type Event = { at: Date; actor?: string | null; kind: string; subjectKind: string; subject: string; run?: number | null }

/** Appends one event. */
export async function record(tx: Db, event: Event): Promise<void> {
  const { at, actor = null, kind, subjectKind, subject, run = null } = event
  await tx.insertInto('platform.event').values({ at, actor, kind, subject_kind: subjectKind, subject, run_id: run }).execute()
}

/** Begins a run: call it in the transaction of its first change, so that a run that changes nothing leaves nothing. */
export async function startRun(tx: Db, kind: RunKind, at: Date): Promise<number> {
  const { id } = await tx
    .insertInto('platform.run')
    .values({ kind, started_at: at, ended_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function endRun(tx: Db, id: number, at: Date): Promise<void> {
  await tx.updateTable('platform.run').set({ ended_at: at }).where('id', '=', id).execute()
}
