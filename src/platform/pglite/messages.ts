/** What the program and the engine's thread say to each other. */

export type ThreadData = {
  folder: string // that of the engine's files
  sharedBuffers: string // as PostgreSQL writes sizes: 128MB
  syncs: SharedArrayBuffer // one Int32: how many syncs of files there were
}

/** A whole message of PostgreSQL's protocol that has an answer, or the end. */
export type Request = Uint8Array | 'close'

/** First `ready`, then one answer for each message; `broken` is the last that a thread says. */
export type Reply = Uint8Array<ArrayBuffer> | { ready: true; syncs: boolean } | { broken: string }

/** The parts one after the other, in memory of their own: that can be handed to the other thread without a copy. */
export function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
