/** A message as it came, taken apart by mailparser. */
import { createHash } from 'node:crypto'
import { type Attachment, simpleParser } from 'mailparser'
import { boxesIn, type Headers, senderIn } from './mail-in-rules.ts'

/** `failed`: the identifiers of the messages that could not be delivered. `reply`: why, as the last server said. */
export type Bounce = { failed: readonly string[]; reply: string }

export type Incoming = {
  headers: Headers
  /** The address that it says it is from. */
  from: string | null
  messageId: string | null
  subject: string
  text: string
  /** Files came with it. */
  hadFiles: boolean
  bounce: Bounce | null
}

/** Throws where the bytes are no message that can be read. */
export async function parseMail(bytes: Buffer): Promise<Incoming> {
  const mail = await simpleParser(bytes, OPTIONS)
  const headers = headersOf(mail.headerLines)
  if (headers.size === 0) throw new Error('it has no headers')
  return {
    headers,
    from: senderIn(headers),
    messageId: identifierIn(mail.messageId ?? ''),
    subject: (mail.subject ?? '').trim(),
    text: mail.text ?? (await textIn(mail.html || '')),
    hadFiles: mail.attachments.some(({ contentDisposition }) => contentDisposition === 'attachment'),
    bounce: bounceIn(mail.attachments),
  }
}

const OPTIONS = {
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  keepDeliveryStatus: true,
  checksumAlgo: false,
  maxHtmlLengthToParse: 1024 * 1024,
} as const

/** HTML with files beside it and no plain text is left as it is; as a message of its own it is put into plain text. */
async function textIn(html: string): Promise<string> {
  if (html === '') return ''
  const { text } = await simpleParser(Buffer.from(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}`), OPTIONS)
  return text ?? ''
}

function headersOf(lines: readonly { key: string; line: string }[]): Headers {
  const headers = new Map<string, string[]>()
  // A line without a name is no header: of bytes that are no message there is only that.
  for (const { key, line } of lines.filter((one) => one.key !== '')) {
    const value = line.slice(line.indexOf(':') + 1)
    headers.set(key, [...(headers.get(key) ?? []), value.replace(/\r?\n[ \t]*/g, ' ').trim()])
  }
  return headers
}

function identifierIn(text: string): string | null {
  return /<[!-;=?-~]+@[!-;=?-~]+>/.exec(text)?.[0] ?? null
}

/** RFC 3464: what failed is said in one part, and which message it was in another, which is the message or its head. */
function bounceIn(attachments: readonly Attachment[]): Bounce | null {
  const textOf = (type: RegExp) =>
    attachments
      .filter(({ contentType }) => type.test(contentType))
      .map(({ content }) => content.toString('latin1'))
      .join('\n')
  const status = textOf(/^message\/(global-)?delivery-status$/i)
  if (!/^action:\s*failed/im.test(status)) return null
  const returned = textOf(/^(message\/rfc822|text\/rfc822-headers|message\/global)/i)
  const failed = [...returned.matchAll(/^message-id:\s*(<[!-;=?-~]+@[!-;=?-~]+>)/gim)].map(([, id = '']) => id)
  const reply = /^diagnostic-code:\s*(?:smtp;\s*)?(.+(?:\r?\n[ \t].+)*)/im.exec(status)?.[1] ?? 'the last server refused it'
  return { failed: failed.slice(0, 1), reply: reply.replace(/\s+/g, ' ').slice(0, 500) }
}

/** By what a message is known again: its identifier and whom of us it is to; else all of it. */
export function keyOf({ messageId, headers }: Incoming, bytes: Buffer, domain: string): Buffer {
  const hash = createHash('sha256')
  if (messageId === null) return hash.update(bytes).digest()
  const boxes = boxesIn(headers, domain).map(({ name, label }) => `${name}+${label}`)
  return hash.update([messageId, ...boxes.sort()].join('\n')).digest()
}
