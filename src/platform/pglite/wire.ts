/** What pg takes for a socket: it leads to the engine's thread. */
import { Duplex } from 'node:stream'
import type { Engine } from './engine.ts'
import { joined } from './messages.ts'
import type { Thread } from './thread.ts'

type Callback = (error?: Error | null) => void

/** Messages that the engine answers; what comes before them waits for them, so that one statement is one round trip. */
const ANSWERED = new Set(['Q', 'S', 'H'])

export class Wire extends Duplex {
  readonly #engine: Engine
  #thread: Thread | null = null
  #unsent: Buffer[] = []

  constructor(engine: Engine) {
    super()
    this.#engine = engine
  }

  /** As a socket's: the port and host that pg names do not matter here. */
  connect(): void {
    this.#engine.thread().then(
      (thread) => {
        this.#thread = thread
        void thread.ended.then(() => this.destroy(new Error('The embedded database was started anew.')))
        this.emit('connect')
      },
      (error) => this.destroy(error),
    )
  }

  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}

  override _read(): void {}

  override _write(message: Buffer, _encoding: BufferEncoding, done: Callback): void {
    this.#take([message])
    done()
  }

  override _writev(messages: { chunk: Buffer }[], done: Callback): void {
    this.#take(messages.map(({ chunk }) => chunk))
    done()
  }

  override _final(done: Callback): void {
    this.push(null)
    done()
  }

  #take(messages: Buffer[]): void {
    this.#unsent.push(...messages)
    const last = this.#unsent.at(-1)
    if (last && awaitsAnswer(last)) this.#send()
  }

  #send(): void {
    const request = joined(this.#unsent)
    this.#unsent = []
    this.#thread?.ask(request).then(
      (answer) => this.writable && this.push(answer),
      (error) => this.destroy(error),
    )
  }
}

/** pg writes whole messages, sometimes several at once: the last one decides. The first message of a session has no letter but zero. */
function awaitsAnswer(messages: Buffer): boolean {
  if (messages[0] === 0) return true
  let kind = ''
  for (let at = 0; at < messages.length; at += 1 + messages.readUInt32BE(at + 1)) kind = String.fromCharCode(messages.readUInt8(at))
  return ANSWERED.has(kind)
}
