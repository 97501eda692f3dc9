/** Who facilitates what: mandates, how the list shows them, and what changed between two days. */
import { z } from 'zod'
import type { Source } from '../framework/index.ts'
import type { Kind, StakeholderType } from '../stakeholders/index.ts'
import type { Contact } from './contact/index.ts'

export const ROLES = ['lead', 'facilitator', 'focal-point'] as const
export type Role = (typeof ROLES)[number]

export const STATES = ['named', 'proposed', 'endorsed', 'not-endorsed', 'withdrawn', 'provisional', 'confirmed'] as const
export type State = (typeof STATES)[number]

/** Which states a role can be in. */
export const STATES_OF: Readonly<Record<Role, readonly State[]>> = {
  lead: ['named', 'withdrawn'],
  facilitator: ['named', 'proposed', 'endorsed', 'not-endorsed', 'withdrawn'],
  'focal-point': ['provisional', 'confirmed'],
}

/** A state of a mandate, as it holds on the day that was asked for. */
export type Mandate = {
  id: number
  lineSlug: string
  position: number
  role: Role
  state: State
  /** A facilitator of a line whose focal point is another body. */
  coFacilitator: boolean
  stakeholder: Holder
  /** The first day, `YYYY-MM-DD`. */
  from: string
  /** Null: `from` is when it began. Else only a later witness is known, and `from` is the day or the month of that. */
  attested: 'day' | 'month' | null
  /** The end, not included; null as long as none is known. */
  until: string | null
  source: Source
  /** How its holder is reached, as it has posted it. */
  contact: Contact | null
}

export type Holder = {
  id: number
  publicId: string
  identifier: string
  kind: Kind
  type: StakeholderType
  /** What the annex calls it; null where it calls it by its name. */
  acronym: string | null
  name: string
  nameLanguage: string
}

/** A state as the record has it, whenever it held. */
export type MandateState = Omit<Mandate, 'coFacilitator' | 'contact'>

/** By which a mandate is known in addresses: the slug of its line, the public identifier of its stakeholder. */
export type MandateKey = { line: string; stakeholder: string; role: string }

export const subjectOf = ({ line, stakeholder, role }: MandateKey) => `${line}/${stakeholder}/${role}`

/** The same of a mandate in a list. */
export const subjectOfMandate = ({ lineSlug, stakeholder, role }: Pick<Mandate, 'lineSlug' | 'stakeholder' | 'role'>) =>
  subjectOf({ line: lineSlug, stakeholder: stakeholder.publicId, role })

/** As the annex calls it: in English by its acronym, which is English; in other languages by its name. */
export function labelOf({ acronym, name, nameLanguage }: Pick<Holder, 'acronym' | 'name' | 'nameLanguage'>): string {
  return nameLanguage === 'en' ? (acronym ?? name) : name
}

/** The marks of the annex, independent of each other. */
export type Marks = {
  /** In brackets: not decided on yet. */
  proposed: boolean
  /** In italics. */
  civilSociety: boolean
  /** In bold; of what standing. */
  focalPoint: 'provisional' | 'confirmed' | null
}

/** An organisation in the cell of a line. */
export type Listed = Marks & { stakeholder: Holder; coFacilitator: boolean }

/** The cell of a line: each organisation once, in the order of the annex. The lead agencies of the whole plan are in no cell. */
export function listedOf(mandates: readonly Mandate[]): Listed[] {
  const listed = new Map<number, Listed>()
  for (const { stakeholder, role, state, coFacilitator } of mandates.filter(({ role }) => role !== 'lead').sort(inOrder)) {
    const civilSociety = stakeholder.type === 'civil-society'
    const entry = listed.get(stakeholder.id) ?? { stakeholder, proposed: false, civilSociety, focalPoint: null, coFacilitator }
    if (role === 'facilitator') entry.proposed = state === 'proposed'
    if (state === 'provisional' || state === 'confirmed') entry.focalPoint = state
    listed.set(stakeholder.id, entry)
  }
  return [...listed.values()]
}

