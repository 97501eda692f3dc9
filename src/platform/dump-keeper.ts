/** Keeps the dumps true: they are made at the start and, once something has changed since, again; an hour after the last at the earliest. */
import type { Dumps, Maker } from './dumps.ts'
import { kindOf, type Log } from './log.ts'

/** In milliseconds. Who mirrors the files asks no more often than this. */
const APART = 60 * 60_000

/** In milliseconds: how late it may be noticed that they are due. */
const LATENESS = 60_000

/** `reads`: the slices whose rows are in the files. */
type Parts = { dumps: Dumps; makers: readonly Maker[]; reads: readonly string[]; clock: () => Date; log: Log; onMade: () => void }

export class DumpKeeper {
  readonly #parts: Parts
  readonly #ending = new AbortController()
  #stale = true
  #begun = Number.NEGATIVE_INFINITY
  #making: Promise<void> | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** A slice was written, or, with null, anything may have been. What is being made may lack it, so that is stale too. */
  changed(slice: string | null): void {
    if (slice === null || this.#parts.reads.includes(slice)) this.#stale = true
  }

  /** Takes up what an earlier process made, then makes them anew beside whatever else the process does. */
  async start(): Promise<void> {
    await this.#parts.dumps.open()
    this.#parts.onMade()
    this.#timer = setInterval(() => void this.tick(), LATENESS)
    void this.tick()
  }

  /** Makes them if they are due. Failing is logged and tried again when they are next due. */
  async tick(): Promise<void> {
    const now = this.#parts.clock()
    if (this.#making || !this.#stale || now.getTime() - this.#begun < APART) return
    this.#begun = now.getTime()
    this.#making = this.#make(now)
    await this.#making
    this.#making = null
  }

  async #make(now: Date): Promise<void> {
    const { dumps, makers, log, onMade } = this.#parts
    const started = performance.now()
    this.#stale = false
    try {
      await dumps.make(makers, now, this.#ending.signal)
      onMade()
      log.info({ files: dumps.list.length, ms: Math.round(performance.now() - started) }, 'dumps made')
    } catch (error) {
      this.#stale = true
      if (!this.#ending.signal.aborted) log.error(kindOf(error), 'dumps not made')
    }
  }

  /** Ends what is being made, which leaves the set before, and waits until it has ended. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    this.#ending.abort()
    await this.#making
  }
}
