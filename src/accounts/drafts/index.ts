/** Drafts have no pages of their own: the platform keeps and finds them for every form that is declared long (platform/drafting.ts). */
import type { Database } from '../../platform/db.ts'
import type { Drafts } from '../../platform/drafting.ts'
import type { AccountsTables } from '../tables.ts'
import { findDraft, forgetDraft, keepDraft } from './store.ts'

export { forgetOldDrafts } from './store.ts'

/** What the platform needs of them. */
export function draftsIn(db: Database<AccountsTables>): Drafts {
  return {
    find: (holder, path, now) => findDraft(db, holder, path, now),
    keep: (holder, path, typed, now) => keepDraft(db, holder, path, typed, now),
    forget: (holder, path) => forgetDraft(db, holder, path),
  }
}
