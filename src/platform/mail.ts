/** What a mail is, before and after it is put into words. Pure: outbox.ts keeps and delivers it. */
import type { Html } from './http.ts'
import type { Language } from './i18n.ts'

/** A mail that is to be sent: of which kind, to whom, in which language, and what its renderer needs to know. */
export type Queued = { kind: string; to: string; language: Language; facts: Facts }
export type Facts = Readonly<Record<string, string | number>>

/**
 * A mail in words: the same in plain text and as a whole HTML document.
 * `secret`: it lets somebody in, or is between two persons, so its words are forgotten once it has ended. `unsubscribe`: an https address that ends the reason for
 * such mails when it is posted to (RFC 8058). `replyTo`: where answers come in (reply-code.ts). `answers`: the identifier of a mail that
 * this one answers by itself; anything that is no identifier counts as none.
 */
export type Rendered = {
  subject: string
  text: string
  html: Html
  secret?: boolean
  unsubscribe?: string
  replyTo?: string
  answers?: string
}

export const MAIL_STATES = ['waiting', 'accepted', 'failed', 'dropped', 'kept'] as const
export type MailState = (typeof MAIL_STATES)[number]

/** A mail as an administrator sees it. `to`: empty where it was erased. `text`: null until it was put into words, and again where it was forgotten. */
export type MailEntry = {
  id: number
  kind: string
  state: MailState
  to: string
  language: Language
  queuedAt: Date
  dueAt: Date | null
  endedAt: Date | null
  tries: number
  lastReply: string | null
  subject: string | null
  text: string | null
}

/** One that an administrator opens: `text` only where it was kept to be read. `forgotten`: it let somebody in, and its words are gone. `erased`: it ended long ago. */
export type KeptMail = MailEntry & { forgotten: boolean; erased: boolean }

/** Who sends: a name, which may be empty, and an address. */
export type Sender = Readonly<{ name: string; address: string }>

/** RFC 5321 §4.5.3.1.3, without the angle brackets. */
const LONGEST_ADDRESS = 254

/** No quoted local parts, no comments, nothing that could end a line or a list: one `@`, and around it what people's addresses are made of. */
const ADDRESS = /^[^\s\p{Cc}\p{Zl}\p{Zp}@<>()[\],:;"\\]+@[^\s\p{Cc}\p{Zl}\p{Zp}@<>()[\],:;"\\]+$/u

/** Whether mail can be sent there, as far as its writing tells. */
export function isAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && ADDRESS.test(text)
}

/** An address as it is kept and compared: mail is delivered whatever the capitals are. */
export function asKept(address: string): string {
  return address.trim().normalize('NFC').toLowerCase()
}

/** `Name <address>`, or an address alone; null: neither. */
export function parseSender(text: string): Sender | null {
  const [, name = '', bracketed] = /^([^<>\p{Cc}]*)<([^<>]*)>$/u.exec(text.trim()) ?? []
  const address = bracketed ?? text.trim()
  return isAddress(address) ? { name: name.trim().replace(/^"(.*)"$/, '$1'), address } : null
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
