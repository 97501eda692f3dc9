/** A rendered mail as the message that is handed to the mail server. Pure. */
import type { SendMailOptions } from 'nodemailer'
import type { Language } from './i18n.ts'
import type { Sender } from './mail.ts'

export type Message = SendMailOptions

/** A mail that was put into words, as the outbox keeps it. */
export type Letter = {
  to: string
  language: Language
  subject: string
  text: string
  html: string
  unsubscribe: string | null
  replyTo: string | null
  answers: string | null
  messageId: string
  renderedAt: Date
}

/**
 * The message: the same bytes at each try, so that a repeat can be recognised. Nothing in it may begin a header of its own: the subject is
 * made one line here, the address was looked at by isAddress, and the envelope is given apart so that no list is read out of a header.
 */
export function messageOf(letter: Letter, from: Sender): Message {
  return {
    envelope: { from: from.address, to: [letter.to] },
    from: { name: oneLine(from.name), address: from.address },
    to: { name: '', address: letter.to },
    subject: oneLine(letter.subject),
    text: letter.text,
    html: letter.html,
    messageId: letter.messageId,
    baseBoundary: letter.messageId.replace(/^<|@.*$/g, ''),
    date: letter.renderedAt,
    ...(letter.replyTo !== null && { replyTo: letter.replyTo }),
    ...(letter.answers !== null && { inReplyTo: letter.answers, references: letter.answers }),
    headers: {
      // RFC 3834 §5: so that no program answers it; and by the loop it is known that comes back.
      'Auto-Submitted': letter.answers === null ? 'auto-generated' : 'auto-replied',
      'X-Loop': from.address,
      'Content-Language': letter.language,
      ...unsubscribeHeaders(letter.unsubscribe),
    },
    // A mail is made of words only: nothing in it may have a file or an address read.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** Controls and ends of lines, also those of Unicode, become spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

/** RFC 8058: programs that read mail offer one button, which posts to the address. They ask for https. */
function unsubscribeHeaders(address: string | null): Record<string, string> {
  if (address === null) return {}
  const post = address.startsWith('https:') ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}
  return { 'List-Unsubscribe': `<${address}>`, ...post }
}
