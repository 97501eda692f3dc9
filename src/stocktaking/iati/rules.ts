/** What a record of IATI says: who reports what, in the columns of the stocktaking. Pure; the schema is IATI 2.03 (and 2.01, 2.02). */
import type { FileFacts } from './document-rules.ts'
import { budgetsOf, transactionsOf } from './money-rules.ts'
import { type Narrative, narrativesOf } from './narrative-rules.ts'
import { countriesOf, goalsOf, linesOf, participantsOf, placesOf, regionsOf, sectorsOf } from './part-rules.ts'
import type { Params, RefusalReason } from './refusal-rules.ts'
import { resultsOf } from './result-rules.ts'
import { attribute, canonical, child, children, type Element, textOf, withLanguage } from './tree.ts'
import {
  booleanOf,
  codeOf,
  currencyOf,
  dateOf,
  digestOf,
  hasControls,
  instantOf,
  integerOf,
  languageOf,
  lineOf,
  ownCopy,
  proseOf,
} from './value-rules.ts'

/**
 * A value that a column cannot hold (a day that is none, an amount that is no decimal, a code out of range) is left out here and
 * stays in `xml`. Languages are `und` where nothing says. Days are YYYY-MM-DD, amounts decimals as written; an amount without a
 * currency is in that of the record.
 */
export type ActivityRecord = {
  identifier: string
  /** ISO 8601 in UTC with milliseconds: the record's own date of change, else that of its file. */
  updatedAt: string | null
  /** `type` is IATI OrganisationType. */
  reporter: { identifier: string; type: string | null; names: Narrative[]; secondary: boolean }
  language: string | null
  currency: string | null
  hierarchy: number | null
  /** One for each language, each with at least one text; some have a title. */
  texts: ActivityText[]
  /** IATI ActivityStatus, 1 to 6. */
  status: number | null
  /** IATI ActivityScope, 1 to 8. */
  scope: number | null
  startPlanned: string | null
  startActual: string | null
  endPlanned: string | null
  endActual: string | null
  /** `role` is IATI OrganisationRole, 1 to 4. Each has an identifier or a name. */
  participants: { identifier: string | null; name: string | null; language: string | null; type: string | null; role: number | null }[]
  /** Each code once; percentages from 0 to 100. */
  countries: { code: string; percentage: string | null }[]
  /** `vocabulary` is IATI RegionVocabulary. */
  regions: { vocabulary: string; code: string; percentage: string | null }[]
  places: { name: string | null; latitude: number | null; longitude: number | null }[]
  /** `vocabulary` is IATI SectorVocabulary. */
  sectors: { vocabulary: string; code: string; name: string | null; percentage: string | null }[]
  /** Goals and targets of the 2030 Agenda: `3`, `3.8`. */
  goals: string[]
  /** Slugs that the record states by our vocabulary, known or not. */
  lines: string[]
  budgets: {
    type: number | null
    status: number | null
    startsOn: string | null
    endsOn: string | null
    valueOn: string | null
    currency: string | null
    value: string
  }[]
  /** `type` is IATI TransactionType. */
  transactions: { type: string; happenedOn: string | null; valueOn: string | null; currency: string | null; value: string }[]
  results: ActivityResult[]
  /** SHA-256 of `xml`. */
  digest: Uint8Array
  /** The record as it was, written the canonical way and standing alone; of a flat file the row as CSV. */
  xml: string
}
type ActivityText = {
  language: string
  title: string | null
  description: string | null
  objectives: string | null
  targetGroups: string | null
  other: string | null
}
export type ActivityResult = { type: number | null; title: string | null; language: string | null; indicators: ActivityIndicator[] }
export type ActivityIndicator = {
  measure: number | null
  ascending: boolean
  title: string | null
  language: string | null
  baselineYear: number | null
  baselineValue: string | null
  periods: { startsOn: string | null; endsOn: string | null; target: string | null; actual: string | null }[]
}

/** Longest identifier that is taken, in characters; an index of PostgreSQL holds 2,704 bytes. */
const LONGEST_IDENTIFIER = 500

export type RecordRefusal = { identifier: string | null; reason: RefusalReason; params: Params }

/** The record of an iati-activity element (which is given the language of its file), or why it is refused. */
export function recordOf(element: Element, facts: FileFacts, vocabularyUri: string): ActivityRecord | RecordRefusal {
  withLanguage(element, facts.language)
  const identifier = identifierOf(textOfChild(element, 'iati-identifier'))
  if (typeof identifier !== 'string') return identifier
  const reporter = reporterOf(element)
  if (reporter === null) return { identifier, reason: 'noReporter', params: {} }
  const texts = textsOf(element)
  if (!texts.some((text) => text.title !== null)) return { identifier, reason: 'noTitle', params: {} }
  const xml = canonical(element)
  return {
    identifier,
    updatedAt: instantOf(attribute(element, 'last-updated-datetime')) ?? facts.generatedAt,
    reporter,
    texts,
    ...generalOf(element),
    ...datesOf(element),
    ...partsOf(element, vocabularyUri),
    digest: digestOf(xml),
    xml,
  }
}

