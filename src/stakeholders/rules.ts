/** Stakeholders: what is true of them. */
import { createHash } from 'node:crypto'
import { fold, spaced } from '../platform/folding.ts'

/** A group is a body of bodies, such as the UN Regional Commissions; an organ is named but holds no vote, such as ECOSOC. */
export type Kind = 'organisation' | 'group' | 'organ'

export const STAKEHOLDER_TYPES = [
  'government',
  'international-organisation',
  'business',
  'civil-society',
  'academia',
  'technical-community',
  'foundation',
  'other',
  'not-stated',
] as const
export type StakeholderType = (typeof STAKEHOLDER_TYPES)[number]

/** `mentioned` by an import, `received` and not looked at, `public`, or `held` back. */
export type Standing = 'mentioned' | 'received' | 'public' | 'held'

export type Stakeholder = {
  id: number
  publicId: string
  identifier: string
  kind: Kind
  type: StakeholderType
  standing: Standing
  acronym: string | null
  /** ISO 3166-1 alpha-2 */
  country: string | null
  name: string
  /** BCP 47; `und` where nobody said which */
  nameLanguage: string
  website: string | null
}

/** A member of a group, with the M49 region for which it stands, where it stands for one. */
export type Member = Stakeholder & { region: string | null }

/** An organisation as an import names it; `type` is a code of IATI's OrganisationType. */
export type Mentioned = { identifier: string; type: string | null; names: readonly { language: string; text: string }[] }

/** A name as it is kept to be looked for: words in small letters, without accents. */
export function foldedName(name: string): string {
  return fold(spaced(name))
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** Under which an identifier is known in addresses: ten base32 characters (RFC 4648, lower case) of its SHA-256. */
export function publicIdOf(identifier: string): string {
  const bits = createHash('sha256').update(identifier).digest().readBigUInt64BE(0)
  return Array.from({ length: 10 }, (_, index) => BASE32[Number((bits >> BigInt(59 - 5 * index)) & 31n)]).join('')
}

/**
 * What an import mentions, each organisation once and in the order of identifiers: of several mentions the first that states
 * a type and the first name in each language count. One without any name goes by its identifier; an empty identifier is none.
 */
export function gather(mentions: readonly Mentioned[]): Mentioned[] {
  const gathered = new Map<string, { identifier: string; type: string | null; names: Map<string, string> }>()
  for (const { identifier: written, type, names } of mentions) {
    const identifier = written.trim()
    if (identifier === '') continue
    const one = gathered.get(identifier) ?? { identifier, type: null, names: new Map<string, string>() }
    one.type ??= type
    for (const { language, text } of names) if (text.trim() !== '' && !one.names.has(language)) one.names.set(language, text.trim())
    gathered.set(identifier, one)
  }
  return [...gathered.values()]
    .sort((a, b) => (a.identifier < b.identifier ? -1 : 1))
    .map(({ identifier, type, names }) => ({ identifier, type, names: named(identifier, names) }))
}

function named(identifier: string, names: ReadonlyMap<string, string>): Mentioned['names'] {
  if (names.size === 0) return [{ language: 'und', text: identifier }]
  return [...names].map(([language, text]) => ({ language, text }))
}
