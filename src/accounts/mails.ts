/** The mails of the accounts. Their secrets are made here, as they are put into words. */
import type { Database } from '../platform/db.ts'
import type { PlatformTables } from '../platform/events.ts'
import type { Renderers } from '../platform/outbox.ts'
import { mailOf } from '../ui/mail.tsx'
import { makeSecrets } from './sign-in-store.ts'
import { strings } from './strings.ts'
import type { AccountsTables } from './tables.ts'

type Tables = AccountsTables & PlatformTables

export const accountMails = {
  'sign-in': async (tx, view, { signIn }) => {
    const secrets = await makeSecrets(tx, Number(signIn), view.now)
    if (!secrets) return null
    const t = view.words(strings)
    const { token, code, expiresAt } = secrets
    return mailOf({
      view,
      subject: t('signInMailSubject'),
      paragraphs: [t('signInMail', { until: view.moment(expiresAt) }), { code }],
      button: { label: t('linkButton'), address: `${view.site.origin}${view.to(`/sign-in/${token}`)}` },
      why: t('signInMailWhy'),
      secret: true,
    })
  },
  'new-address': async (tx, view, { signIn, person }) => {
    const secrets = await makeSecrets(tx, Number(signIn), view.now)
    if (!secrets) return null
    const t = view.words(strings)
    return mailOf({
      view,
      subject: t('addressMailSubject'),
      paragraphs: [t('addressMail', { name: (await nameOf(tx, Number(person))) || t('noName') })],
      button: { label: t('addAddress'), address: `${view.site.origin}${view.to(`/sign-in/${secrets.token}`)}` },
      why: t('addressMailWhy'),
      secret: true,
    })
  },
} as const satisfies Renderers<Tables>

async function nameOf(tx: Database<AccountsTables>, person: number): Promise<string> {
  const found = await tx.selectFrom('accounts.person').where('id', '=', person).select('name').executeTakeFirst()
  return found?.name ?? ''
}
