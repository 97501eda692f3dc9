/** For whom somebody acts, and what waits for their answer. */
import type { As } from './acting-rules.ts'
import type { Awaiting } from './behalf-rules.ts'
import type { Kind } from './rules.ts'

export type Named = { id: number; publicId: string; kind: Kind; name: string; nameLanguage: string }

/** A stakeholder for which a person may act; `through`: the member of the group by which it is, with its region (M49) where it has one. */
export type ActingFor = Named & { as: As; through: (Named & { region: string | null }) | null }

/** Somebody is asked to act for an organisation: by one of its representatives, or by the secretariat that has a letter. */
export type Invitation = {
  id: number
  publicId: string
  name: string
  nameLanguage: string
  role: As
  /** Who asks; empty where they have no name. */
  by: string
  invitedAt: Date
  expiresAt: Date
}

/** What a person sees of all that they act for. */
export type Mine = {
  acts: readonly ActingFor[]
  requests: readonly (Named & { askedAt: Date })[]
  invitations: readonly Invitation[]
  /** What was entered in the name of those for whom they act, and nobody has confirmed or corrected. */
  entries: readonly Awaiting[]
}

/** A deputy, or somebody who was asked to become one, as the representatives of the organisation see them. */
export type Deputy = {
  id: number
  name: string
  /** Null: they have not answered yet. */
  since: Date | null
  invitedAt: Date
  /** Who named them. */
  by: string
  /** Whether who looks has named them. */
  isOwn: boolean
}
