/** Where and on what: the parts of a record that are lists of codes, each of which it has once. */
import {
  children,
  type Element,
  firstOfEach,
  inVocabulary,
  percentageOf,
  recipientCountryOf,
  recipientRegionOf,
  sectorOf,
  statedGoalOf,
  statedLineOf,
} from '../iati/index.ts'
import { type Draft, made, sameDecimal } from './draft.ts'
import type { Codes, Held } from './held.ts'

type Coded = { code: string; percentage: string | null; name?: string | null }
type List<Row extends Coded> = {
  tag: string
  rows: readonly Row[]
  /** What an element says; null for what no column holds. */
  read: (element: Element) => Row | null
  keyOf: (row: Row) => string
  make: (row: Row) => Element
}

/** IATI forbids countries and regions of an activity beside those of its transactions: where one list is written anew, so is the other. */
export function sayCountriesAndRegions(draft: Draft, held: Held, codes: Codes): void {
  const countries = countryList(held, codes)
  const regions = regionList(held)
  const [ofCountries, ofRegions] = [standing(draft, countries), standing(draft, regions)]
  const anew = ofCountries === 'anew' || ofRegions === 'anew'
  if (anew || ofCountries === 'own') sayList(draft, countries)
  if (anew || ofRegions === 'own') sayList(draft, regions)
}

function countryList({ countries }: Held, codes: Codes): List<Held['countries'][number]> {
  return {
    tag: 'recipient-country',
    rows: countries,
    read: (element) => {
      const country = recipientCountryOf(element)
      return country !== null && codes.countries.has(country.code) ? country : null
    },
    keyOf: ({ code }) => code,
    make: ({ code }) => made('recipient-country', { code }),
  }
}

function regionList({ regions }: Held): List<Held['regions'][number]> {
  return {
    tag: 'recipient-region',
    rows: regions,
    read: recipientRegionOf,
    keyOf: inVocabulary,
    make: ({ vocabulary, code }) => made('recipient-region', { vocabulary, code }),
  }
}

/** A sector may state a line or a goal as a tag does: it stays as long as the columns of lines and goals hold what it states, too. */
export function saySectorsAndTags(draft: Draft, held: Held, codes: Codes): void {
  const sectors = sectorList(draft, held)
  const where = standing(draft, sectors)
  const refused = statingIn(draft).filter((one) => !isHeld(one, held, codes))
  for (const one of refused) draft.remove(draft.record, one)
  const gone = new Set(refused.filter(({ name }) => name === 'sector').map((one) => keyIn(sectors, one)))
  if (where !== 'transactions') sayList(draft, { ...sectors, rows: sectors.rows.filter((row) => !gone.has(inVocabulary(row))) })
  addTags(draft, held, codes)
}

function sectorList({ record }: Draft, { sectors }: Held): List<Held['sectors'][number]> {
  return {
    tag: 'sector',
    rows: sectors,
    read: (element) => sectorOf(element, record),
    keyOf: inVocabulary,
    make: ({ vocabulary, code }) => made('sector', { vocabulary, code }),
  }
}

function statingIn({ record }: Draft): Element[] {
  return [...children(record, 'sector'), ...children(record, 'tag')]
}

/** What no column can hold, such as a line that is none of the plan's, is left as it is. */
function isHeld(element: Element, { lines, goals }: Held, codes: Codes): boolean {
  const line = statedLineOf(element, codes.vocabularyUri)
  const goal = statedGoalOf(element)
  return !(
    (line !== null && codes.lines.has(line) && !lines.includes(line)) ||
    (goal !== null && codes.goals.has(goal) && !goals.includes(goal))
  )
}

/** IATI TagVocabulary 2 and 3 for goals and targets of the 2030 Agenda, 99 for a vocabulary of one's own. */
function addTags(draft: Draft, { lines, goals }: Held, { vocabularyUri }: Codes): void {
  if (lines.length === 0 && goals.length === 0) return
  const stated = statingIn(draft)
  const linesNow = new Set(stated.map((one) => statedLineOf(one, vocabularyUri)))
  const goalsNow = new Set(stated.map(statedGoalOf))
  for (const code of lines.filter((line) => !linesNow.has(line)))
    draft.add(draft.record, made('tag', { vocabulary: '99', 'vocabulary-uri': vocabularyUri, code }))
  for (const code of goals.filter((goal) => !goalsNow.has(goal)))
    draft.add(draft.record, made('tag', { vocabulary: code.includes('.') ? '3' : '2', code }))
}

/** Whether a list is the record's own, or said by its transactions as the columns have it, or must be written anew. */
function standing<Row extends Coded>({ record }: Draft, list: List<Row>): 'own' | 'transactions' | 'anew' {
  if (children(record, list.tag).length > 0) return 'own'
  const there = children(record, 'transaction').flatMap((transaction) => children(transaction, list.tag))
  const said = firstOfEach(
    there.map(list.read).filter((one) => one !== null),
    list.keyOf,
  )
  const rows = new Map(list.rows.map((row) => [list.keyOf(row), row]))
  return said.length === rows.size && said.every((one) => same(one, rows.get(list.keyOf(one)))) ? 'transactions' : 'anew'
}

function same(one: Coded, other: Coded | undefined): boolean {
  return other !== undefined && sameDecimal(one.percentage, other.percentage) && (one.name ?? null) === (other.name ?? null)
}

function sayList<Row extends Coded>(draft: Draft, list: List<Row>): void {
  const own = children(draft.record, list.tag)
  if (own.length === 0) outOfTransactions(draft, list.tag)
  const missing = new Map(list.rows.map((row) => [list.keyOf(row), row]))
  const keys = new Set(missing.keys())
  for (const element of own) {
    const key = keyIn(list, element)
    const row = missing.get(key ?? '')
    missing.delete(key ?? '')
    if (key !== null && !keys.has(key)) draft.remove(draft.record, element)
    else if (row) sayRow(draft, list, element, row)
  }
  for (const row of missing.values()) sayRow(draft, list, draft.add(draft.record, list.make(row)), row)
}

function keyIn<Row extends Coded>({ read, keyOf }: List<Row>, element: Element): string | null {
  const said = read(element)
  return said === null ? null : keyOf(said)
}

function outOfTransactions(draft: Draft, tag: string): void {
  for (const transaction of children(draft.record, 'transaction'))
    for (const one of children(transaction, tag)) draft.remove(transaction, one)
}

function sayRow<Row extends Coded>(draft: Draft, { read }: List<Row>, element: Element, row: Row): void {
  const said = read(element)
  if (said !== null && same(said, row)) return
  draft.sayDecimal(element, 'percentage', row.percentage, percentageOf)
  if (row.name !== undefined) draft.sayName(element, row.name, null)
}
