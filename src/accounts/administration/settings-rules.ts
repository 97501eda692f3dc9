/** Settings that administrators see, and those that they change while the site runs. */
import { z } from 'zod'
import { LANGUAGES, type Language, type LiveSettings } from '../../platform/i18n.ts'
import { asKept, isAddress } from '../../platform/mail.ts'

/** What the site runs with, as its environment says; nothing secret. `null`: not set. */
export type Running = {
  database: string
  publicUrl: string
  mailServer: string | null
  sender: string
  dkim: string | null
  contact: string | null
  rateLimit: number
  dumps: boolean
}

export const SETTINGS_REFUSALS = ['contactWrong', 'noticeMissing', 'noticeTooLong', 'lastDayWrong', 'lastDayPast'] as const
export type SettingsRefusal = (typeof SETTINGS_REFUSALS)[number]

/** Empty: as the environment says. */
export const ContactForm = z.object({
  contact: z
    .string({ error: 'contactWrong' satisfies SettingsRefusal })
    .transform(asKept)
    .refine((contact) => contact === '' || isAddress(contact), 'contactWrong' satisfies SettingsRefusal)
    .transform((contact) => contact || null),
})

/** The name of the field of a language. */
export const noticeField = (language: Language) => `notice-${language}` as const

const NoticeText = z
  .string()
  .optional()
  .transform((text) => (text ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim())
  .refine((text) => text.length <= 300, 'noticeTooLong' satisfies SettingsRefusal)

/** `lastDay`: `YYYY-MM-DD`, in UTC. */
export function noticeFormAt(now: Date) {
  const texts = {
    'notice-ar': NoticeText,
    'notice-zh': NoticeText,
    'notice-en': NoticeText,
    'notice-fr': NoticeText,
    'notice-ru': NoticeText,
    'notice-es': NoticeText,
  }
  return z
    .object({
      ...texts,
      lastDay: z
        .string({ error: 'lastDayWrong' satisfies SettingsRefusal })
        .trim()
        .refine(isDay, 'lastDayWrong' satisfies SettingsRefusal)
        .refine((day) => day >= dayOf(now), 'lastDayPast' satisfies SettingsRefusal),
    })
    .refine((form) => LANGUAGES.some((language) => form[noticeField(language)] !== ''), {
      path: [noticeField('en')],
      message: 'noticeMissing' satisfies SettingsRefusal,
    })
    .transform((form): Notice => {
      const written = LANGUAGES.filter((language) => form[noticeField(language)] !== '')
      return { lastDay: form.lastDay, texts: Object.fromEntries(written.map((language) => [language, form[noticeField(language)]])) }
    })
}

export type Notice = { lastDay: string; texts: Readonly<Partial<Record<Language, string>>> }

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && dayOf(day) === text
}

/** The day of a moment in UTC, as `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}

/** What was set last. `at`, `by`: when and by whom; null: never. */
export type Changeable = {
  contact: string | null
  notice: (Notice & { at: Date; by: string }) | null
}

/** What pages show at a moment of what was set. */
export function shownAt({ contact, notice }: Changeable, now: Date): LiveSettings {
  return { ...(contact === null ? {} : { contact }), notice: notice !== null && notice.lastDay >= dayOf(now) ? notice.texts : null }
}
