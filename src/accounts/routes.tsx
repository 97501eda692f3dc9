/** Signing in and out, and the pages of one's own account. */
import type { PlatformTables } from '../platform/events.ts'
import { parse, refusing, rowIn } from '../platform/forms.ts'
import { page, redirect, slice } from '../platform/http.ts'
import { AccountPage, AddressesPage, ErasedPage, ErasePage, SessionsPage, SignOutPage } from './account-pages.tsx'
import { chooseAddress } from './notices/index.ts'
import { addressesOf, erase, removeAddress, saveProfile } from './person-store.ts'
import { AskedToSignIn, NewAddress, Profile, pageOfOurs, REFUSALS, TypedCode } from './rules.ts'
import { endSessions, sessionsOf } from './session-store.ts'
import { CodePage, LinkPage, MailSentPage, SignInPage, UsedLinkPage } from './sign-in-pages.tsx'
import { askToSignIn, isOpen, openByCode, openByToken } from './sign-in-store.ts'
import type { AccountsTables } from './tables.ts'

export const accounts = slice<AccountsTables & PlatformTables>('accounts')

const FRESH = { typed: {}, errors: {} }
const TOKEN = '/sign-in/:token{[A-Za-z0-9_-]+}'

accounts.get('/sign-in', 'public', ['next'], async ({ view, query, visitor }) => {
  if (visitor) return redirect(pageOfOurs(query.next, view.language))
  return page(<SignInPage view={view} form={{ typed: query, errors: {} }} />)
})

accounts.post(
  '/sign-in',
  'public',
  async ({ db, now, view, typed }) => {
    const form = parse(AskedToSignIn, typed, REFUSALS)
    if (!form.ok) return page(<SignInPage view={view} form={form} />, { status: 422 })

    const { email, next } = form.value
    await askToSignIn(db, { email, language: view.language, next: pageOfOurs(next, view.language) }, now)
    return page(<MailSentPage view={view} email={email} />)
  },
  { tries: true },
)

accounts.get('/sign-in/code', 'public', [], async ({ view }) => page(<CodePage view={view} form={FRESH} />))

accounts.post(
  '/sign-in/code',
  'public',
  async ({ db, now, view, typed, device }) => {
    const form = parse(TypedCode, typed, REFUSALS)
    if (!form.ok) return page(<CodePage view={view} form={form} />, { status: 422 })

    const opened = await openByCode(db, form.value, device, now)
    if (opened.ok) return redirect(opened.next, opened.session)
    if (opened.why === 'codeWrong') return page(<CodePage view={view} form={refusing(typed, 'code', 'codeWrong')} />, { status: 422 })
    return page(<UsedLinkPage view={view} why={opened.why} />, { status: 409 })
  },
  { tries: true },
)

accounts.get(TOKEN, 'public', [], async ({ db, now, view, param }) => {
  if (!(await isOpen(db, param('token'), now))) return page(<UsedLinkPage view={view} why="used" />, { status: 404, personal: true })
  return page(<LinkPage view={view} token={param('token')} />, { personal: true })
})

accounts.post(
  TOKEN,
  'public',
  async ({ db, now, view, param, device }) => {
    const opened = await openByToken(db, param('token'), device, now)
    if (!opened.ok) return page(<UsedLinkPage view={view} why={opened.why} />, { status: 409 })
    return redirect(opened.next, opened.session)
  },
  { tries: true },
)

accounts.get('/sign-out', 'signed-in', [], async ({ view }) => page(<SignOutPage view={view} />))

accounts.post('/sign-out', 'signed-in', async ({ db, now, view, visitor }) => {
  await endSessions(db, visitor, visitor.session, now)
  return redirect(view.to('/'), null)
})

accounts.get('/account', 'signed-in', [], async ({ db, view, visitor }) => {
  const form = { typed: { name: visitor.name, language: visitor.language }, errors: {} }
  return page(<AccountPage view={view} person={visitor} addresses={await addressesOf(db, visitor)} form={form} />)
})

accounts.post('/account', 'signed-in', async ({ db, view, visitor, typed }) => {
  const form = parse(Profile, typed, REFUSALS)
  if (!form.ok)
    return page(<AccountPage view={view} person={visitor} addresses={await addressesOf(db, visitor)} form={form} />, { status: 422 })

  await saveProfile(db, visitor, form.value)
  return redirect(`/${form.value.language}/account`)
})

accounts.get('/account/addresses', 'signed-in', [], async ({ db, view, visitor }) =>
  page(<AddressesPage view={view} addresses={await addressesOf(db, visitor)} form={FRESH} />),
)

accounts.post(
  '/account/addresses',
  'signed-in',
  async ({ db, now, view, visitor, typed }) => {
    if (typed.remove !== undefined) {
      const refused = await removeAddress(db, visitor, rowIn(typed.remove))
      const addresses = await addressesOf(db, visitor)
      const form = refused ? refusing(typed, 'remove', refused) : FRESH
      return refused
        ? page(<AddressesPage view={view} addresses={addresses} form={form} />, { status: 409 })
        : redirect(view.to('/account/addresses'))
    }
    if (typed.mail !== undefined) {
      await chooseAddress(db, visitor, rowIn(typed.mail))
      return redirect(view.to('/account/addresses'))
    }
    const addresses = await addressesOf(db, visitor)
    const form = parse(NewAddress, typed, REFUSALS)
    if (!form.ok) return page(<AddressesPage view={view} addresses={addresses} form={form} />, { status: 422 })

    const { email } = form.value
    await askToSignIn(db, { email, language: view.language, next: view.to('/account/addresses'), person: visitor.id }, now)
    return page(<AddressesPage view={view} addresses={addresses} form={FRESH} sentTo={email} />)
  },
  { tries: true },
)

accounts.get('/account/sessions', 'signed-in', [], async ({ db, now, view, visitor }) =>
  page(<SessionsPage view={view} sessions={await sessionsOf(db, visitor, now)} />),
)

accounts.post('/account/sessions', 'signed-in', async ({ db, now, view, visitor, typed }) => {
  const which = typed.end === 'others' ? 'others' : rowIn(typed.end)
  await endSessions(db, visitor, which, now)
  return which === visitor.session ? redirect(view.to('/'), null) : redirect(view.to('/account/sessions'))
})

accounts.get('/account/erase', 'signed-in', [], async ({ view }) => page(<ErasePage view={view} />))

accounts.post('/account/erase', 'signed-in', async ({ db, now, view, visitor }) => {
  const refused = await erase(db, visitor, now)
  if (refused) return page(<ErasePage view={view} refused={refused} />, { status: 409 })
  return redirect(view.to('/account/erased'), null)
})

accounts.get('/account/erased', 'public', [], async ({ view }) => page(<ErasedPage view={view} />))
