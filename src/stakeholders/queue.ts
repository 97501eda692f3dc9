/** What waits for the secretariat. */
import type { ListedDouble } from './doubles-rules.ts'
import type { StakeholderType, Standing } from './rules.ts'

/** Something registered that nobody has looked at yet, or that is held back. */
export type Waiting = {
  publicId: string
  name: string
  nameLanguage: string
  type: StakeholderType
  country: string | null
  website: string | null
  /** Who registered it; empty where they have no name any more. */
  author: string
  submittedAt: Date
  dueAt: Date
  /** By time; null: it is not public. */
  publishedAt: Date | null
  heldBecause: string | null
}

/** Somebody who asks to represent an organisation. */
export type WaitingRequest = {
  id: number
  publicId: string
  name: string
  nameLanguage: string
  website: string | null
  standing: Standing
  asker: string
  askedAt: Date
  /** Of their confirmed addresses. */
  domains: readonly string[]
  /** Whether the organisation has a representative, who can decide as well. */
  represented: boolean
}

/** A message that whoever got it reported as abuse. */
export type ReportedMessage = { conversation: number; name: string; nameLanguage: string; author: string; reportedAt: Date }

/** Somebody who represents an organisation because an address spoke for them, which the secretariat is to confirm. */
export type Unconfirmed = {
  id: number
  publicId: string
  name: string
  nameLanguage: string
  website: string | null
  person: string
  approvedAt: Date
  /** Of their confirmed addresses. */
  domains: readonly string[]
}

export type Queue = {
  unconfirmed: readonly Unconfirmed[]
  waiting: readonly Waiting[]
  held: readonly Waiting[]
  requests: readonly WaitingRequest[]
  doubles: readonly ListedDouble[]
  messages: readonly ReportedMessage[]
}
