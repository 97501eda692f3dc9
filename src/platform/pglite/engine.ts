/** The embedded engine of one folder: the lock on it, and a thread that is replaced when it breaks down or falls silent. */
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Refused } from '../errors.ts'
import { type Lock, lockFolder } from './lock.ts'
import { Thread } from './thread.ts'

export type EngineSettings = {
  folder: string
  worker: URL
  sharedBuffers: string
  limit: number // milliseconds
}

export class Engine {
  /** The engine's own files, inside the folder. */
  readonly files: string
  readonly #settings: EngineSettings
  readonly #lock: Lock
  readonly #syncs = new SharedArrayBuffer(4)
  readonly #restarted: (() => void)[] = []
  #thread: Promise<Thread> | null = null
  #closing = false

  /** Takes the folder (Refused where another process has it) and starts the engine on it; makes what is not there. */
  static async open(settings: EngineSettings): Promise<Engine> {
    const folder = resolve(settings.folder)
    mkdirSync(folder, { recursive: true })
    const engine = new Engine({ ...settings, folder }, await lockFolder(folder))
    try {
      await engine.thread()
      return engine
    } catch (error) {
      await engine.close()
      throw new Refused(
        `The embedded database in ${engine.files} cannot be started: ${error instanceof Error ? error.message : error}. ` +
          'If this stays so, set DATA_DIR to a new folder and restore a backup into it.',
      )
    }
  }

  private constructor(settings: EngineSettings, lock: Lock) {
    this.files = join(settings.folder, 'pglite')
    this.#settings = settings
    this.#lock = lock
  }

  /** The thread that runs now, or the next one when it has just failed. Rejects where none can be started; the next call tries again. */
  async thread(): Promise<Thread> {
    if (this.#closing) throw new Error('The database has been closed.')
    this.#thread ??= this.#start()
    const thread = await this.#thread
    if (!thread.failed) return thread
    await thread.ended // so that there are never two on the folder
    return this.thread()
  }

  /** How often a file was synced since the engine was opened. */
  syncCalls(): number {
    return Atomics.load(new Int32Array(this.#syncs), 0)
  }

  /** Hears of each new thread after the first. */
  onRestart(listener: () => void): void {
    this.#restarted.push(listener)
  }

  async close(): Promise<void> {
    this.#closing = true
    const thread = await this.#thread?.catch(() => null)
    await thread?.close()
    await this.#lock.release()
  }

  async #start(): Promise<Thread> {
    const { worker, sharedBuffers, limit } = this.#settings
    const settings = { worker, sharedBuffers, limit, folder: this.files, syncs: this.#syncs }
    try {
      // To make a database takes half a gigabyte of memory, which a thread gives back only when it ends: another one serves.
      if (!existsSync(this.files)) await (await Thread.start(settings)).close()
      const thread = await Thread.start(settings)
      void thread.ended.then(() => this.#restart())
      return thread
    } catch (error) {
      this.#thread = null
      throw error
    }
  }

  async #restart(): Promise<void> {
    if (this.#closing) return
    this.#thread = null
    try {
      await this.thread()
      for (const tell of this.#restarted) tell()
    } catch {
      // Whoever asks next is told why.
    }
  }
}