/** By place; an organisation is a facilitator first and then the focal point. */
function inOrder(a: Mandate, b: Mandate): number {
  return a.position - b.position || ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || a.id - b.id
}

/** States that leave the list: the record keeps them, the list of a day does not show them. */
const GONE: readonly State[] = ['not-endorsed', 'withdrawn']

export function isListed({ state }: Pick<Mandate, 'state'>): boolean {
  return !GONE.includes(state)
}

/**
 * The source that the list of facilitators rests on: the newest by its date, of several of one day the one that most of it rests on.
 * A later witness of one focal point does not make the list newer. Null: nothing is shown.
 */
export function newestSource(mandates: readonly Mandate[]): Source | null {
  const uses = new Map<string, { source: Source; count: number }>()
  for (const { role, source } of mandates) {
    if (role === 'facilitator' && source.date !== null) uses.set(source.slug, { source, count: (uses.get(source.slug)?.count ?? 0) + 1 })
  }
  const [newest] = [...uses.values()].sort((a, b) => (b.source.date ?? '').localeCompare(a.source.date ?? '') || b.count - a.count)
  return newest?.source ?? null
}

/** What became of mandates, and on which day: their new state, or that they ended; together where one source says it of several. */
export type Change = { lineSlug: string; became: State | 'ended'; on: string; mandates: Mandate[]; source: Source }

/** From the states that held on one day to those that held on a later one, in the order of their days. */
export function changesBetween(before: readonly Mandate[], after: readonly Mandate[]): Change[] {
  const earlier = new Map(before.map((mandate) => [mandate.id, mandate]))
  const later = new Set(after.map(({ id }) => id))
  const moved = after
    .filter((mandate) => earlier.get(mandate.id)?.state !== mandate.state)
    .filter((mandate) => isListed(mandate) || earlier.has(mandate.id))
    .map((mandate) => ({ mandate, became: mandate.state }))
  const ended = before
    .filter((mandate) => isListed(mandate) && !later.has(mandate.id))
    .map((mandate) => ({ mandate, became: 'ended' as const }))
  return together([...moved, ...ended]).sort((a, b) => a.on.localeCompare(b.on))
}

function together(changes: readonly { mandate: Mandate; became: Change['became'] }[]): Change[] {
  const groups = new Map<string, Change>()
  for (const { mandate, became } of changes) {
    const { lineSlug, source } = mandate
    const on = became === 'ended' ? (mandate.until ?? mandate.from) : mandate.from
    const key = [lineSlug, became, on, mandate.attested, source.slug].join(' ')
    const group = groups.get(key) ?? { lineSlug, became, on, mandates: [], source }
    group.mandates.push(mandate)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** The parameters of the list that are days. */
export const DATE_FIELDS = ['on', 'compare'] as const
export type DateField = (typeof DATE_FIELDS)[number]

/** What was asked: the day of the list and the one to compare it with; `refused` are the fields in which no day stands. */
export type Asked = {
  on: string
  compare: string | null
  typed: Readonly<Partial<Record<DateField, string>>>
  refused: readonly DateField[]
}

/** No calendar of the database has a year 0. */
export const Day = z.iso.date().refine((day) => !day.startsWith('0000'))

/** Reads the days that were asked for, as typed; without one the list is as at today (`YYYY-MM-DD`). */
export function readDates(query: Readonly<Partial<Record<DateField, string>>>, today: string): Asked {
  const { on, compare } = query
  const typed = { ...(on === undefined ? {} : { on }), ...(compare === undefined ? {} : { compare }) }
  const refused = DATE_FIELDS.filter((field) => typed[field] !== undefined && !Day.safeParse(typed[field]).success)
  return { on: on ?? today, compare: compare ?? null, typed, refused }
}
