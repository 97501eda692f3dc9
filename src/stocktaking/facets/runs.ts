/** For each slot a run of numbers, all runs in one array: written at its end, and swept together when too much of it is waste. */
import { FIRST, grown } from './room.ts'

/** Runs that nothing points to any more are swept when they are more than this share of all. */
const WASTE = 0.5

export class Runs {
  #starts = new Uint32Array(FIRST)
  #lengths = new Uint16Array(FIRST)
  #numbers = new Uint32Array(FIRST * 16)
  #end = 0
  #waste = 0
  #slots = 0

  /** How many slots there are, with those that are empty. */
  get slots(): number {
    return this.#slots
  }

  put(slot: number, numbers: readonly number[]): void {
    this.remove(slot)
    this.#makeRoom(slot, numbers.length)
    this.#slots = Math.max(this.#slots, slot + 1)
    this.#starts[slot] = this.#end
    this.#lengths[slot] = numbers.length
    for (const number of numbers) this.#numbers[this.#end++] = number
  }

  remove(slot: number): void {
    this.#waste += this.#lengths[slot] ?? 0
    this.#lengths[slot] = 0
  }

  of(slot: number): Uint32Array {
    const start = this.#starts[slot] ?? 0
    return this.#numbers.subarray(start, start + (this.#lengths[slot] ?? 0))
  }

  /** Whether a number is in the run of a slot. */
  has(slot: number, number: number): boolean {
    const start = this.#starts[slot] ?? 0
    const end = start + (this.#lengths[slot] ?? 0)
    for (let at = start; at < end; at++) if (this.#numbers[at] === number) return true
    return false
  }

  /** Counts each number of a slot. */
  count(slot: number, counts: Uint32Array): void {
    const start = this.#starts[slot] ?? 0
    const end = start + (this.#lengths[slot] ?? 0)
    for (let at = start; at < end; at++) {
      const number = this.#numbers[at] ?? 0
      counts[number] = (counts[number] ?? 0) + 1
    }
  }

  /** Counts those numbers of a slot that are of one group. */
  countOf(slot: number, counts: Uint32Array, groups: Uint8Array, group: number): void {
    const start = this.#starts[slot] ?? 0
    const end = start + (this.#lengths[slot] ?? 0)
    for (let at = start; at < end; at++) {
      const number = this.#numbers[at] ?? 0
      if (groups[number] === group) counts[number] = (counts[number] ?? 0) + 1
    }
  }

  #makeRoom(slot: number, length: number): void {
    this.#starts = grown(this.#starts, Uint32Array, slot + 1)
    this.#lengths = grown(this.#lengths, Uint16Array, slot + 1)
    if (this.#end + length <= this.#numbers.length) return
    if (this.#waste > this.#numbers.length * WASTE) this.#sweep()
    this.#numbers = grown(this.#numbers, Uint32Array, this.#end + length)
  }

  #sweep(): void {
    const numbers = new Uint32Array(this.#numbers.length)
    let end = 0
    for (let slot = 0; slot < this.#slots; slot++) {
      const run = this.of(slot)
      numbers.set(run, end)
      this.#starts[slot] = end
      end += run.length
    }
    this.#numbers = numbers
    this.#end = end
    this.#waste = 0
  }
}
