/** Signing in at the organisation's own provider, and the links that this makes. */
import { NotFound } from '../../platform/errors.ts'
import type { PlatformTables } from '../../platform/events.ts'
import { rowIn } from '../../platform/forms.ts'
import { page, redirect, slice } from '../../platform/http.ts'
import type { Language } from '../../platform/i18n.ts'
import { belongs, type Provider } from '../../platform/oidc.ts'
import { pageOfOurs } from '../index.ts'
import type { AccountsTables } from '../tables.ts'
import { IdentitiesPage, OnwardPage, ProviderPage } from './pages.tsx'
import { type Refusal, refusalIn } from './rules.ts'
import { beginFlow, identitiesOf, openByIdentity, removeIdentity, takeFlow } from './store.ts'

/** Where the provider sends people back: one address, whatever their language, since each has to be made known to it. */
export const CALLBACK = '/en/sign-in/provider/callback'
/** RFC 6749 §4.1.2, RFC 9207. */
const ANSWER = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri']

/** Without a provider there are no such pages. */
export function providerSignIn(provider: Provider | null) {
  const routes = slice<AccountsTables & PlatformTables>('accounts')

  routes.get('/sign-in/provider', 'public', ['refused', 'next'], async ({ view, visitor, query }) => {
    const { name } = configured(provider)
    if (visitor) return redirect(pageOfOurs(query.next, view.language))
    return page(<ProviderPage view={view} name={name} refused={refusalIn(query.refused)} next={query.next} />)
  })

  routes.post(
    '/sign-in/provider',
    'public',
    async ({ db, now, view, typed }) => {
      const { name } = configured(provider)
      const next = pageOfOurs(typed.next, view.language)
      const secret = await beginFlow(db, { language: view.language, next }, now)
      const to = await configured(provider).addressFor(secret)
      if (to === null) return page(<ProviderPage view={view} name={name} refused="down" next={next} />, { status: 409 })
      return page(<OnwardPage view={view} name={name} to={to} />, { onward: { to, flow: secret } })
    },
    { tries: true },
  )

  // A GET by the protocol: the state in it, and the cookie of the browser that began, do what a form's origin does elsewhere.
  routes.get('/sign-in/provider/callback', 'public', ANSWER, async ({ db, now, query, device, flow }) => {
    const known = configured(provider)
    if (flow === null || !belongs(query.state, flow)) return refused('notBegun')
    const begun = await takeFlow(db, flow, now)
    if (begun === null) return refused('notBegun')
    const answered = await known.claimsIn(query, flow)
    if (!answered.ok) return refused(answered.why, begun)

    const opened = await openByIdentity(db, answered.claims, { language: begun.language, device }, now)
    return opened.ok ? redirect(begun.next, opened.session) : refused(opened.why, begun)
  })

  routes.get('/account/provider', 'signed-in', [], async ({ db, view, visitor }) =>
    page(<IdentitiesPage view={view} name={configured(provider).name} identities={await identitiesOf(db, visitor)} />),
  )

  routes.post('/account/provider', 'signed-in', async ({ db, now, view, visitor, typed }) => {
    configured(provider)
    await removeIdentity(db, visitor, rowIn(typed.remove), now)
    return redirect(view.to('/account/provider'))
  })

  return routes
}

function configured(provider: Provider | null): Provider {
  if (provider === null) throw new NotFound('no provider')
  return provider
}

/** To the page that says why, at an address without what the provider sent. */
function refused(why: Refusal, { language, next }: { language: Language; next?: string } = { language: 'en' }) {
  return redirect(`/${language}/sign-in/provider?${new URLSearchParams({ refused: why, ...(next ? { next } : {}) })}`)
}
