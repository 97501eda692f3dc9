/** An entry as XML of IATI 2.03: what the columns hold, and the rest as its record has it. */
import {
  attribute,
  booleanOf,
  canonical,
  child,
  codeOf,
  currencyOf,
  type Element,
  identifierOf,
  instantOf,
  integerOf,
  languageOf,
  textOf,
} from '../iati/index.ts'
import { sayCountriesAndRegions, saySectorsAndTags } from './code-rules.ts'
import { Draft, made } from './draft.ts'
import { fitToSchema } from './fitting-rules.ts'
import { type Codes, type Held, missingOf } from './held.ts'
import { sayBudgets, sayTransactions } from './money-rules.ts'
import { sayDates, sayParticipants, sayPlaces, TYPE_CODES } from './part-rules.ts'
import { sayResults } from './result-rules.ts'
import { sayTexts } from './text-rules.ts'
import { isMoment, isTruth, isWhole } from './value-types.ts'

/**
 * The XML of an entry; null if it lacks what IATI requires. `kept` is the tree of its record, null where it did not come as IATI; it is
 * changed here.
 *
 * What the columns hold is compared with what the record says, read by the rules of the import. Where they agree, the record's elements
 * stay as they are, with all that no column holds: `pt-BR`, the lines of an address, further dates. Where they differ, the column counts,
 * and only that changes. The record's own text is given out where nothing differs at all; nothing is spared the comparison.
 */
export function xmlOfEntry(held: Held, kept: Element | null, codes: Codes): string | null {
  if (missingOf(held).length > 0) return null
  const draft = new Draft(kept ?? made('iati-activity', held.language === null ? {} : { 'xml:lang': held.language }))
  sayGeneral(draft, held)
  sayReporter(draft, held)
  sayTexts(draft, held.texts)
  sayParticipants(draft, held.participants, codes)
  sayDates(draft, held)
  sayPlaces(draft, held.places)
  sayCountriesAndRegions(draft, held, codes)
  saySectorsAndTags(draft, held, codes)
  sayBudgets(draft, held.budgets)
  sayTransactions(draft, held.transactions)
  sayResults(draft, held.results)
  sayLanguage(draft, held.language)
  const refitted = fitToSchema(draft.record)
  return draft.changed || refitted ? canonical(draft.record) : held.record
}

function sayGeneral(draft: Draft, held: Held): void {
  const { record } = draft
  const identifier = child(record, 'iati-identifier') ?? draft.add(record, made('iati-identifier'))
  if (identifierOf(textOf(identifier)) !== held.identifier) draft.setText(identifier, held.identifier)
  sayUpdate(draft, held)
  draft.say(record, 'default-currency', held.currency, currencyOf)
  draft.say(record, 'hierarchy', held.hierarchy, (written) => integerOf(written, 0, 32767), isWhole)
  draft.sayIn(record, 'activity-status', 'code', held.status, (written) => integerOf(written, 1, 6))
  draft.sayIn(record, 'activity-scope', 'code', held.scope, (written) => integerOf(written, 1, 8))
}

/** A record without a date of its own has that of its file, which is not one of the record. */
function sayUpdate(draft: Draft, { sourceUpdatedAt, origin }: Held): void {
  if (origin === 'iati' && attribute(draft.record, 'last-updated-datetime') === undefined) return
  draft.say(draft.record, 'last-updated-datetime', sourceUpdatedAt?.toISOString() ?? null, instantOf, isMoment)
}

/** Names and type are those that the record states; where it has none, or names another organisation, those of the stakeholder. */
function sayReporter(draft: Draft, { reporter, reporterSecondary }: Held): void {
  if (reporter === null) return
  const kept = child(draft.record, 'reporting-org')
  if (kept && codeOf(attribute(kept, 'ref')) !== reporter.identifier) draft.remove(draft.record, kept)
  const element = child(draft.record, 'reporting-org') ?? draft.add(draft.record, made('reporting-org', { ref: reporter.identifier }))
  draft.say(element, 'secondary-reporter', reporterSecondary, (written) => booleanOf(written) ?? false, isTruth)
  // IATI requires a type and has none for "not stated"; 90 is "other".
  if (attribute(element, 'type') === undefined) draft.setAttribute(element, 'type', TYPE_CODES[reporter.type] ?? '90')
  if (child(element, 'narrative') !== undefined) return
  const names = reporter.names ?? [{ language: 'und', name: reporter.identifier }]
  for (const { language, name } of names) draft.addNarrative(element, name, language)
}

/** The language of the record is that of every text without one of its own: where it changes, those say first what theirs is. */
function sayLanguage(draft: Draft, language: string | null): void {
  const now = attribute(draft.record, 'xml:lang') ?? 'und'
  if (languageOf(now) === (language ?? 'und')) return
  for (const one of draft.record.children) if (typeof one !== 'string') sayInherited(draft, one, now)
  draft.setAttribute(draft.record, 'xml:lang', language)
}

function sayInherited(draft: Draft, element: Element, language: string): void {
  if (attribute(element, 'xml:lang') !== undefined) return
  if (element.name === 'narrative' && element.uri === '') draft.setAttribute(element, 'xml:lang', language)
  else for (const one of element.children) if (typeof one !== 'string') sayInherited(draft, one, language)
}
