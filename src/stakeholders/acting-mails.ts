/** The mails to and about deputies, to those who are asked to act, and to whose role has ended. Nobody is told what is so no longer. */
import { sql } from 'kysely'
import type { AccountsTables } from '../accounts/index.ts'
import type { Database } from '../platform/db.ts'
import type { PlatformTables } from '../platform/events.ts'
import type { View } from '../platform/i18n.ts'
import type { Rendered } from '../platform/mail.ts'
import type { Renderers } from '../platform/outbox.ts'
import { bestFor } from '../platform/texts.ts'
import { mailOf } from '../ui/mail.tsx'
import { strings } from './acting-strings.ts'
import { strings as representativeWords } from './representative-strings.ts'
import type { StakeholdersTables } from './tables.ts'

type Tables = StakeholdersTables & AccountsTables & PlatformTables
type Db = Database<Tables>

export const actingMails = {
  'deputy-invited': (tx, view, { invitation }) => invited(tx, view, Number(invitation), 'deputy'),
  'representative-invited': (tx, view, { invitation }) => invited(tx, view, Number(invitation), 'representative'),
  'deputy-answered': async (tx, view, facts) => {
    const { rows } = await sql<{ name: string; person: string; accepted: boolean }>`
      select (${nameIn(view)}) as name, person.name as person, accepted_at is not null as accepted
      from stakeholders.invitation join stakeholders.stakeholder on stakeholder.id = stakeholder_id
      join accounts.person on person.id = answered_by where invitation.id = ${Number(facts.invitation)}
    `.execute(tx)
    const [found] = rows
    if (!found) return null
    const t = view.words(strings)
    const said = { name: found.name, person: found.person || view.words(representativeWords)('noName') }
    return mailOf({
      view,
      subject: found.accepted ? t('deputyAcceptedSubject', said) : t('deputyDeclinedSubject', said),
      paragraphs: [found.accepted ? t('deputyAcceptedMail', said) : t('deputyDeclinedMail', said)],
      why: t('whyNamed'),
    })
  },
  'deputy-ended': async (tx, view, facts) => {
    const { rows } = await sql<{ name: string; person: string; by: string }>`
      select (${nameIn(view)}) as name, person.name as person, namer.name as "by"
      from stakeholders.deputy join stakeholders.stakeholder on stakeholder.id = stakeholder_id
      join accounts.person on person.id = person_id join accounts.person namer on namer.id = named_by
      where deputy.id = ${Number(facts.deputy)}
    `.execute(tx)
    const [found] = rows
    if (!found) return null
    const t = view.words(strings)
    const noName = view.words(representativeWords)('noName')
    const said = { name: found.name, person: found.person || noName, by: found.by || noName }
    return mailOf({ view, subject: t('deputyEndedSubject', said), paragraphs: [t('deputyEndedMail', said)], why: t('whyDeputy') })
  },
  'representative-ended': async (tx, view, facts) => {
    const { rows } = await sql<{ name: string; because: string; publicId: string }>`
      select (${nameIn(view)}) as name, ended_because as because, stakeholder.public_id as "publicId"
      from stakeholders.representative join stakeholders.stakeholder on stakeholder.id = stakeholder_id
      join accounts.person on person.id = person_id
      where representative.id = ${Number(facts.request)} and ended_because is not null and erased_at is null
    `.execute(tx)
    const [found] = rows
    if (!found) return null
    const t = view.words(strings)
    const { name, because } = found
    return mailOf({
      view,
      subject: t('endedSubject', { name }),
      paragraphs: [t('endedMail', { name }), { quote: because, language: null }],
      why: t('whyRepresented'),
    })
  },
} as const satisfies Renderers<Tables>

/** Null: it was answered, taken back or is too old when the mail is put into words. */
async function invited(tx: Db, view: View, id: number, role: 'deputy' | 'representative'): Promise<Rendered | null> {
  const { rows } = await sql<{ name: string; by: string; until: Date }>`
    select (${nameIn(view)}) as name, inviter.name as "by", expires_at as until
    from stakeholders.invitation join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    join accounts.person inviter on inviter.id = invited_by
    where invitation.id = ${id} and email is not null and expires_at > ${view.now}
  `.execute(tx)
  const [found] = rows
  if (!found) return null
  const t = view.words(strings)
  const said = { name: found.name, by: found.by || view.words(representativeWords)('noName'), until: view.moment(found.until) }
  return mailOf({
    view,
    subject: role === 'deputy' ? t('deputyInvitedSubject', said) : t('representativeInvitedSubject', said),
    paragraphs: [role === 'deputy' ? t('deputyInvitedMail', said) : t('representativeInvitedMail', said)],
    button: { label: t('lookAtInvitation'), address: `${view.site.origin}${view.to('/account/organisations')}` },
    why: t('whyInvited'),
  })
}

function nameIn({ language }: View) {
  return sql`select name from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1`
}
