/** The mails about organisations and those who act for them. Who is gone when one is put into words gets none. */
import { sql } from 'kysely'
import type { AccountsTables } from '../accounts/index.ts'
import type { Database } from '../platform/db.ts'
import type { PlatformTables } from '../platform/events.ts'
import type { View } from '../platform/i18n.ts'
import type { Rendered } from '../platform/mail.ts'
import type { Renderers } from '../platform/outbox.ts'
import { bestFor } from '../platform/texts.ts'
import { mailOf } from '../ui/mail.tsx'
import { strings as registrationWords } from './registration-strings.ts'
import { strings as representativeWords } from './representative-strings.ts'
import { requestOf } from './request-store.ts'
import type { StakeholdersTables } from './tables.ts'

type Tables = StakeholdersTables & AccountsTables & PlatformTables
type Db = Database<Tables>

export const stakeholderMails = {
  'stakeholder-published': (tx, view, { stakeholder }) => aboutRegistered(tx, view, Number(stakeholder), 'public'),
  'stakeholder-held': (tx, view, { stakeholder }) => aboutRegistered(tx, view, Number(stakeholder), 'held'),
  'representative-approved': async (tx, view, facts) => {
    const request = await requestOf(tx, Number(facts.request), view.language)
    if (request === null) return null
    const t = view.words(representativeWords)
    return mailOf({
      view,
      subject: t('approvedSubject', { name: request.name }),
      paragraphs: [t('approvedMail', { name: request.name })],
      button: { label: t('lookAtPage'), address: pageOf(view, `${request.publicId}/represent`) },
      why: t('whyAsked'),
    })
  },
  'representative-refused': async (tx, view, facts) => {
    const request = await requestOf(tx, Number(facts.request), view.language)
    if (request === null) return null
    const t = view.words(representativeWords)
    return mailOf({
      view,
      subject: t('refusedSubject', { name: request.name }),
      paragraphs: [t('refusedMail', { name: request.name }), { quote: request.refusedBecause ?? '', language: null }],
      why: t('whyAsked'),
    })
  },
} as const satisfies Renderers<Tables>

/** Only while it is so: what was published may be held back before its mail leaves. */
async function aboutRegistered(tx: Db, view: View, id: number, standing: 'public' | 'held'): Promise<Rendered | null> {
  const { rows } = await sql<{ publicId: string; name: string; because: string | null }>`
    select stakeholder.public_id as "publicId", held_because as because, (${nameIn(view)}) as name
    from stakeholders.submission join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    join accounts.person on person.id = submitted_by
    where stakeholder.id = ${id} and submission.standing = ${standing} and erased_at is null
  `.execute(tx)
  const [found] = rows
  if (!found) return null
  const t = view.words(registrationWords)
  const { name, because, publicId } = found
  const said =
    because === null
      ? { subject: t('publishedSubject', { name }), paragraphs: [t('publishedMail', { name })] }
      : { subject: t('heldSubject', { name }), paragraphs: [t('heldMail', { name }), { quote: because, language: null }] }
  return mailOf({ view, ...said, button: { label: t('see'), address: pageOf(view, publicId) }, why: t('why') })
}

function nameIn({ language }: View) {
  return sql`select name from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1`
}

const pageOf = (view: View, path: string) => `${view.site.origin}${view.to(`/stakeholders/${path}`)}`
