/**
 * Mail that comes in, read from a Maildir at each look at the duties.
 *
 * A message is handled in one transaction, which also writes down that it came, and then its file is moved. A process that dies in between
 * leaves the file: the next look finds that it was handled, and only moves it. Of several processes that see one file at once, one handles
 * it. Programs and ourselves are never answered.
 */
import { domainToASCII } from 'node:url'
import type { Database } from './db.ts'
import type { Language } from './i18n.ts'
import { kindOf, type Log } from './log.ts'
import { domainOf, type Facts, isAddress } from './mail.ts'
import { boxesIn, LARGEST_MAIL, natureOf } from './mail-in-rules.ts'
import { type Became, isNew, isOurs, markBounced, mayAnswer, writeBecame } from './mail-in-store.ts'
import { readStored, type Stored, setAside, setRead, waitingIn } from './maildir.ts'
import { queueMail } from './outbox.ts'
import { type Incoming, keyOf, parseMail } from './received-mail.ts'
import { replyingIn } from './reply-code.ts'
import { newTextIn } from './reply-text.ts'
import type { Secret } from './secret.ts'

/** Whose confirmed address a mail is from. */
export type Sender = { id: number; publicId: string; name: string; language: Language }

/** An answer of somebody to something. `parts`: what their code says, after who they are, or the label of the box. */
export type Received = {
  person: Sender
  parts: readonly string[]
  subject: string
  /** Without what it quotes; never empty. */
  text: string
  hadFiles: boolean
}

/** Why it was not taken: a mail to whoever wrote it. `kind` and `facts` are those of the outbox. */
export type NotTaken = { kind: string; facts: Facts }

/** Does what a mail asks for, in its transaction. What it answers on refusing must be true without that anything was done. */
export type MailHandler<Tables> = (tx: Database<Tables>, received: Received, now: Date) => Promise<NotTaken | null>

export type MailHandlers<Tables> = {
  /** By the purpose of a reply code. */
  replies: Readonly<Record<string, MailHandler<Tables>>>
  /** By the name of a box to which anybody with an account may write: `line+c1@`. */
  boxes: Readonly<Record<string, MailHandler<Tables>>>
}

/** The kind of mail with which whoever wrote what cannot be understood is told what would be; its fact `why` is one of these. */
export const NOT_UNDERSTOOD = 'mail-not-understood'
export const REASONS = ['noCode', 'notYours', 'unknownSender', 'empty', 'tooLarge'] as const
export type Reason = (typeof REASONS)[number]

type Parts<Tables> = {
  db: Database<Tables>
  folder: string
  secret: Secret
  /** Of the mails that we send: answers come in at its domain. */
  from: string
  handlers: MailHandlers<Tables>
  whose: (tx: Database<Tables>, address: string) => Promise<Sender | null>
  log: Log
}

/** Messages at one look; what is left waits for the next. */
const AT_ONCE = 100

/** In milliseconds: what could not be handled for so long never will be. */
const PATIENCE = 24 * 60 * 60 * 1000

export class MailIn<Tables> {
  readonly #parts: Parts<Tables>
  readonly #domain: string

  constructor(parts: Parts<Tables>) {
    this.#parts = parts
    this.#domain = mailDomain(parts.from)
  }

