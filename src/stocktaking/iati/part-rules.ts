/** Who takes part, where and on what: the parts of a record that name things by codes. */
import { nameIn } from './narrative-rules.ts'
import type { ActivityRecord } from './rules.ts'
import { attribute, child, children, type Element, textOf } from './tree.ts'
import { codeOf, countryOf, firstOfEach, goalOf, integerOf, ownCopy, percentageOf, targetOf } from './value-rules.ts'

/** Where a record names no vocabulary, IATI says 1: the codes of the OECD's Development Assistance Committee. */
const USUAL_VOCABULARY = '1'

/** What a record says element by element; an element that says nothing that a column can hold is null. */
type Participant = ActivityRecord['participants'][number]
type Country = ActivityRecord['countries'][number]
type Region = ActivityRecord['regions'][number]
type Sector = ActivityRecord['sectors'][number]
type Place = ActivityRecord['places'][number]

export function participantsOf(record: Element): Participant[] {
  return stated(children(record, 'participating-org'), (one) => participantOf(one, record))
}

export function participantOf(element: Element, record: Element): Participant | null {
  const identifier = codeOf(attribute(element, 'ref'))
  const name = nameIn(element, record)
  if (identifier === null && name === null) return null
  return {
    identifier: identifier === null ? null : ownCopy(identifier),
    name: name === null ? null : ownCopy(name.text),
    language: name?.language ?? null,
    type: codeOf(attribute(element, 'type')),
    role: integerOf(attribute(element, 'role'), 1, 4),
  }
}

export function countriesOf(record: Element): Country[] {
  return firstOfEach(stated(ofRecordOrTransactions(record, 'recipient-country'), recipientCountryOf), ({ code }) => code)
}

export function recipientCountryOf(element: Element): Country | null {
  const code = countryOf(attribute(element, 'code'))
  return code === null ? null : { code, percentage: percentageOf(attribute(element, 'percentage')) }
}

export function regionsOf(record: Element): Region[] {
  return firstOfEach(stated(ofRecordOrTransactions(record, 'recipient-region'), recipientRegionOf), inVocabulary)
}

export function recipientRegionOf(element: Element): Region | null {
  const code = codeOf(attribute(element, 'code'))
  return code === null ? null : { vocabulary: vocabularyOf(element), code, percentage: percentageOf(attribute(element, 'percentage')) }
}

export function sectorsOf(record: Element): Sector[] {
  return firstOfEach(
    stated(ofRecordOrTransactions(record, 'sector'), (one) => sectorOf(one, record)),
    inVocabulary,
  )
}

export function sectorOf(element: Element, record: Element): Sector | null {
  const code = codeOf(attribute(element, 'code'))
  if (code === null) return null
  const name = nameIn(element, record)?.text ?? null
  return { vocabulary: vocabularyOf(element), code, name, percentage: percentageOf(attribute(element, 'percentage')) }
}

/** A code by which it is one of a kind in its record. */
export function inVocabulary({ vocabulary, code }: { vocabulary: string; code: string }): string {
  return `${vocabulary} ${code}`
}

/** IATI lets a publisher say countries, regions and sectors of the activity or of each transaction, and not of both. */
function ofRecordOrTransactions(record: Element, name: string): Element[] {
  const own = children(record, name)
  return own.length > 0 ? own : children(record, 'transaction').flatMap((transaction) => children(transaction, name))
}

function vocabularyOf(element: Element): string {
  return codeOf(attribute(element, 'vocabulary')) ?? USUAL_VOCABULARY
}

function stated<T>(elements: readonly Element[], read: (element: Element) => T | null): T[] {
  return elements.map(read).filter((one) => one !== null)
}

export function placesOf(record: Element): Place[] {
  return stated(children(record, 'location'), (location) => placeOf(location, record))
}

export function placeOf(location: Element, record: Element): Place | null {
  const name = nameIn(child(location, 'name'), record)?.text ?? null
  const point = child(location, 'point')
  const position = positionOf(point === undefined ? undefined : child(point, 'pos'))
  if (name === null && position === null) return null
  return { name, latitude: position?.latitude ?? null, longitude: position?.longitude ?? null }
}

const LONGEST_POSITION = 100

/** Latitude and longitude in degrees (EPSG 4326), separated by white space, by some also by a comma. */
function positionOf(element: Element | undefined): { latitude: number; longitude: number } | null {
  const written = element === undefined ? '' : textOf(element).trim()
  if (written.length > LONGEST_POSITION) return null
  const parts = written.split(/\s*,\s*|\s+/)
  const [latitude, longitude] = parts.map((part) => (part === '' ? Number.NaN : Number(part)))
  if (parts.length !== 2 || latitude === undefined || longitude === undefined) return null
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null
}

/** IATI TagVocabulary 2 and 3, SectorVocabulary 7 and 8. */
const goalVocabularies: Readonly<Record<string, { goals: string; targets: string }>> = {
  tag: { goals: '2', targets: '3' },
  sector: { goals: '7', targets: '8' },
}

export function goalsOf(record: Element): string[] {
  return [...new Set(stated([...children(record, 'tag'), ...children(record, 'sector')], statedGoalOf))]
}

/** The goal or target that a tag or sector states. */
export function statedGoalOf(element: Element): string | null {
  const vocabulary = attribute(element, 'vocabulary')?.trim()
  const known = goalVocabularies[element.name]
  if (vocabulary === undefined || known === undefined) return null
  const code = attribute(element, 'code')
  return vocabulary === known.goals ? goalOf(code) : vocabulary === known.targets ? targetOf(code) : null
}

/** Tags have a vocabulary of one's own since 2.03; in 2.01 and 2.02 sectors stand for them. Both count in any version. */
export function linesOf(record: Element, vocabularyUri: string): string[] {
  const elements = [...children(record, 'tag'), ...children(record, 'sector')]
  return [...new Set(stated(elements, (one) => statedLineOf(one, vocabularyUri)))]
}

/** The slug of the line that a tag or sector states, known or not. */
export function statedLineOf(element: Element, vocabularyUri: string): string | null {
  if (attribute(element, 'vocabulary')?.trim() !== '99' || attribute(element, 'vocabulary-uri')?.trim() !== vocabularyUri) return null
  return codeOf(attribute(element, 'code'))?.toLowerCase() ?? null
}
