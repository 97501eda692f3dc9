/** How anything on record is corrected: its form, and what is done with it. Each slice says what its things are. */
import type { Database } from '../../platform/db.ts'
import type { PlatformTables } from '../../platform/events.ts'
import { type Parsed, refusing, type Typed } from '../../platform/forms.ts'
import { page, redirect, type Slice } from '../../platform/http.ts'
import type { View } from '../../platform/i18n.ts'
import type { FrameworkTables } from '../tables.ts'
import { asOnRecord, CorrectionPage, type FieldOf } from './pages.tsx'
import type { CorrectionRefusal } from './refusals.ts'
import { changesOf, rebased, type Values, wasIn } from './rules.ts'
import { type SourceGiven, sourceIn } from './source-given.ts'
import { correct, knownSources, type OnRecord, type Refused, type Written } from './store.ts'

/** Something on record, ready to be corrected. Addresses are below the language. */
export type Loaded = OnRecord & {
  title: string
  titleLanguage: string
  path: string
  /** Where it is seen. */
  back: string
  /** The slug of the line that it belongs to: a new meeting or decision is one of it. */
  line: string | null
  fields: readonly FieldOf[]
  hidden: Values
  others: readonly { label: string; path: string }[]
}

/** `choice`: what the address asks for beside the path, or what its form sent. */
export type About = { view: View; param: (name: string) => string; choice: Typed }

export type Correctable<Tables, One extends Loaded> = {
  path: string
  /** The database of its slice as corrections need it: the same. */
  own: (db: Database<Tables>) => Database<FrameworkTables & PlatformTables>
  /** The parameters of the address. */
  query: readonly string[]
  /** Throws NotFound. */
  load: (db: Database<Tables>, about: About) => Promise<One>
  /** Reads the form; `source` is null where none was given. */
  parse: (typed: Typed, one: One, source: SourceGiven | null) => Parsed<Values, CorrectionRefusal>
  write: (tx: Database<Tables>, one: One, correction: { next: Values; source: number; now: Date }) => Promise<Written>
  constraints: Readonly<Record<string, Refused>>
  /** Those whose readers show it. */
  slices: readonly string[]
}

/** Adds the pages on which the secretariat corrects things of a kind. */
export function offerCorrection<Tables, One extends Loaded>(routes: Slice<Tables>, thing: Correctable<Tables, One>): void {
  routes.get(thing.path, 'secretariat', thing.query, async (ask) => {
    const one = await thing.load(ask.db, { ...ask, choice: ask.query })
    const sources = await knownSources(thing.own(ask.db))
    return shown(ask.view, one, { form: asOnRecord(one.present), sources, status: 200 })
  })

  routes.post(thing.path, 'secretariat', async (ask) => {
    const { db, now, view, typed, visitor } = ask
    const about = { ...ask, choice: typed }
    const one = await thing.load(db, about)
    const sources = await knownSources(thing.own(db))
    const source = sourceIn(typed, { known: sources, line: one.line })
    const form = thing.parse(typed, one, source.ok ? source.value : null)
    if (!form.ok || !source.ok)
      return shown(view, one, { sources, form: { typed, errors: { ...errorsOf(form), ...errorsOf(source) } }, status: 422 })

    const proposal = { was: wasIn(typed, one.present), next: form.value, source: source.value, by: visitor.publicId }
    if (changesOf(proposal.was, form.value).length === 0)
      return shown(view, one, { sources, form: refusing(typed, one.fields[0]?.name ?? 'source', 'nothingChanged'), status: 422 })
    const work = { ...thing, load: (tx: Database<Tables>) => thing.load(tx, about) }
    const outcome = await correct(db, one, work, proposal, now)
    if (outcome.ok) return redirect(view.to(one.back))
    const [field, why] = outcome.refused
    if (outcome.one === null) return shown(view, one, { sources, form: refusing(typed, field, why), status: 409 })
    const { present } = outcome.one
    const { typed: kept, clashes } = rebased(typed, { was: proposal.was, present })
    return shown(view, outcome.one, { sources, form: refusing(kept, clashes[0]?.field ?? field, why), status: 409, clashes })
  })
}

const errorsOf = (form: Parsed<unknown, CorrectionRefusal>) => (form.ok ? {} : form.errors)

type Shown = Pick<Parameters<typeof CorrectionPage>[0], 'sources' | 'form' | 'clashes'> & { status: 200 | 409 | 422 }

function shown(view: View, one: Loaded, { status, ...rest }: Shown) {
  return page(<CorrectionPage view={view} path={one.path} thing={one} {...rest} />, { status })
}
