/** Two entries of one organisation: who may make them one, when time may, and what stands in the way. */
import { z } from 'zod'
import { BadRequest } from '../platform/errors.ts'
import { type Parsed, parse, type Typed } from '../platform/forms.ts'

/** Proposals that one person makes within 24 hours. */
export const PROPOSED_A_DAY = 5

const DAY = 24 * 60 * 60 * 1000

/** When 30 days of silence are over, each of 24 hours. */
export function silenceEnds(proposedAt: Date): Date {
  return new Date(proposedAt.getTime() + 30 * DAY)
}

/** Why two entries cannot become one, or not any more. */
export const CLASHES = ['sameEntry', 'kindsDiffer', 'oneInOther', 'notPublic', 'loserMerged', 'winnerMerged', 'mandatesClash'] as const
export type Clash = (typeof CLASHES)[number]

export const DOUBLE_REFUSALS = [
  ...CLASHES,
  'otherMissing',
  'reasonMissing',
  'reasonTooLong',
  'alreadyProposed',
  'proposedTooOften',
  'alreadyDecided',
] as const
export type DoubleRefusal = (typeof DOUBLE_REFUSALS)[number]

/** An entry of the two, as far as it decides on who decides. */
export type Side = {
  /** Whether a person registered it. One that was shipped, or that an import or a list named, is given to nobody by time. */
  registered: boolean
  /** Whether somebody acts for it now. */
  represented: boolean
  /** Whether somebody who does was there to be asked when it was proposed. */
  asked: boolean
  agreed: boolean
}

type Case = { loser: Side; winner: Side; refusedBefore: boolean }

/** Both have said yes, which is enough where persons registered both. */
export function bothAgree({ loser, winner }: Case): boolean {
  return loser.registered && winner.registered && loser.agreed && winner.agreed
}

/**
 * Who settles a proposal on which not both agree. Silence is consent of those who were asked, and only where it gives nobody a power: what
 * nobody represents does not come before those who represent the other without the secretariat, as no claim to it would.
 */
export function wayOfMerging({ loser, winner, refusedBefore }: Case): 'silence' | 'secretariat' {
  const unasked = (loser.represented && !loser.asked) || (winner.represented && !winner.asked)
  const claimed = winner.represented && !loser.represented
  return loser.registered && winner.registered && !refusedBefore && !unasked && !claimed ? 'silence' : 'secretariat'
}

/** `over`: refused, taken back or reversed. */
export type DoubleState = 'open' | 'merged' | 'over'

/** Somebody before a proposal, or before what became of it. */
type Actor = {
  proposer: boolean
  secretariat: boolean
  /** The sides for which they act, and whether they have said there what can be said now: yes, or later that it be undone. */
  sides: readonly { spoken: boolean }[]
}

export type DoubleAct = 'agree' | 'refuse' | 'withdraw' | 'merge' | 'undo' | 'reverse'

/** What somebody may do. `waits`: for the secretariat. Who acts for one of the two does not decide for the secretariat as well. */
export function actsOf({ state, waits }: { state: DoubleState; waits: boolean }, { proposer, secretariat, sides }: Actor): DoubleAct[] {
  const speaks = sides.some(({ spoken }) => !spoken)
  const decides = secretariat && sides.length === 0
  if (state === 'over') return []
  if (state === 'merged') return [...(speaks ? (['undo'] as const) : []), ...(decides ? (['reverse'] as const) : [])]
  return [
    ...(speaks ? (['agree'] as const) : []),
    ...(decides && waits ? (['merge'] as const) : []),
    ...(!proposer && (sides.length > 0 || secretariat) ? (['refuse'] as const) : []),
    ...(proposer ? (['withdraw'] as const) : []),
  ]
}

const Reason = z
  .string({ error: 'reasonMissing' satisfies DoubleRefusal })
  .trim()
  .min(1, 'reasonMissing' satisfies DoubleRefusal)
  .max(2000, 'reasonTooLong' satisfies DoubleRefusal)

/** What a form says with which somebody proposes that an entry is another one, by its public identifier. */
export const Proposal = z.object({ other: z.string({ error: 'otherMissing' satisfies DoubleRefusal }), reason: Reason })
export type Proposal = z.output<typeof Proposal>

/** What somebody has chosen to do; a refusal and a reversal are sent with their reason. */
export type DoubleChoice = { act: 'agree' | 'withdraw' | 'merge' | 'undo' } | { act: 'refuse' | 'reverse'; reason: string }

/** Reads what was chosen. Throws BadRequest where no button of ours was pressed. */
export function doubleChoiceIn(typed: Typed): Parsed<DoubleChoice, DoubleRefusal> {
  const { act } = typed
  if (act === 'agree' || act === 'withdraw' || act === 'merge' || act === 'undo') return { ok: true, value: { act } }
  if (act !== 'refuse' && act !== 'reverse') throw new BadRequest('act')
  const read = parse(z.object({ reason: Reason }), typed, DOUBLE_REFUSALS)
  return read.ok ? { ok: true, value: { act, reason: read.value.reason } } : read
}

/** One of the two, to be shown. */
export type Entry = { id: number; publicId: string; identifier: string; name: string; nameLanguage: string }
export type DoubleSide = Side & {
  entry: Entry
  agreedAt: Date | null
  /** When it said that the merger be undone. */
  undoesAt: Date | null
}

/** A proposal and what became of it. */
export type Double = {
  id: number
  loser: DoubleSide
  winner: DoubleSide
  refusedBefore: boolean
  reason: string
  proposer: string
  proposedAt: Date
  dueAt: Date
  toldAt: Date | null
  mergedAt: Date | null
  ground: 'both' | 'silence' | 'secretariat' | null
  refusedAt: Date | null
  refusedBecause: string | null
  withdrawnAt: Date | null
  reversedAt: Date | null
  reversedBecause: string | null
}

export function stateOf({ mergedAt, refusedAt, withdrawnAt, reversedAt }: Double): DoubleState {
  if (refusedAt !== null || withdrawnAt !== null || reversedAt !== null) return 'over'
  return mergedAt === null ? 'open' : 'merged'
}

/** Whether it waits for the secretariat: by its nature, or because silence did not settle it. */
export function waitsForSecretariat(double: Double): boolean {
  return stateOf(double) === 'open' && (double.toldAt !== null || wayOfMerging(double) === 'secretariat')
}

/** A double as somebody sees it who has to do with it. */
export type SeenDouble = { double: Double; acts: readonly DoubleAct[]; clash: Clash | null }

/** In a list: the two, and whether they are one. */
export type ListedDouble = { id: number; loser: Entry; winner: Entry; proposedAt: Date; mergedAt: Date | null }
