/** A list of organisations: which columns it has, and what each of its rows says. */
import { oneLine, STAKEHOLDER_TYPES, type StakeholderType, websiteOf } from '../index.ts'

/** An organisation as a list has it; null: the list does not say. */
export type Entry = {
  identifier: string
  /** At least one; `und` where the list does not say in which language. */
  names: readonly { language: string; text: string }[]
  type: StakeholderType | null
  /** ISO 3166-1 alpha-2 */
  country: string | null
  website: string | null
  acronym: string | null
}

/** What a list may point to: countries on record, and our type for each code of IATI's OrganisationType. */
export type Codes = { countries: ReadonlySet<string>; types: ReadonlyMap<string, StakeholderType> }

const FIELDS = ['identifier', 'name', 'type', 'country', 'website', 'acronym'] as const
type Field = (typeof FIELDS)[number]

/** As the list of publishers of the IATI Registry calls them. */
const ALSO_CALLED: Readonly<Record<string, Field>> = {
  iati_id: 'identifier',
  title: 'name',
  organisation_type: 'type',
  country_iso2: 'country',
}

export type Columns = {
  fields: ReadonlyMap<Field, number>
  /** Where the names of each language stand, by its tag. */
  names: ReadonlyMap<string, number>
  /** Those that are not read. */
  others: readonly string[]
}

/** Where everything stands in a list; a sentence where it cannot be read. */
export function columnsOf(header: readonly string[]): Columns | { refused: string } {
  const fields = new Map<Field, number>()
  const names = new Map<string, number>()
  const others: string[] = []
  for (const [at, written] of header.entries()) {
    const column = written.trim().toLowerCase()
    const field = FIELDS.find((known) => known === column) ?? ALSO_CALLED[column]
    const language = field === undefined ? languageOf(column) : null
    if (field === undefined && language === null) others.push(written)
    else if (field !== undefined ? fields.has(field) : names.has(language ?? '')) return { refused: `There are two columns for ${column}.` }
    else if (field !== undefined) fields.set(field, at)
    else names.set(language ?? '', at)
  }
  if (!fields.has('identifier')) return { refused: 'There is no column "identifier" (or "iati_id").' }
  if (!fields.has('name') && names.size === 0) return { refused: 'There is no column "name" (or "title"), nor one as "name_fr".' }
  return { fields, names, others }
}

/** `name_fr` has names in French; null: it is no such column. */
function languageOf(column: string): string | null {
  const [, tag] = /^name_([a-z]{2,3}(?:-[a-z0-9]{2,8})*)$/.exec(column) ?? []
  return tag === undefined ? null : (Intl.getCanonicalLocales(tag)[0] ?? null)
}

/** What a row says, or why it is not taken in. `identifier` is null where it has none. */
export type Row = { entry: Entry } | { refused: string; identifier: string | null }

/** Characters, as in the form by which an organisation is registered. */
const LONGEST = { identifier: 200, name: 300, acronym: 40 } as const

export function rowOf(cells: readonly string[], columns: Columns, codes: Codes): Row {
  const cell = (field: Field) => oneLine(cells[columns.fields.get(field) ?? -1] ?? '')
  const identifier = cell('identifier') || null
  const refused = (sentence: string): Row => ({ refused: sentence, identifier })

  if (identifier === null) return refused('The row has no identifier.')
  if (identifier.length > LONGEST.identifier) return refused(tooLong('identifier'))
  const names = namesOf(cells, columns)
  if (names.length === 0) return refused('The row has no name.')
  if (names.some(({ text }) => text.length > LONGEST.name)) return refused(tooLong('name'))
  const type = typeOf(cell('type'), codes)
  if (type === undefined) return refused(`"${cell('type')}" is neither a type of ours nor a code of IATI's OrganisationType.`)
  const country = cell('country').toUpperCase() || null
  if (country !== null && !codes.countries.has(country)) return refused(`"${cell('country')}" is not a country of ISO 3166-1 alpha-2.`)
  const website = websiteOf(cell('website'))
  if (website === false) return refused(`"${cell('website')}" is not the address of a website.`)
  const acronym = cell('acronym') || null
  if (acronym !== null && acronym.length > LONGEST.acronym) return refused(tooLong('acronym'))
  return { entry: { identifier, names, type, country, website, acronym } }
}

function tooLong(field: keyof typeof LONGEST): string {
  return `The ${field} is longer than ${LONGEST[field]} characters.`
}

function namesOf(cells: readonly string[], { fields, names }: Columns): Entry['names'] {
  const columns = [...names, ['und', fields.get('name') ?? -1] as const]
  return columns.map(([language, at]) => ({ language, text: oneLine(cells[at] ?? '') })).filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
}

/** Null: not stated; undefined: nothing that is known. */
function typeOf(written: string, { types }: Codes): StakeholderType | null | undefined {
  if (written === '') return null
  return types.get(written) ?? STAKEHOLDER_TYPES.find((known) => known === written.toLowerCase())
}

export type Counts = { added: number; completed: number; unchanged: number; refused: number }

export const noCounts = (): Counts => ({ added: 0, completed: 0, unchanged: 0, refused: 0 })