/** An identifier as it is kept, or why it cannot be one. */
export function identifierOf(written: string | undefined): string | RecordRefusal {
  const identifier = ownCopy(written?.trim() ?? '')
  if (identifier === '') return { identifier: null, reason: 'noIdentifier', params: {} }
  if (hasControls(identifier)) return { identifier: null, reason: 'identifierUnreadable', params: {} }
  if (identifier.length <= LONGEST_IDENTIFIER) return identifier
  return { identifier: null, reason: 'identifierTooLong', params: { length: identifier.length, most: LONGEST_IDENTIFIER } }
}

function textOfChild(element: Element, name: string): string | undefined {
  const found = child(element, name)
  return found === undefined ? undefined : textOf(found)
}

function reporterOf(element: Element): ActivityRecord['reporter'] | null {
  const reporter = child(element, 'reporting-org')
  const identifier = reporter === undefined ? null : codeOf(attribute(reporter, 'ref'))
  if (reporter === undefined || identifier === null) return null
  return {
    identifier: ownCopy(identifier),
    type: codeOf(attribute(reporter, 'type')),
    names: narrativesOf(reporter, attribute(element, 'xml:lang'), lineOf),
    secondary: booleanOf(attribute(reporter, 'secondary-reporter')) ?? false,
  }
}

function generalOf(element: Element): Pick<ActivityRecord, 'language' | 'currency' | 'hierarchy' | 'status' | 'scope'> {
  const language = languageOf(attribute(element, 'xml:lang'))
  return {
    language: language === 'und' ? null : language,
    currency: currencyOf(attribute(element, 'default-currency')),
    hierarchy: integerOf(attribute(element, 'hierarchy'), 0, 32767),
    status: integerOf(codeOfChild(element, 'activity-status'), 1, 6),
    scope: integerOf(codeOfChild(element, 'activity-scope'), 1, 8),
  }
}

function codeOfChild(element: Element, name: string): string | undefined {
  const found = child(element, name)
  return found === undefined ? undefined : attribute(found, 'code')
}

function partsOf(element: Element, vocabularyUri: string) {
  return {
    participants: participantsOf(element),
    countries: countriesOf(element),
    regions: regionsOf(element),
    places: placesOf(element),
    sectors: sectorsOf(element),
    goals: goalsOf(element),
    lines: linesOf(element, vocabularyUri),
    budgets: budgetsOf(element),
    transactions: transactionsOf(element),
    results: resultsOf(element),
  }
}

/** IATI ActivityDateType. Of several of one type the first that is a day. */
function datesOf(element: Element): Pick<ActivityRecord, 'startPlanned' | 'startActual' | 'endPlanned' | 'endActual'> {
  const days: Record<string, string> = {}
  for (const date of children(element, 'activity-date')) {
    const type = attribute(date, 'type')?.trim() ?? ''
    const day = dateOf(attribute(date, 'iso-date'))
    if (day !== null) days[type] ??= day
  }
  return { startPlanned: days['1'] ?? null, startActual: days['2'] ?? null, endPlanned: days['3'] ?? null, endActual: days['4'] ?? null }
}

export type DescriptionKind = 'description' | 'objectives' | 'targetGroups' | 'other'

/** IATI DescriptionType; without one, or of an unknown one, a description is general. */
export function kindOf(description: Element): DescriptionKind {
  return kinds[attribute(description, 'type')?.trim() ?? '1'] ?? 'description'
}
const kinds: Readonly<Record<string, DescriptionKind>> = { 1: 'description', 2: 'objectives', 3: 'targetGroups', 4: 'other' }

function textsOf(element: Element): ActivityText[] {
  const texts = new Map<string, ActivityText>()
  const language = attribute(element, 'xml:lang')
  for (const title of children(element, 'title')) {
    for (const narrative of narrativesOf(title, language, lineOf)) textIn(texts, narrative.language).title ??= narrative.text
  }
  for (const description of children(element, 'description')) {
    const kind = kindOf(description)
    for (const narrative of narrativesOf(description, language, proseOf)) {
      const text = textIn(texts, narrative.language)
      text[kind] = text[kind] === null ? narrative.text : `${text[kind]}\n\n${narrative.text}`
    }
  }
  return [...texts.values()]
}

function textIn(texts: Map<string, ActivityText>, language: string): ActivityText {
  const found = texts.get(language)
  if (found !== undefined) return found
  const text = { language, title: null, description: null, objectives: null, targetGroups: null, other: null }
  texts.set(language, text)
  return text
}
