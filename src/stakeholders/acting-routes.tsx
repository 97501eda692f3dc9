/** For whom somebody acts, and what they answer who were asked. */
import type { AccountsTables } from '../accounts/index.ts'
import { type FrameworkTables, listRegions } from '../framework/index.ts'
import type { Person } from '../platform/auth.ts'
import type { PlatformTables } from '../platform/events.ts'
import { type Form, refusing } from '../platform/forms.ts'
import { type Ask, page, redirect, slice } from '../platform/http.ts'
import { answer, invitationsFor } from './acting-invitation-store.ts'
import { OrganisationsPage } from './acting-pages.tsx'
import { actsFor, requestsBy } from './acting-store.ts'
import { awaiting } from './behalf-store.ts'
import { type AnswerRefusal, answerIn } from './deputy-rules.ts'
import type { StakeholdersTables } from './tables.ts'

type Tables = StakeholdersTables & FrameworkTables & AccountsTables & PlatformTables

export const acting = slice<Tables>('framework', 'accounts', 'stakeholders')

acting.get('/account/organisations', 'signed-in', [], (asked) => organisations(asked, { typed: {}, errors: {} }, 200))

acting.post('/account/organisations', 'signed-in', async (asked) => {
  const { db, now, view, visitor, typed } = asked
  const refused = await answer(db, answerIn(typed), visitor, now)
  return refused ? organisations(asked, refusing(typed, 'act', refused), 409) : redirect(view.to('/account/organisations'))
})

async function organisations({ db, now, view, visitor }: Ask<Tables, Person>, form: Form<AnswerRefusal>, status: 200 | 409) {
  const { language } = view
  const [acts, requests, invitations, entries, regions] = await Promise.all([
    actsFor(db, visitor, { on: now, language }),
    requestsBy(db, visitor, language),
    invitationsFor(db, visitor, language, now),
    awaiting(db, visitor, { on: now, language }),
    listRegions(db, language),
  ])
  const names = new Map(regions.map(({ code, name }) => [code, name]))
  return page(<OrganisationsPage view={view} mine={{ acts, requests, invitations, entries }} regions={names} form={form} />, { status })
}
