/** Who takes part, where and on what: the parts of a record that name things by codes. */
import { nameIn } from './narrative-rules.ts'
import type { ActivityRecord } from './rules.ts'
import { attribute, child, children, type Element, textOf } from './tree.ts'
import { codeOf, countryOf, firstOfEach, goalOf, integerOf, ownCopy, percentageOf, targetOf } from './value-rules.ts'

/** Where a record names no vocabulary, IATI says 1: the codes of the OECD's Development Assistance Committee. */
const USUAL_VOCABULARY = '1'

export function participantsOf(record: Element): ActivityRecord['participants'] {
  const participants: ActivityRecord['participants'] = []
  for (const one of children(record, 'participating-org')) {
    const identifier = codeOf(attribute(one, 'ref'))
    const name = nameIn(one, record)
    if (identifier === null && name === null) continue
    participants.push({
      identifier: identifier === null ? null : ownCopy(identifier),
      name: name === null ? null : ownCopy(name.text),
      language: name?.language ?? null,
      type: codeOf(attribute(one, 'type')),
      role: integerOf(attribute(one, 'role'), 1, 4),
    })
  }
  return participants
}

export function countriesOf(record: Element): ActivityRecord['countries'] {
  const countries = ofRecordOrTransactions(record, 'recipient-country').flatMap((one) => {
    const code = countryOf(attribute(one, 'code'))
    return code === null ? [] : [{ code, percentage: percentageOf(attribute(one, 'percentage')) }]
  })
  return firstOfEach(countries, ({ code }) => code)
}

export function regionsOf(record: Element): ActivityRecord['regions'] {
  const regions = ofRecordOrTransactions(record, 'recipient-region').flatMap((one) => {
    const code = codeOf(attribute(one, 'code'))
    return code === null ? [] : [{ vocabulary: vocabularyOf(one), code, percentage: percentageOf(attribute(one, 'percentage')) }]
  })
  return firstOfEach(regions, ({ vocabulary, code }) => `${vocabulary} ${code}`)
}

export function sectorsOf(record: Element): ActivityRecord['sectors'] {
  const sectors = ofRecordOrTransactions(record, 'sector').flatMap((one) => {
    const code = codeOf(attribute(one, 'code'))
    if (code === null) return []
    const name = nameIn(one, record)?.text ?? null
    return [{ vocabulary: vocabularyOf(one), code, name, percentage: percentageOf(attribute(one, 'percentage')) }]
  })
  return firstOfEach(sectors, ({ vocabulary, code }) => `${vocabulary} ${code}`)
}

/** IATI lets a publisher say countries, regions and sectors of the activity or of each transaction, and not of both. */
function ofRecordOrTransactions(record: Element, name: string): Element[] {
  const own = children(record, name)
  return own.length > 0 ? own : children(record, 'transaction').flatMap((transaction) => children(transaction, name))
}

function vocabularyOf(element: Element): string {
  return codeOf(attribute(element, 'vocabulary')) ?? USUAL_VOCABULARY
}

export function placesOf(record: Element): ActivityRecord['places'] {
  const places: ActivityRecord['places'] = []
  for (const location of children(record, 'location')) {
    const name = nameIn(child(location, 'name'), record)?.text ?? null
    const point = child(location, 'point')
    const position = positionOf(point === undefined ? undefined : child(point, 'pos'))
    if (name !== null || position !== null)
      places.push({ name, latitude: position?.latitude ?? null, longitude: position?.longitude ?? null })
  }
  return places
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
export function goalsOf(record: Element): string[] {
  const goals = new Set<string>()
  for (const [name, goalVocabulary, targetVocabulary] of [
    ['tag', '2', '3'],
    ['sector', '7', '8'],
  ] as const) {
    for (const one of children(record, name)) {
      const vocabulary = attribute(one, 'vocabulary')?.trim()
      const code = attribute(one, 'code')
      const goal = vocabulary === goalVocabulary ? goalOf(code) : vocabulary === targetVocabulary ? targetOf(code) : null
      if (goal !== null) goals.add(goal)
    }
  }
  return [...goals]
}

/** Tags have a vocabulary of one's own since 2.03; in 2.01 and 2.02 sectors stand for them. Both count in any version. */
export function linesOf(record: Element, vocabularyUri: string): string[] {
  const lines = new Set<string>()
  for (const one of [...children(record, 'tag'), ...children(record, 'sector')]) {
    if (attribute(one, 'vocabulary')?.trim() !== '99' || attribute(one, 'vocabulary-uri')?.trim() !== vocabularyUri) continue
    const slug = codeOf(attribute(one, 'code'))?.toLowerCase()
    if (slug !== undefined) lines.add(slug)
  }
  return [...lines]
}
