/** What happens when somebody who has lost the link to their preferences confirms by mail that an address is theirs. */
import type { PlatformTables } from '../../platform/events.ts'
import type { Secret } from '../../platform/secret.ts'
import type { Confirmable } from '../confirmations/index.ts'
import type { AccountsTables } from '../tables.ts'
import { preferencesPath } from './addresses.ts'
import { publicIdOf } from './store.ts'
import { strings } from './strings.ts'

/** They are led to the page of the account that the address belongs to. Whether there is one only they learn. */
export function lostLink(secret: Secret): Confirmable<AccountsTables & PlatformTables> {
  return {
    says: (view) => {
      const t = view.words(strings)
      return {
        subject: t('mails'),
        mail: t('lostMail'),
        why: t('lostWhy'),
        title: t('mails'),
        hint: t('lostPage'),
        button: t('open'),
        unable: t('lostNothing'),
      }
    },
    confirmed: async (tx, { person }) => {
      const publicId = person === null ? null : await publicIdOf(tx, person)
      return publicId === null ? { ok: false } : { ok: true, to: preferencesPath(secret, publicId) }
    },
  }
}
