/** The mails about organisations and those who act for them. Who is gone when one is put into words gets none. */
import { sql } from 'kysely'
import { type AccountsTables, signInLink } from '../accounts/index.ts'
import type { Database } from '../platform/db.ts'
import type { PlatformTables } from '../platform/events.ts'
import type { View } from '../platform/i18n.ts'
import type { Rendered } from '../platform/mail.ts'
import type { Renderers } from '../platform/outbox.ts'
import { hashed, newToken } from '../platform/session.ts'
import { bestFor } from '../platform/texts.ts'
import { mailOf } from '../ui/mail.tsx'
import { strings as invitationWords } from './invitation-strings.ts'
import { strings as registrationWords } from './registration-strings.ts'
import { strings as representativeWords } from './representative-strings.ts'
import { requestOf } from './request-store.ts'
import type { StakeholdersTables } from './tables.ts'
import { withdrawnBy } from './withdrawal-store.ts'
import { strings as withdrawalWords } from './withdrawal-strings.ts'

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
  'stakeholder-withdrawn': async (tx, view, { withdrawal }) => {
    const withdrawn = await withdrawnBy(tx, Number(withdrawal), view.language)
    return withdrawn && withdrawnMail(view, { ...withdrawn, path: `/stakeholders/${withdrawn.publicId}` })
  },
  invitation: async (tx, view, { invitation }) => {
    const found = await invitationOf(tx, Number(invitation), view)
    if (found === null) return null
    const t = view.words(invitationWords)
    const { name, by, message, publicId, organisation, expiresAt } = found
    const { accept, stop, once } = await linksOf(tx, view, found)
    return mailOf({
      view,
      subject: publicId === null ? t('subject') : t('subjectRepresent', { name }),
      paragraphs: [
        publicId === null ? t('mailTakePart') : t('mailRepresent', { name }),
        ...(organisation ? [t('mailOrganisation', { name: organisation })] : []),
        ...(by ? [t('mailFrom', { by })] : []),
        ...(message ? [{ quote: message, language: null }] : []),
        ...(once ? [t('mailUntil', { until: view.moment(expiresAt) })] : []),
      ],
      button: { label: publicId === null ? t('takePart') : t('accept'), address: accept },
      why: t('why'),
      stop: { address: stop, oneClick: stop },
      secret: true,
    })
  },
} as const satisfies Renderers<Tables>

type Invitation = {
  id: number
  email: string
  message: string
  organisation: string
  publicId: string | null
  name: string
  by: string
  expiresAt: Date
  hasAccount: boolean
}

/** Null: it was taken back, or too much time has passed. */
async function invitationOf(tx: Db, id: number, view: View): Promise<Invitation | null> {
  const { rows } = await sql<Invitation>`
    select invitation.id, invitation.email, message, organisation, stakeholder.public_id as "publicId", coalesce((${nameIn(view)}), '') as name,
      inviter.name as by, expires_at as "expiresAt", exists (select from accounts.address where address.email = invitation.email) as "hasAccount"
    from stakeholders.invited invitation join accounts.person inviter on inviter.id = invited_by
    left join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    where invitation.id = ${id} and num_nonnulls(accepted_at, declined_at, invitation.withdrawn_at) = 0 and expires_at > ${view.now} and email is not null
  `.execute(tx)
  return rows[0] ?? null
}

/** Who has no account gets one by the link itself; who has one signs in as always, so that no mail lets anybody into it for days. */
async function linksOf(tx: Db, view: View, { id, email, publicId, expiresAt, hasAccount }: Invitation) {
  const next = view.to(publicId === null ? '/stakeholders/new' : `/stakeholders/${publicId}/represent`)
  const { language, site, now } = view
  const path = hasAccount ? next : view.to(`/sign-in/${await signInLink(tx, { email, language, next, expiresAt }, now)}`)
  const stop = newToken()
  await tx
    .updateTable('stakeholders.invited')
    .set({ token_hash: hashed(stop) })
    .where('id', '=', id)
    .execute()
  return { accept: `${site.origin}${path}`, stop: `${site.origin}${view.to(`/invitations/${stop}`)}`, once: !hasAccount }
}

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

/** That an entry was withdrawn, and why; of any slice. */
export function withdrawnMail(view: View, { name, reason, path }: { name: string; reason: string; path: string }): Rendered {
  const t = view.words(withdrawalWords)
  return mailOf({
    view,
    subject: t('mailSubject', { name }),
    paragraphs: [t('mail', { name }), { quote: reason, language: null }],
    button: { label: t('see'), address: `${view.site.origin}${view.to(path)}` },
    why: t('why'),
  })
}
