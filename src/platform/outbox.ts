/**
 * The outbox. A store queues a mail in the transaction that is the reason for it, so neither is without the other; delivery follows.
 *
 * A mail is leased for two minutes, put into words once, handed to the mail server outside of any transaction, and then its end or its
 * next try is written down. A process that dies in between loses none: the lease ends and another takes the mail up. It repeats at most
 * what a server had taken without its answer being written down, and that under the same Message-ID.
 */
import { createHash } from 'node:crypto'
import { domainToASCII } from 'node:url'
import { type QueryExecutorProvider, sql } from 'kysely'
import { changed, type Database } from './db.ts'
import type { Language, View } from './i18n.ts'
import type { Log } from './log.ts'
import { domainOf, isAddress, type Queued, type Rendered, type Sender } from './mail.ts'
import { type Letter, messageOf, oneLine } from './mail-message.ts'
import { endMail, keepLetter, type Leased, leaseNext, postponeMail } from './outbox-store.ts'
import { type Failure, nextTry, verdictOf } from './retry-rules.ts'
import { CONNECTIONS, type Transport } from './smtp.ts'

/** What is told when a mail was queued: see `changed` of db.ts. */
export const MAIL_QUEUED = 'mail'

/**
 * Puts a mail into the outbox, inside the transaction that is the reason for it. It leaves once that is committed.
 * @returns its row number
 */