  /** Handles what waits, each message by itself: one that fails is no reason for others to. Throws where the folder cannot be read. */
  async collect(now: Date): Promise<void> {
    for (const name of await waitingIn(this.#parts.folder, AT_ONCE)) await this.#take(name, now)
  }

  async #take(name: string, now: Date): Promise<void> {
    const { folder, db, log } = this.#parts
    const stored = await readStored(folder, name, { largest: LARGEST_MAIL })
    if (stored === null) return
    const mail = await readable(stored.bytes)
    if (mail === null) {
      log.warn({ bytes: stored.size }, 'a mail that came in cannot be read, and was put aside')
      return setAside(folder, name)
    }
    try {
      await db.transaction().execute((tx) => this.#handle(tx, mail, stored, now))
    } catch (error) {
      log.error(kindOf(error), 'a mail that came in could not be handled')
      return now.getTime() - stored.storedAt.getTime() > PATIENCE ? setAside(folder, name) : undefined
    }
    await setRead(folder, name)
  }

  async #handle(tx: Database<Tables>, mail: Incoming, stored: Stored, now: Date): Promise<void> {
    const key = keyOf(mail, stored.bytes, this.#domain)
    if (!(await isNew(tx, key, now))) return
    const became = await this.#become(tx, mail, stored, now)
    if (became !== 'handled') await writeBecame(tx, key, became)
    this.#parts.log.info({ became }, 'mail came in')
  }

  async #become(tx: Database<Tables>, mail: Incoming, stored: Stored, now: Date): Promise<Became> {
    const nature = natureOf(mail.headers, this.#parts.from)
    if (nature === 'bounce') {
      if (mail.bounce) await markBounced(tx, mail.bounce.failed, mail.bounce.reply, now)
      return 'bounce'
    }
    if (nature !== 'person' || mail.from === null || !isAddress(mail.from)) return 'cut'
    if (mail.messageId !== null && (await isOurs(tx, mail.messageId))) return 'cut'

    const sender = await this.#parts.whose(tx, mail.from)
    const refused = await this.#understand(tx, mail, { sender, tooLarge: stored.size > LARGEST_MAIL }, now)
    if (refused === null) return 'handled'
    const { kind, facts } = refused
    if (await mayAnswer(tx, mail.from, String(facts.why ?? kind), now)) {
      const answers = mail.messageId === null ? {} : { answers: mail.messageId }
      await queueMail(tx, { kind, to: mail.from, language: sender?.language ?? 'en', facts: { ...facts, ...answers } }, now)
    }
    return 'refused'
  }

  /** Does what it asks for. @returns why it does not, in words for who wrote it */
  async #understand(
    tx: Database<Tables>,
    mail: Incoming,
    { sender, tooLarge }: { sender: Sender | null; tooLarge: boolean },
    now: Date,
  ): Promise<NotTaken | null> {
    if (tooLarge) return because('tooLarge')
    const asked = this.#askedOf(mail)
    if (asked === null) return because('noCode')
    if (asked.person !== null && asked.person !== sender?.id) return because('notYours')
    if (sender === null) return because('unknownSender')
    const text = newTextIn(mail.text)
    if (text === '') return because('empty')
    const { subject, hadFiles } = mail
    return asked.handler(tx, { person: sender, parts: asked.parts, subject, text, hadFiles }, now)
  }

  /** Which handler it is for: by the first code of ours that it names, else by the first box. `person`: who alone may; null: anybody. */
  #askedOf({ headers }: Incoming) {
    const { secret, handlers } = this.#parts
    const boxes = boxesIn(headers, this.#domain)
    for (const { name, label } of boxes) {
      const replying = name === 'reply' ? replyingIn(secret, Object.keys(handlers.replies), label) : null
      const handler = handlers.replies[replying?.purpose ?? '']
      if (replying && handler) return { handler, person: replying.person, parts: replying.parts }
    }
    for (const { name, label } of boxes) {
      const handler = handlers.boxes[name]
      if (handler) return { handler, person: null, parts: [label] }
    }
    return null
  }
}

/** The domain at which answers come in, as it stands in an address. */
export function mailDomain(from: string): string {
  return domainToASCII(domainOf(from)) || domainOf(from)
}

/** @returns what tells whoever wrote why it was not understood, and what would be */
export function because(why: Reason): NotTaken {
  return { kind: NOT_UNDERSTOOD, facts: { why } }
}

async function readable(bytes: Buffer): Promise<Incoming | null> {
  try {
    return await parseMail(bytes)
  } catch {
    return null
  }
}
