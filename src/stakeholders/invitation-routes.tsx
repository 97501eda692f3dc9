/** Inviting by address or list; and the page on which whoever is invited can say no. */
import type { AccountsTables } from '../accounts/index.ts'
import type { FrameworkTables } from '../framework/index.ts'
import type { Person } from '../platform/auth.ts'
import { BadRequest, NotFound } from '../platform/errors.ts'
import type { PlatformTables } from '../platform/events.ts'
import { type Form, parse, refusing, rowIn } from '../platform/forms.ts'
import { type Ask, page, redirect, slice } from '../platform/http.ts'
import { InvitationsPage, PreviewPage } from './invitation-pages.tsx'
import { INVITATION_REFUSALS, InvitationForm, type InvitationRefusal } from './invitation-rules.ts'
import { INVITATIONS_A_PAGE, listInvitations, planInvitations, sendInvitations, withdrawInvitation } from './invitation-store.ts'
import { InvitedPage } from './invited-pages.tsx'
import { declineInvitations, invitedBy } from './invited-store.ts'
import type { StakeholdersTables } from './tables.ts'

type Tables = StakeholdersTables & FrameworkTables & AccountsTables & PlatformTables

export const invitations = slice<Tables>('accounts', 'stakeholders')

const PATH = '/secretariat/invitations'

invitations.get(PATH, 'secretariat', ['page'], (asked) => listed(asked, { typed: {}, errors: {} }, 200))

invitations.post(PATH, 'secretariat', async (asked) => {
  const { db, now, view, visitor, typed } = asked
  if (typed.withdraw !== undefined) {
    const refused = await withdrawInvitation(db, rowIn(typed.withdraw), visitor, now)
    return refused ? listed(asked, refusing(typed, 'withdraw', refused), 409) : redirect(view.to(PATH))
  }
  if (typed.act === 'change') return listed(asked, { typed, errors: {} }, 200)
  const form = parse(InvitationForm, typed, INVITATION_REFUSALS)
  if (!form.ok) return listed(asked, form, 422)

  const send = typed.act === 'send'
  const planned = await (send ? sendInvitations(db, form.value, visitor, now) : planInvitations(db, form.value, now))
  if (!planned.ok) {
    const tooMany = planned.why === 'tooManyToday'
    return listed(asked, refusing(typed, tooMany ? 'list' : 'organisation', planned.why), tooMany ? 429 : 422)
  }
  if (send) return redirect(view.to(PATH))
  return page(<PreviewPage view={view} plan={planned.plan} typed={typed} language={form.value.language} />)
})

async function listed({ db, view, query }: Ask<Tables, Person>, form: Form<InvitationRefusal>, status: 200 | 409 | 422 | 429) {
  const number = query.page ?? '1'
  if (!/^[1-9]\d{0,5}$/.test(number)) throw new BadRequest('page')
  const { invitations, total } = await listInvitations(db, view.language, Number(number))
  const pages = Math.max(1, Math.ceil(total / INVITATIONS_A_PAGE))
  if (Number(number) > pages) throw new NotFound(`page ${number}`)
  const shown = { invitations, total, page: Number(number), pages }
  return page(<InvitationsPage view={view} form={form} {...shown} />, { status })
}

const TOKEN = '/invitations/:token{[A-Za-z0-9_-]+}'

invitations.get(TOKEN, 'public', [], (asked) => invitedPage(asked))

// RFC 8058 §3.1: one click in a program that reads mail is enough, and the answer leads nowhere else. The secret is in the address.
invitations.post(
  TOKEN,
  'public',
  async (asked) => {
    await declineInvitations(asked.db, asked.param('token'), asked.now)
    return invitedPage(asked)
  },
  { fromElsewhere: true },
)

async function invitedPage({ db, now, view, param }: Ask<Tables>) {
  const token = param('token')
  const invited = await invitedBy(db, token, view.language, now)
  return page(<InvitedPage view={view} token={token} invited={invited} />, { personal: true })
}
