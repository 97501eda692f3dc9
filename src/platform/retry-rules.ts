/** What follows from a failed try: whether there is another, and when. Pure. */

/** What is known of a failure: a code of the mailer, the reply of the server where there was one, and what it was a reply to. */
export type Failure = { code: string; status: number | null; command: string; reply: string }

/**
 * `final`: nobody is there, or the message is refused, and it would be again. `later`: it may go better. `ours`: it may, once we have set
 * something right: a password, an address of the server, our own address.
 */
export type Verdict = 'final' | 'later' | 'ours'

/** What a mail server says of this recipient or this message, and of nothing else (RFC 5321 §4.2.1). */
const ABOUT_THE_MAIL = ['RCPT TO', 'DATA']

/** Found by the mailer itself, before or instead of a reply: an address that this server cannot take, a message larger than it takes. */
const UNSENDABLE = ['EENVELOPE', 'EMESSAGE']

export function verdictOf({ code, status, command }: Failure): Verdict {
  if (status === null) return UNSENDABLE.includes(code) ? 'final' : OURS.includes(code) ? 'ours' : 'later'
  if (status < 500) return 'later'
  // 503 is about the order of commands, not about what they carry: another connection may do.
  if (status === 503) return 'later'
  return ABOUT_THE_MAIL.includes(command) ? 'final' : 'ours'
}

/** The server cannot be found or does not prove who it is, or does not know us. */
const OURS = ['EAUTH', 'ENOAUTH', 'EOAUTH2', 'ETLS', 'EDNS', 'ECONFIG', 'ERENDER']

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How long to wait after the first try, the second, and so on; the last counts for all that follow. */
const PAUSES = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR]

/** RFC 5321 §4.5.4.1: four to five days. */
const GIVEN_UP_AFTER = 5 * 24 * HOUR

/** When it is tried again. @param tries how often it was, at least once @returns null: it is given up */
export function nextTry({ queuedAt, tries, now }: { queuedAt: Date; tries: number; now: Date }): Date | null {
  const pause = PAUSES[Math.min(tries, PAUSES.length) - 1] ?? MINUTE
  const next = now.getTime() + pause
  return next - queuedAt.getTime() > GIVEN_UP_AFTER ? null : new Date(next)
}
