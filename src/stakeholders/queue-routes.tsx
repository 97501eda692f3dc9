/** What waits for the secretariat, and its decisions. */
import type { AccountsTables } from '../accounts/index.ts'
import type { FrameworkTables } from '../framework/index.ts'
import type { Person } from '../platform/auth.ts'
import { BadRequest } from '../platform/errors.ts'
import type { PlatformTables } from '../platform/events.ts'
import { type Form, refusing, rowIn } from '../platform/forms.ts'
import { type Ask, page, redirect, slice } from '../platform/http.ts'
import { settleConfirmation } from './confirmation-store.ts'
import { decideAsSecretariat } from './decision-store.ts'
import { lookAt } from './publication-store.ts'
import { SecretariatPage } from './queue-pages.tsx'
import { queueFor } from './queue-store.ts'
import { choiceIn, confirmationIn, lookIn, type RepresentativeRefusal } from './representative-rules.ts'
import type { StakeholdersTables } from './tables.ts'

type Tables = StakeholdersTables & FrameworkTables & AccountsTables & PlatformTables

export const queue = slice<Tables>('framework', 'accounts', 'stakeholders')

queue.get('/secretariat', 'secretariat', [], (asked) => waiting(asked, { typed: {}, errors: {} }, 200))

queue.post('/secretariat', 'secretariat', async (asked) => {
  const { db, now, view, visitor, typed } = asked
  if (typed.organisation !== undefined) {
    const look = lookIn(typed, `reason-${typed.organisation}`)
    if (!look.ok) return waiting(asked, look, 422)
    const refused = await lookAt(db, typed.organisation, look.value, visitor, now)
    return refused ? waiting(asked, refusing(typed, 'act', refused), 409) : redirect(view.to('/secretariat'))
  }
  const acting = rowIn(typed.acting)
  if (acting !== null) {
    const choice = confirmationIn(typed, `reason-${acting}`)
    if (!choice.ok) return waiting(asked, choice, 422)
    const refused = await settleConfirmation(db, { acting, choice: choice.value }, visitor, now)
    return refused ? waiting(asked, refusing(typed, 'act', refused), 409) : redirect(view.to('/secretariat'))
  }
  const request = rowIn(typed.request)
  if (request === null) throw new BadRequest('request')
  const choice = choiceIn(typed, `reason-${request}`)
  if (!choice.ok) return waiting(asked, choice, 422)
  const refused = await decideAsSecretariat(db, { request, choice: choice.value }, visitor, now)
  return refused ? waiting(asked, refusing(typed, 'act', refused), 409) : redirect(view.to('/secretariat'))
})

async function waiting({ db, view }: Ask<Tables, Person>, form: Form<RepresentativeRefusal>, status: 200 | 409 | 422) {
  return page(<SecretariatPage view={view} queue={await queueFor(db, view.language)} form={form} />, { status })
}
