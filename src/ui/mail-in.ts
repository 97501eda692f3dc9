/** The mail with which whoever wrote to us by mail is told why it was not passed on, and what would be. */
import type { View } from '../platform/i18n.ts'
import type { Facts, Rendered } from '../platform/mail.ts'
import { mailOf } from './mail.tsx'
import { strings } from './mail-in-strings.ts'

/** @param most the size up to which a mail is read, in bytes */
export function notUnderstood(view: View, { why, answers = '' }: Facts, most: number): Rendered {
  const t = view.words(strings)
  const reason = WAYS_ON.find(([known]) => known === why) ?? FIRST
  const [key, label, path] = reason
  const rendered = mailOf({
    view,
    subject: t('subject'),
    paragraphs: [t('unread'), t(key, { size: view.size(most) })],
    ...(label !== null && { button: { label: t(label), address: `${view.site.origin}${view.to(path)}` } }),
    why: t('whySent'),
  })
  return { ...rendered, answers: String(answers) }
}

const FIRST = ['noCode', 'openStakeholders', '/stakeholders'] as const
const WAYS_ON = [
  FIRST,
  ['notYours', 'openAddresses', '/account/addresses'],
  ['unknownSender', 'openSignIn', '/sign-in'],
  ['empty', null, ''],
  ['tooLarge', null, ''],
] as const
