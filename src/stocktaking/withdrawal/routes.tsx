/** Withdrawing an activity, and putting it back. */
import type { AccountsTables } from '../../accounts/index.ts'
import type { Person } from '../../platform/auth.ts'
import { NotFound } from '../../platform/errors.ts'
import type { PlatformTables } from '../../platform/events.ts'
import { type Form, parse, refusing } from '../../platform/forms.ts'
import { type Ask, page, redirect, slice } from '../../platform/http.ts'
import {
  type StakeholdersTables,
  WITHDRAWAL_REFUSALS,
  WithdrawalForm,
  type WithdrawalRefusal,
  WithdrawPage,
} from '../../stakeholders/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { putBackActivity, withdrawActivity, withdrawable } from './store.ts'

type Tables = StocktakingTables & StakeholdersTables & AccountsTables & PlatformTables

export const withdrawal = slice<Tables>('accounts', 'stakeholders', 'stocktaking')

const PATH = '/activities/:id{[a-z2-7]+}/withdraw'

withdrawal.get(PATH, 'secretariat', [], (asked) => shown(asked, { typed: {}, errors: {} }, 200))

withdrawal.post(PATH, 'secretariat', async (asked) => {
  const { db, now, view, visitor, typed, param } = asked
  const act = { publicId: param('id'), by: visitor, now }
  const done = () => redirect(view.to(`/activities/${param('id')}`))
  if (typed.act === 'put-back') {
    const refused = await putBackActivity(db, act)
    return refused ? shown(asked, refusing(typed, 'act', refused), 409) : done()
  }
  const form = parse(WithdrawalForm, typed, WITHDRAWAL_REFUSALS)
  if (!form.ok) return shown(asked, form, 422)
  const refused = await withdrawActivity(db, act, form.value.reason)
  return refused ? shown(asked, refusing(typed, 'act', refused), 409) : done()
})

async function shown({ db, view, param }: Ask<Tables, Person>, form: Form<WithdrawalRefusal>, status: 200 | 409 | 422) {
  const entry = await withdrawable(db, param('id'), view.language)
  if (entry === null) throw new NotFound(`activity ${param('id')}`)
  return page(<WithdrawPage view={view} entry={entry} form={form} />, { status })
}
