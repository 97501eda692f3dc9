/** Registering an organisation. */
import type { AccountsTables } from '../accounts/index.ts'
import { type FrameworkTables, listCountries } from '../framework/index.ts'
import type { PlatformTables } from '../platform/events.ts'
import { parse, refusing } from '../platform/forms.ts'
import { page, redirect, slice } from '../platform/http.ts'
import { AlikePage, RegisterPage } from './registration-pages.tsx'
import { REGISTRATION_REFUSALS, registrationOf } from './registration-rules.ts'
import { alike, register } from './registration-store.ts'
import type { StakeholdersTables } from './tables.ts'

export const registration = slice<StakeholdersTables & FrameworkTables & AccountsTables & PlatformTables>(
  'framework',
  'accounts',
  'stakeholders',
)

registration.get(
  '/stakeholders/new',
  'signed-in',
  [],
  async ({ db, view }) => {
    const form = { typed: view.draft?.typed ?? { represent: 'yes' }, errors: {} }
    return page(<RegisterPage view={view} form={form} countries={await listCountries(db, view.language)} />)
  },
  { draft: true },
)

registration.post(
  '/stakeholders/new',
  'signed-in',
  async ({ db, now, view, visitor, typed }) => {
    const countries = await listCountries(db, view.language)
    const codes = new Set(countries.map(({ code }) => code))
    const form = parse(registrationOf({ countries: codes, anonymous: visitor.name === '' }), typed, REGISTRATION_REFUSALS)
    if (!form.ok) return page(<RegisterPage view={view} form={form} countries={countries} />, { status: 422 })

    const known = typed.another === undefined ? await alike(db, form.value, view.language) : []
    if (known.length > 0) return page(<AlikePage view={view} known={known} typed={typed} />)

    const registered = await register(db, visitor, form.value, now)
    if (registered.ok) return redirect(view.to(`/stakeholders/${registered.publicId}`))
    return page(<RegisterPage view={view} form={refusing(typed, 'name', registered.why)} countries={countries} />, { status: 429 })
  },
  { draft: true },
)
