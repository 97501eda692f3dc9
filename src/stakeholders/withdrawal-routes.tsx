/** Withdrawing an organisation, and putting it back. */
import type { AccountsTables } from '../accounts/index.ts'
import type { FrameworkTables } from '../framework/index.ts'
import type { Person } from '../platform/auth.ts'
import { NotFound } from '../platform/errors.ts'
import type { PlatformTables } from '../platform/events.ts'
import { type Form, parse, refusing } from '../platform/forms.ts'
import { type Ask, page, redirect, slice } from '../platform/http.ts'
import type { StakeholdersTables } from './tables.ts'
import { WithdrawPage } from './withdrawal-pages.tsx'
import { WITHDRAWAL_REFUSALS, WithdrawalForm, type WithdrawalRefusal } from './withdrawal-rules.ts'
import { type HoldsMandate, putBackStakeholder, withdrawable, withdrawStakeholder } from './withdrawal-store.ts'

type Tables = StakeholdersTables & FrameworkTables & AccountsTables & PlatformTables

const PATH = '/stakeholders/:id{[a-z2-7]+}/withdraw'

export function withdrawalRoutes(holdsMandate: HoldsMandate) {
  const withdrawals = slice<Tables>('accounts', 'stakeholders')

  withdrawals.get(PATH, 'secretariat', [], (asked) => shown(asked, { typed: {}, errors: {} }, 200))

  withdrawals.post(PATH, 'secretariat', async (asked) => {
    const { db, now, view, visitor, typed, param } = asked
    const act = { publicId: param('id'), by: visitor, now }
    const done = () => redirect(view.to(`/stakeholders/${param('id')}`))
    if (typed.act === 'put-back') {
      const refused = await putBackStakeholder(db, act)
      return refused ? shown(asked, refusing(typed, 'act', refused), 409) : done()
    }
    const form = parse(WithdrawalForm, typed, WITHDRAWAL_REFUSALS)
    if (!form.ok) return shown(asked, form, 422)
    const refused = await withdrawStakeholder(db, act, form.value.reason, holdsMandate)
    return refused ? shown(asked, refusing(typed, 'act', refused), 409) : done()
  })

  return withdrawals
}

async function shown({ db, view, param }: Ask<Tables, Person>, form: Form<WithdrawalRefusal>, status: 200 | 409 | 422) {
  const entry = await withdrawable(db, param('id'), view.language)
  if (entry === null) throw new NotFound(`stakeholder ${param('id')}`)
  return page(<WithdrawPage view={view} entry={entry} form={form} />, { status })
}
