/** On behalf: what the secretariat enters, and what the organisation says to it. */
import type { AccountsTables } from '../accounts/index.ts'
import { type FrameworkTables, listCountries } from '../framework/index.ts'
import type { Person } from '../platform/auth.ts'
import { NotFound } from '../platform/errors.ts'
import type { PlatformTables } from '../platform/events.ts'
import { type Form, parse, refusing, rowIn } from '../platform/forms.ts'
import { type Ask, page, redirect, slice } from '../platform/http.ts'
import { mayActFor } from './acting-store.ts'
import { correctOrganisation, enter, namedPersons, organisationOnRecord } from './behalf-entering-store.ts'
import { EnteredPage, OnBehalfPage } from './behalf-pages.tsx'
import { BEHALF_REFUSALS, type BehalfRefusal, type Entry, type EntryRefusal, entryIn, settlementIn } from './behalf-rules.ts'
import { confirmEntry, traceOf } from './behalf-store.ts'
import { takeBack } from './deputy-store.ts'
import { organisationOf } from './registration-rules.ts'
import { alike } from './registration-store.ts'
import type { Stakeholder } from './rules.ts'
import { findStakeholder } from './store.ts'
import type { StakeholdersTables } from './tables.ts'

type Tables = StakeholdersTables & FrameworkTables & AccountsTables & PlatformTables
type Own = Ask<Tables, Person>

export const behalf = slice<Tables>('framework', 'accounts', 'stakeholders')

const FRESH = { typed: {}, errors: {} }
const ENTERED = '/stakeholders/:id{[a-z2-7]+}/entered'

behalf.get('/secretariat/on-behalf', 'secretariat', [], (asked) => onBehalf(asked, FRESH, 200))

behalf.post('/secretariat/on-behalf', 'secretariat', async (asked) => {
  const { db, now, view, visitor, typed } = asked
  const invitation = rowIn(typed.invitation)
  if (typed.act === 'take-back' && invitation !== null) {
    const of = await findStakeholder(db, typed.of ?? '', view.language, visitor)
    await takeBack(db, of, invitation, visitor, now)
    return redirect(view.to('/secretariat/on-behalf'))
  }
  const form = entryIn(typed, { countries: await countryCodes(asked), today: view.today })
  if (!form.ok) return onBehalf(asked, form, 422)

  const found = await organisationFor(asked, form.value)
  if ('refused' in found) return onBehalf(asked, refusing(typed, ...found.refused), 422, found.alike)

  const { source, representative } = form.value
  const entering = { source, representative, organisation: found.organisation, language: view.language }
  const entered = await enter(db, entering, visitor, now)
  if (!entered.ok) return onBehalf(asked, refusing(typed, 'personEmail', entered.why), entered.why === 'alreadyNamed' ? 409 : 422)
  return redirect(view.to(`/stakeholders/${entered.publicId}`))
})

type Refused = { refused: [field: string, why: BehalfRefusal]; alike: readonly Stakeholder[] }

/** The organisation on record, or what is said of a new one once nothing on record is alike, or somebody has looked. */
async function organisationFor({ db, view }: Own, { organisation, isAnother }: Entry) {
  if ('known' in organisation) {
    const known = await organisationOnRecord(db, organisation.known, view.language)
    const refused: Refused = { refused: ['organisation', 'organisationUnknown'], alike: [] }
    return known ? { organisation: known } : refused
  }
  const known = isAnother ? [] : await alike(db, organisation.said, view.language)
  const refused: Refused = { refused: ['another', 'alikeKnown'], alike: known }
  return known.length > 0 ? refused : { organisation: organisation.said }
}

async function countryCodes({ db, view }: Own): Promise<ReadonlySet<string>> {
  return new Set((await listCountries(db, view.language)).map(({ code }) => code))
}

async function onBehalf({ db, view }: Own, form: Form<BehalfRefusal>, status: 200 | 409 | 422, known: readonly Stakeholder[] = []) {
  const [countries, unanswered] = await Promise.all([listCountries(db, view.language), namedPersons(db, view.language)])
  return page(<OnBehalfPage view={view} form={form} countries={countries} alike={known} unanswered={unanswered} />, { status })
}

behalf.get(ENTERED, 'representative', [], (asked) => entered(asked, null, 200))

behalf.post(ENTERED, 'representative', async (asked) => {
  const { db, now, view, visitor, typed, param } = asked
  await entryOf(asked)
  const { entry, act } = settlementIn(typed)
  const done = () => redirect(view.to(`/stakeholders/${param('id')}/entered`))
  if (act === 'confirm') {
    const refused = await confirmEntry(db, entry, visitor, now)
    return refused ? entered(asked, refusing({}, 'act', refused), 409) : done()
  }
  const form = parse(organisationOf(await countryCodes(asked)), typed, BEHALF_REFUSALS)
  if (!form.ok) return entered(asked, form, 422)
  const refused = await correctOrganisation(db, { entry, said: form.value }, visitor, now)
  return refused ? entered(asked, refusing(typed, 'act', refused), 409) : done()
})

/** `form`: as it came back; null: what is on record. */
async function entered(asked: Own, form: Form<BehalfRefusal | EntryRefusal> | null, status: 200 | 409 | 422) {
  const { db, view } = asked
  const { organisation, trace } = await entryOf(asked)
  const { name, nameLanguage: language, type, country, website } = organisation
  const typed = { name, language, type, country: country ?? '', website: website ?? '' }
  const shown = form === null || Object.keys(form.typed).length === 0 ? { typed, errors: form?.errors ?? {} } : form
  const countries = await listCountries(db, view.language)
  return page(<EnteredPage view={view} organisation={organisation} trace={trace} form={shown} countries={countries} />, { status })
}

/** What was entered of an organisation, for who acts for it. Throws NotFound for everybody else. */
async function entryOf({ db, now, view, visitor, param }: Own) {
  const organisation = await findStakeholder(db, param('id'), view.language, visitor)
  const [trace, how] = await Promise.all([traceOf(db, organisation.id), mayActFor(db, visitor, organisation.id, now)])
  if (trace === null || how === null) throw new NotFound(`entry of ${organisation.publicId}`)
  return { organisation, trace }
}
