/** Notices as mails: one by itself, or those of a day together. Each slice has the words of its own kinds. */
import type { Database } from '../../platform/db.ts'
import type { PlatformTables } from '../../platform/events.ts'
import type { View } from '../../platform/i18n.ts'
import type { Rendered } from '../../platform/mail.ts'
import type { Renderers } from '../../platform/outbox.ts'
import type { Secret } from '../../platform/secret.ts'
import { type Block, mailOf } from '../../ui/mail.tsx'
import type { AccountsTables } from '../tables.ts'
import { stopsIn } from './addresses.ts'
import { digestOf, noticeOf, type Waiting } from './digest-store.ts'
import { grouped, type Line, type Told } from './rules.ts'
import { strings } from './strings.ts'

/**
 * The kinds of notices of a slice, each with how it is put into words: once, for its line in a digest and for a mail of its own. Null: the
 * reason has gone (somebody has decided meanwhile), or `person`, a row number, may not know of it any more. `about` is what `notify` was
 * given. For example:
 *
 *     export const meetingNotices = {
 *       'meeting-called': async (tx, view, { about, person }) => {
 *         const meeting = await openMeetingOf(tx, about, person)
 *         if (meeting === null) return null
 *         const t = view.words(strings)
 *         return { subject: t('calledSubject', …), line: t('called', …), under: meeting.organisation, button: { label: t('see'), address: … } }
 *       },
 *     } as const satisfies NoticeKinds<Tables>
 *
 * and in app.tsx beside the others: `noticeMails(secret, { ...stakeholderNotices, ...meetingNotices })`.
 */
export type NoticeKinds<Tables> = Readonly<Record<string, NoticeKind<Tables>>>
export type NoticeKind<Tables> = (tx: Database<Tables>, view: View, notice: { about: number; person: number }) => Promise<Told | null>

/** So many lines stand in one mail. */
const LINES = 50

export function noticeMails<Tables extends AccountsTables & PlatformTables>(secret: Secret, kinds: NoticeKinds<Tables>): Renderers<Tables> {
  return {
    notice: async (tx, view, { notice }) => {
      const telling = await noticeOf(tx, Number(notice))
      const [line] = telling ? await linesOf(tx, view, telling) : []
      return telling && line ? alone(view, line, stopsIn(view, secret, telling.person.publicId, line.purpose)) : null
    },
    digest: async (tx, view, { digest }) => {
      const telling = await digestOf(tx, Number(digest))
      const lines = telling ? await linesOf(tx, view, telling) : []
      return telling && lines.length > 0 ? together(view, lines, stopsIn(view, secret, telling.person.publicId, 'digest')) : null
    },
  }

  /** What has still a reason, one more than a mail holds. */
  async function linesOf(
    tx: Database<Tables>,
    view: View,
    telling: { person: { id: number }; notices: readonly Waiting[] },
  ): Promise<Line[]> {
    const lines: Line[] = []
    for (const { purpose, kind, about } of telling.notices) {
      const told = (await kinds[kind]?.(tx, view, { about, person: telling.person.id })) ?? null
      if (told !== null) lines.push({ ...told, purpose })
      if (lines.length > LINES) break
    }
    return lines
  }
}

type Stop = { address: string; oneClick: string }

function alone(view: View, { subject, line, button, purpose }: Line, stop: Stop): Rendered {
  return mailOf({ view, subject, paragraphs: [line], button, why: view.words(strings)(`why_${purpose}`), stop })
}

function together(view: View, lines: readonly Line[], stop: Stop): Rendered {
  const t = view.words(strings)
  const purposes = grouped(lines.slice(0, LINES))
  const paragraphs = purposes.flatMap(({ purpose, groups }): Block[] => [
    { heading: t(`purpose_${purpose}`) },
    ...groups.flatMap(({ under, lines: own }): Block[] => [
      ...(under === null ? [] : [under]),
      { links: own.map(({ line, button }) => ({ text: line, ...button })) },
    ]),
  ])
  const [only, ...others] = lines
  return mailOf({
    view,
    subject: only && others.length === 0 ? only.subject : t('digestSubject', { n: Math.min(lines.length, LINES) }),
    paragraphs: [...paragraphs, ...(lines.length > LINES ? [t('digestMore')] : [])],
    why: purposes.map(({ purpose }) => t(`why_${purpose}`)).join(' '),
    stop,
  })
}
