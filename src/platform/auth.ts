/** Who is asking, and which audience they belong to. Pure: how a request shows who it is from is known in session.ts. */
import type { Language } from './i18n.ts'

/** What a person may do for the whole site. Other roles belong to an object, and its store knows them. */
export const ROLES = ['secretariat', 'administrator'] as const
export type Role = (typeof ROLES)[number]

/** Somebody who is signed in. */
export type Person = {
  /** The row number; `publicId` is what others may see. */
  id: number
  publicId: string
  /** As they call themselves; empty until they have said. */
  name: string
  language: Language
  roles: readonly Role[]
  /** The session in which they ask: a row number. */
  session: number
}

/** Every route names its audience; there is no default to forget. A store narrows it to the object. */
export type Audience =
  | 'public'
  | 'signed-in'
  | 'representative'
  | 'team'
  | 'facilitator'
  | 'focal-point'
  | 'chair'
  | 'secretariat'
  | 'administrator'

/** An audience in which nobody is without having signed in. */
export type Closed = Exclude<Audience, 'public'>

/** Whether somebody may knock. Those whose role belongs to an object are let in as far as the store, which knows the object. */
export function admits(audience: Audience, visitor: Person | null): boolean {
  switch (audience) {
    case 'public':
      return true
    case 'signed-in':
    case 'representative':
    case 'team':
    case 'facilitator':
    case 'focal-point':
    case 'chair':
      return visitor !== null
    case 'secretariat':
    case 'administrator':
      return visitor?.roles.includes(audience) ?? false
  }
}
