/** The link of a mail by which somebody confirms what they asked for without an account. */
import type { PlatformTables } from '../../platform/events.ts'
import { page, redirect, slice } from '../../platform/http.ts'
import type { AccountsTables } from '../tables.ts'
import { ConfirmPage, UnablePage, UsedPage } from './pages.tsx'
import { type Confirmables, confirm, purposeOf } from './store.ts'

const TOKEN = '/confirm/:token{[A-Za-z0-9_-]+}'

export function confirmations<Tables extends AccountsTables & PlatformTables>(confirmables: Confirmables<Tables>) {
  const routes = slice<Tables>('accounts')

  routes.get(TOKEN, 'public', [], async ({ db, now, view, param }) => {
    const says = confirmables[(await purposeOf(db, param('token'), now)) ?? '']?.says(view)
    if (!says) return page(<UsedPage view={view} />, { status: 404, personal: true })
    return page(<ConfirmPage view={view} says={says} token={param('token')} />, { personal: true })
  })

  routes.post(TOKEN, 'public', async ({ db, now, view, param }) => {
    const confirmed = await confirm(db, confirmables, param('token'), now)
    const says = confirmed && confirmables[confirmed.purpose]?.says(view)
    if (!says) return page(<UsedPage view={view} />, { status: 409 })
    return confirmed.outcome.ok ? redirect(view.to(confirmed.outcome.to)) : page(<UnablePage view={view} says={says} />)
  })

  return routes
}
