/** Finding stakeholders: what is asked of the list, and its address. */
import { STAKEHOLDER_TYPES } from '../../stakeholders/index.ts'
import type { Places } from '../../stocktaking/index.ts'

export const PER_PAGE = 20

/** What a list can be narrowed down by; of all that is chosen, each must be true. */
export const FACETS = ['type', 'country', 'region', 'line', 'standing'] as const
export type Facet = (typeof FACETS)[number]

/** The parameters of a list, in the order in which they stand in its address. */
export const SELECTION = ['q', ...FACETS] as const
export const PARAMETERS = [...SELECTION, 'page'] as const

/** Whom others see: who was named by an import, and who is on record. */
export const STANDINGS = ['public', 'mentioned'] as const

/** What is chosen, by the keys that stand in addresses; `q` is part of a name, or an acronym. */
export type Choice = Readonly<Partial<Record<(typeof SELECTION)[number], string>>>
export type Refusal = { field: (typeof PARAMETERS)[number]; typed: string }
export type Asked = { choice: Choice; page: number; refused: Refusal | null }

/** Characters: longer than any name. */
const LONGEST_NAME = 300

/** Reads what was asked, in capitals or not. The first value that means nothing is refused; the others are kept. */
export function readQuery(query: Readonly<Record<string, string>>, places: Places): Asked {
  const choice: { -readonly [Key in keyof Choice]: Choice[Key] } = {}
  let refused: Refusal | null = null
  const q = query.q?.trim() ?? ''
  if (q.length > LONGEST_NAME) refused = { field: 'q', typed: q }
  else if (q !== '') choice.q = q
  for (const facet of FACETS) {
    const typed = query[facet]?.trim() ?? ''
    const key = typed.toLowerCase()
    if (isKnown(facet, key, places)) choice[facet] = key
    else if (key !== '') refused ??= { field: facet, typed }
  }
  const page = query.page ?? '1'
  if (!/^[1-9]\d{0,6}$/.test(page)) refused ??= { field: 'page', typed: page }
  return { choice, page: Number(page), refused }
}

function isKnown(facet: Facet, key: string, { named, lines }: Places): boolean {
  switch (facet) {
    case 'type':
      return STAKEHOLDER_TYPES.some((type) => type === key)
    case 'country':
    case 'region':
      return named[facet].has(key)
    case 'line':
      return lines.some(({ slug }) => slug === key)
    case 'standing':
      return STANDINGS.some((standing) => standing === key)
  }
}

/** The address of a list below its language: its parameters in one order, so that the same list has one address. */
export function addressOf(choice: Choice, page = 1, path = '/stakeholders'): string {
  const parameters = new URLSearchParams()
  for (const field of SELECTION) {
    const key = choice[field]
    if (key !== undefined) parameters.set(field, key)
  }
  if (page > 1) parameters.set('page', String(page))
  const query = parameters.toString()
  return query === '' ? path : `${path}?${query}`
}

/** The same list with one thing taken off. */
export function without(choice: Choice, field: keyof Choice): Choice {
  return { ...choice, [field]: undefined }
}
