/** Who takes part, when and where. */
import type { StakeholderType } from '../../stakeholders/index.ts'
import { attribute, child, children, codeOf, dateOf, type Element, integerOf, participantOf, placeOf } from '../iati/index.ts'
import { align, type Draft, made } from './draft.ts'
import type { Codes, Held, Participant, Place } from './held.ts'
import { isDay } from './value-types.ts'

/**
 * IATI OrganisationType. It has no code for civil society or business as such: 21, international organisations, is what most of those who
 * report are. Nor has it one for what is not stated: null.
 */
export const TYPE_CODES: Readonly<Record<StakeholderType, string | null>> = {
  government: '10',
  'international-organisation': '40',
  business: '70',
  'civil-society': '21',
  academia: '80',
  'technical-community': '90',
  foundation: '60',
  other: '90',
  'not-stated': null,
}

export function sayParticipants(draft: Draft, rows: readonly Participant[], codes: Codes): void {
  const stated = children(draft.record, 'participating-org').filter((one) => participantOf(one, draft.record) !== null)
  align(draft, draft.record, { name: 'participating-org', stated, rows, say: (element, row) => sayParticipant(draft, element, row, codes) })
}

function sayParticipant(draft: Draft, element: Element, row: Participant, { types }: Codes): void {
  draft.say(element, 'ref', row.identifier, codeOf)
  if ((types.get(codeOf(attribute(element, 'type')) ?? '') ?? 'not-stated') !== row.type)
    draft.setAttribute(element, 'type', TYPE_CODES[row.type])
  draft.say(element, 'role', row.role, (written) => integerOf(written, 1, 4))
  draft.sayName(element, row.name, row.language)
}

/** IATI ActivityDateType. Of several of one type the first that is a day is read. */
export function sayDates(draft: Draft, { startPlanned, startActual, endPlanned, endActual }: Held): void {
  const dates = children(draft.record, 'activity-date')
  for (const [index, held] of [startPlanned, startActual, endPlanned, endActual].entries()) {
    const type = String(index + 1)
    const [first, ...rest] = dates.filter((one) => attribute(one, 'type')?.trim() === type && dateOf(attribute(one, 'iso-date')) !== null)
    if (held === null) for (const one of first ? [first, ...rest] : []) draft.remove(draft.record, one)
    else if (first) draft.say(first, 'iso-date', held, dateOf, isDay)
    else draft.add(draft.record, made('activity-date', { type, 'iso-date': held }))
  }
}

export function sayPlaces(draft: Draft, rows: readonly Place[]): void {
  const stated = children(draft.record, 'location').filter((one) => placeOf(one, draft.record) !== null)
  align(draft, draft.record, { name: 'location', stated, rows, say: (element, row) => sayPlace(draft, element, row) })
}

function sayPlace(draft: Draft, element: Element, { name, latitude, longitude }: Place): void {
  const named = child(element, 'name') ?? (name === null ? undefined : draft.add(element, made('name')))
  if (named) draft.sayName(named, name, null)
  const now = placeOf(element, draft.record)
  if ((now?.latitude ?? null) === latitude && (now?.longitude ?? null) === longitude) return
  const point = child(element, 'point') ?? draft.add(element, made('point', { srsName: 'http://www.opengis.net/def/crs/EPSG/0/4326' }))
  if (latitude === null || longitude === null) draft.remove(element, point)
  else draft.setText(child(point, 'pos') ?? draft.add(point, made('pos')), `${latitude} ${longitude}`)
}
