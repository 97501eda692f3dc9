/** One life of the engine's thread, watched: what does not answer is ended. */
import { Worker } from 'node:worker_threads'
import type { Reply, Request, ThreadData } from './messages.ts'

/** How long to wait for a start, or an end: a new folder takes seconds, one that must be recovered perhaps minutes. In milliseconds. */
export const LONGEST_START = 10 * 60_000

export type ThreadSettings = ThreadData & {
  worker: URL
  limit: number // milliseconds that one statement may be silent
}

type Waiting = { resolve: (answer: Uint8Array) => void; reject: (error: Error) => void }

export class Thread {
  readonly #worker: Worker
  readonly #limit: number
  readonly #waiting: Waiting[] = []
  #timer: NodeJS.Timeout | undefined
  #failure: Error | null = null
  #reachesDisk = false

  readonly #ready: Promise<void>

  /** Settles when the thread is gone and another may open the folder. */
  readonly ended: Promise<void>

  /** Starts the thread and waits until the engine is ready. */
  static async start(settings: ThreadSettings): Promise<Thread> {
    const thread = new Thread(settings)
    await thread.#ready
    return thread
  }

  private constructor({ worker, limit, ...data }: ThreadSettings) {
    this.#limit = limit
    // The engine measures its own stack, of 2 MB, and refuses what would overflow it: give it more than it asks for.
    this.#worker = new Worker(worker, { workerData: data, resourceLimits: { stackSizeMb: 32 } })
    this.#worker.on('message', (reply: Reply) => this.#hear(reply))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#ready = new Promise((resolve, reject) => this.#waiting.push({ resolve: () => resolve(), reject }))
    this.ended = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        this.#fail(new Error('The embedded database has been closed.'))
        resolve()
      })
    })
    this.#watch(LONGEST_START)
  }

  get failed(): boolean {
    return this.#failure !== null
  }

  /** Whether a commit of this thread was seen to reach the disk. */
  get reachesDisk(): boolean {
    return this.#reachesDisk
  }

  /** Sends a message of the protocol. The answers come in the order of the questions. */
  ask(request: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
    if (this.#failure) return Promise.reject(this.#failure)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#send(request, [request.buffer])
      if (this.#waiting.length === 1) this.#watch(this.#limit)
    })
  }

  /** Lets the engine finish and write what it holds. */
  async close(): Promise<void> {
    this.#send('close', [])
    const timer = setTimeout(() => void this.#worker.terminate(), LONGEST_START)
    await this.ended
    clearTimeout(timer)
  }

  #send(request: Request, transfer: ArrayBuffer[]): void {
    this.#worker.postMessage(request, transfer)
  }

  /** What is first in the queue is what is answered: at first that the engine is ready. */
  #hear(reply: Reply): void {
    if ('broken' in reply) this.#fail(new Error(`The embedded database broke down: ${reply.broken}`))
    else if ('ready' in reply) this.#reachesDisk = reply.syncs
    this.#waiting.shift()?.resolve(reply instanceof Uint8Array ? reply : new Uint8Array())
    this.#watch(this.#limit)
  }

  /** Counts anew the time of silence, as long as an answer is due. */
  #watch(limit: number): void {
    clearTimeout(this.#timer)
    if (this.#waiting.length === 0) return
    this.#timer = setTimeout(() => {
      this.#fail(new Error(`The embedded database did not answer within ${limit / 1000} s. It is started anew.`))
      void this.#worker.terminate()
    }, limit)
  }

  /** The first reason is the one that is told. */
  #fail(error: Error): void {
    this.#failure ??= error
    clearTimeout(this.#timer)
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure)
  }
}
