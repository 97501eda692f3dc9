/** Withdrawing an entry with a reason, of whatever kind. */
import { z } from 'zod'

export const WITHDRAWAL_REFUSALS = ['reasonMissing', 'reasonTooLong', 'alreadyDone', 'holdsMandates'] as const
export type WithdrawalRefusal = (typeof WITHDRAWAL_REFUSALS)[number]

export const WithdrawalForm = z.object({
  reason: z
    .string({ error: 'reasonMissing' satisfies WithdrawalRefusal })
    .transform((reason) => reason.replaceAll('\r\n', '\n').replaceAll('\0', '').trim())
    .refine((reason) => reason !== '', 'reasonMissing' satisfies WithdrawalRefusal)
    .refine((reason) => reason.length <= 2000, 'reasonTooLong' satisfies WithdrawalRefusal),
})

/** That an entry is withdrawn. `reason`: null where nobody said why. */
export type Withdrawal = { at: Date; reason: string | null }

/** An entry of which that can be said: its page below the language, and what it is called. */
export type Withdrawable = { path: string; name: string; nameLanguage: string; withdrawal: Withdrawal | null }
