/** The mail with the link by which somebody confirms. Its secret is made as it is put into words. */
import type { Renderers } from '../../platform/outbox.ts'
import { mailOf } from '../../ui/mail.tsx'
import { type Confirmables, makeToken } from './store.ts'
import { strings } from './strings.ts'

export function confirmationMails<Tables>(confirmables: Confirmables<Tables>): Renderers<Tables> {
  return {
    confirmation: async (tx, view, { confirmation }) => {
      const made = await makeToken(tx, Number(confirmation), view.now)
      const says = made && confirmables[made.purpose]?.says(view)
      if (!says) return null
      return mailOf({
        view,
        subject: says.subject,
        paragraphs: [says.mail, view.words(strings)('once', { until: view.moment(made.expiresAt) })],
        button: { label: says.button, address: `${view.site.origin}${view.to(`/confirm/${made.token}`)}` },
        why: says.why,
        secret: true,
      })
    },
  }
}
