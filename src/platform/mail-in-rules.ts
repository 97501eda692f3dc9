/** Mail that comes in: what kind of message it is, and which addresses of ours it names. Pure. */
import { domainToASCII } from 'node:url'
import { asKept } from './mail.ts'

/** In bytes: a larger mail is not read, and its sender told so. */
export const LARGEST_MAIL = 10 * 1024 * 1024

/** The headers of a message, by name in small letters, each value on one line. */
export type Headers = ReadonlyMap<string, readonly string[]>

/** Whom a message is from: a person; a program, which is never answered; a server that says what it could not deliver; or ourselves. */
export type Nature = 'person' | 'program' | 'bounce' | 'own'

/** @param own the address that our mail is sent from */
export function natureOf(headers: Headers, own: string): Nature {
  const from = senderIn(headers)
  if (from === asKept(own) || valuesOf(headers, 'x-loop').some((value) => asKept(value) === asKept(own))) return 'own'
  if (valuesOf(headers, 'content-type').some((type) => /^multipart\/report\b.*delivery-status/i.test(type))) return 'bounce'
  const signs = Object.entries(SIGNS_OF_PROGRAMS).some(([name, sign]) => valuesOf(headers, name).some((value) => sign.test(value.trim())))
  return signs || NOBODY.test(from ?? '') ? 'program' : 'person'
}

/** By which programs say what they are: RFC 3834 §5, RFC 2076 §3.9, RFC 2919, MS-OXCMAIL §2.2.3.2.14, and habits older than those. */
const SIGNS_OF_PROGRAMS: Readonly<Record<string, RegExp>> = {
  'auto-submitted': /^(?!no\b)./i,
  precedence: /^(bulk|junk|list|auto.?reply)/i,
  'list-id': /./,
  'x-auto-response-suppress': /^(?!none\b)./i,
  'x-autoreply': /^(?!no\b)./i,
  'x-autorespond': /./,
  'return-path': /^<\s*>$/,
}

/** Addresses at which nobody reads. */
const NOBODY = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+@-]|$)/

function valuesOf(headers: Headers, name: string): readonly string[] {
  return headers.get(name) ?? []
}

/** The address that a message says it is from. */
export function senderIn(headers: Headers): string | null {
  const [from = ''] = valuesOf(headers, 'from')
  const address = /<([^<>]*)>\s*$/.exec(from)?.[1] ?? from
  return address.includes('@') ? asKept(address) : null
}

/** `reply+CODE@` is the box `reply` with the label `CODE`. */
export type Box = { name: string; label: string }

const RECIPIENTS = ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc']
const LABELLED = /([a-z]+)\+([a-z0-9._-]+)@([^\s<>,;"()]+)/gi

/** The boxes of ours that a message is to, each once: first those that the server wrote which put it into the folder. */
export function boxesIn(headers: Headers, domain: string): Box[] {
  const found = new Map<string, Box>()
  for (const value of RECIPIENTS.flatMap((name) => valuesOf(headers, name)))
    for (const [, name = '', label = '', at = ''] of value.matchAll(LABELLED)) {
      const box = { name: name.toLowerCase(), label: label.toLowerCase() }
      if (domainToASCII(at) === domainToASCII(domain)) found.set(`${box.name}+${box.label}`, box)
    }
  return [...found.values()]
}
