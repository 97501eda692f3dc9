/** The clock of duties: what is to be done without being asked for, again and again. */
import { kindOf, type Log } from './log.ts'

/** Something to look at regularly. It does what is due at `now` and nothing where nothing is; it may be asked at any time. */
export type Duty = { name: string; run: (now: Date) => Promise<void> }

/** In milliseconds: how late it may be noticed that something is due. */
const LATENESS = 15_000

type Parts = { duties: readonly Duty[]; clock: () => Date; log: Log }

export class Jobs {
  readonly #parts: Parts
  readonly #running = new Map<Duty, Promise<void>>()
  readonly #again = new Set<Duty>()
  #timer: NodeJS.Timeout | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Looks at every duty now, and from now on. */
  start(): void {
    this.#timer = setInterval(() => void this.tick(), LATENESS)
    void this.tick()
  }

  /** Looks at every duty, each beside the others. One that is still at it from before is left to it. */
  async tick(): Promise<void> {
    await Promise.all(this.#parts.duties.filter((duty) => !this.#running.has(duty)).map((duty) => this.#run(duty)))
  }

  /** There is something for the duty of this name: it is looked at now, or once more where it is at it. Nothing before the start. */
  nudge(name: string): void {
    if (!this.#timer) return
    for (const duty of this.#parts.duties.filter((one) => one.name === name)) {
      if (this.#running.has(duty)) this.#again.add(duty)
      else void this.#run(duty)
    }
  }

  /** Begins nothing more, and waits for what is being done. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
    this.#again.clear()
    await Promise.all(this.#running.values())
  }

  #run(duty: Duty): Promise<void> {
    const running = this.#attempt(duty).then(() => {
      this.#running.delete(duty)
      return this.#again.delete(duty) ? this.#run(duty) : undefined
    })
    this.#running.set(duty, running)
    return running
  }

  /** One that fails is tried at the next tick, and is no reason for others to fail. */
  async #attempt({ name, run }: Duty): Promise<void> {
    const { clock, log } = this.#parts
    try {
      await run(clock())
    } catch (error) {
      log.error({ duty: name, ...kindOf(error) }, 'duty not done')
    }
  }
}