export async function queueMail(tx: QueryExecutorProvider, { kind, to, language, facts }: Queued, now: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into platform.mail (kind, to_address, language, facts, queued_at, due_at)
    values (${kind}, ${storable(to)}, ${language}, ${JSON.stringify(facts, (_, value) => (typeof value === 'string' ? storable(value) : value))}::jsonb,
            ${now}, ${now})
    returning id`.execute(tx)
  await changed(tx, MAIL_QUEUED)
  const [queued] = rows
  if (!queued) throw new Error('a mail was not queued')
  return queued.id
}

/** The database takes neither a NUL nor half a surrogate pair, and a mail is no place to refuse them. */
function storable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Cs}/gu, '\ufffd')
}

/** How the mails of a kind are put into words; null: there is no reason for it any more, and it is dropped. */
export type Renderers<Tables> = Readonly<Record<string, Renderer<Tables>>>
export type Renderer<Tables> = (tx: Database<Tables>, view: View, facts: Queued['facts'], to: string) => Promise<Rendered | null>

type Parts<Tables> = {
  db: Database<Tables>
  renderers: Renderers<Tables>
  view: (language: Language, now: Date) => View
  /** null: there is no server, so mails are put into words and kept. */
  transport: Transport | null
  from: Sender
  log: Log
}

/** In milliseconds: a delivery begins no mail after that, so that what it leased by the hour it began at is over before the lease is. */
const ROUND = 30_000

export class Outbox<Tables> {
  readonly #parts: Parts<Tables>
  #delivering: Promise<void> | null = null
  #closed = false

  constructor(parts: Parts<Tables>) {
    this.#parts = parts
  }

  /** Delivers what is due, a few at a time; what is left after half a minute waits for the next call. One delivery at a time. */
  deliver(now: Date): Promise<void> {
    this.#delivering ??= this.#round(now).finally(() => {
      this.#delivering = null
    })
    return this.#delivering
  }

  /** Ends after the mails that are being handed over. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#delivering
    this.#parts.transport?.close()
  }

  async #round(now: Date): Promise<void> {
    const began = performance.now()
    const deliverer = async () => {
      while (!this.#closed && performance.now() - began < ROUND) {
        const mail = await leaseNext(this.#parts.db, now)
        if (mail === null) return
        await this.#deliverOne(mail, now)
      }
    }
    // All have ended before a failure of the database is told, so that two rounds never run at once.
    const ended = await Promise.allSettled(Array.from({ length: CONNECTIONS }, deliverer))
    for (const result of ended) if (result.status === 'rejected') throw result.reason
  }

  async #deliverOne(mail: Leased, now: Date): Promise<void> {
    const letter = await this.#letterOf(mail, now)
    if (letter === null) return
    const { db, transport, from } = this.#parts
    if (transport === null) return this.#end(mail, 'kept', null, now)
    if (!isAddress(letter.to)) return this.#end(mail, 'failed', 'This is no address that mail can be sent to.', now)
    const sent = await transport.send(messageOf(letter, from))
    if (sent.ok) return this.#end(mail, 'accepted', sent.reply, now)
    await this.#failed(db, mail, sent.failure, now)
  }

  /** What it says: as it was put into words before, or now. @returns null where there is nothing to send, which was written down */
  async #letterOf(mail: Leased, now: Date): Promise<Letter | null> {
    if (mail.letter) return mail.letter
    try {
      const letter = await this.#parts.db.transaction().execute((tx) => this.#render(tx, mail, now))
      if (letter === null) await this.#end(mail, 'dropped', null, now)
      return letter
    } catch (error) {
      // Without the message: a database's repeats values.
      const reply = `It could not be put into words (${error instanceof Error ? error.name : typeof error}).`
      await this.#failed(this.#parts.db, mail, { code: 'ERENDER', status: null, command: '', reply }, now)
      return null
    }
  }

  async #render(tx: Database<Tables>, { id, kind, to, language, facts }: Leased, now: Date): Promise<Letter | null> {
    const { renderers, view, from } = this.#parts
    const render = renderers[kind]
    if (!render) throw new UnknownKind()
    const rendered = await render(tx, view(language, now), facts, to)
    if (rendered === null) return null
    const { subject, text, secret = false, unsubscribe = null, replyTo = null, answers = '' } = rendered
    const html = String(await rendered.html)
    return keepLetter(tx, id, {
      subject: oneLine(subject),
      text,
      html,
      secret,
      unsubscribe,
      replyTo,
      answers: IDENTIFIER.test(answers) ? answers : null,
      domain: domainToASCII(domainOf(from.address)),
      now,
    })
  }

  async #failed(db: Database<Tables>, mail: Leased, failure: Failure, now: Date): Promise<void> {
    const verdict = verdictOf(failure)
    const { code, status, command } = failure
    if (verdict === 'ours')
      this.#parts.log.error({ ...aboutMail(mail), code, status, command }, 'mail not taken: look at the settings of mail')
    const due = verdict === 'final' ? null : nextTry({ queuedAt: mail.queuedAt, tries: mail.tries, now })
    const reply = shortened(failure.reply)
    if (due === null) return this.#end(mail, 'failed', reply, now)
    await postponeMail(db, { id: mail.id, due, reply })
    this.#parts.log.info({ ...aboutMail(mail), code, status, due: due.toISOString() }, 'mail postponed')
  }

  async #end(mail: Leased, end: Parameters<typeof endMail>[1]['end'], reply: string | null, now: Date): Promise<void> {
    await endMail(this.#parts.db, { id: mail.id, end, reply: reply === null ? null : shortened(reply), now })
    this.#parts.log.info(aboutMail(mail), `mail ${end}`)
  }
}

/** RFC 5322 §3.6.4, without what could end a header. */
const IDENTIFIER = /^<[!-;=?-~]+@[!-;=?-~]+>$/

class UnknownKind extends Error {
  override name = 'UnknownKind'
}

/** What the log may hold of a mail: `printf %s name@example.org | sha256sum` finds an address that is known already. */
function aboutMail({ kind, to, tries }: Leased): { kind: string; to: string; tries: number } {
  return { kind, to: createHash('sha256').update(to.toLowerCase()).digest('hex').slice(0, 12), tries }
}

/** Servers write long replies, of several lines. */
const LONGEST_REPLY = 500

function shortened(reply: string): string {
  return oneLine(storable(reply)).slice(0, LONGEST_REPLY) || 'no reply'
}
