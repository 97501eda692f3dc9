/** Mail to a line, `line+c1@`: it is passed on to whoever facilitates the line. */
import type { AccountsTables } from '../accounts/index.ts'
import type { FrameworkTables } from '../framework/index.ts'
import type { Database } from '../platform/db.ts'
import type { PlatformTables } from '../platform/events.ts'
import { because, type MailHandler, type NotTaken, type Received } from '../platform/mail-in.ts'
import type { StakeholdersTables } from '../stakeholders/index.ts'
import { organisationsOfLine } from './line-box-store.ts'
import type { FacilitationTables } from './tables.ts'

type Tables = FacilitationTables & StakeholdersTables & AccountsTables & FrameworkTables & PlatformTables

/** Begins a conversation with each of several organisations (messages of the stakeholders, handed over in app.tsx). */
type Begin = (tx: Database<Tables>, organisations: readonly { id: number }[], received: Received, now: Date) => Promise<NotTaken | null>

export function lineBox(begin: Begin): MailHandler<Tables> {
  return async (tx, received, now) => {
    const [slug = ''] = received.parts
    const organisations = await organisationsOfLine(tx, slug, now.toISOString().slice(0, 10))
    return organisations === null ? because('noCode') : begin(tx, organisations, received, now)
  }
}
