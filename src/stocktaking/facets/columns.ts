/**
 * Every activity as numbers in typed arrays, so that a list is filtered, counted and put in order in the process, in milliseconds.
 *
 * A value is one choice of one facet, such as the country Kenya. It has a number of its own among the values of all facets, and what
 * an activity has is a run of such numbers: one loop counts all facets at once.
 */
import { Orders, type Times } from './orders.ts'
import { FIRST, grown } from './room.ts'
import { FACETS, type Facet, type Filters, type Order } from './rules.ts'
import { Runs } from './runs.ts'

/** An activity as far as lists are made by it; `values` as `facet:key`, each once. */
export type Entry = { id: number; times: Times; values: readonly string[] }

/** How often each value occurs among what was selected, by its number. */
type Counts = Uint32Array

/** What matches: slots of the columns, and the counts of each facet's values, made as if that facet were not filtered. */
export type Selected = { slots: Uint32Array; counts: Counts }

/** Of what was selected: how many activities there are, how many have no value of a facet, and how many have each that occurs. */
export type Tally = { total: number; without: number; counts: { key: string; count: number }[] }

/** Some values of a facet. */
export type Values = { facet: Facet; keys: readonly string[] }

const NONE = new Uint32Array(0)

export class Columns {
  readonly #keys: string[] = []
  /** The facet of each value. */
  #facets = new Uint8Array(FIRST)
  readonly #numbers = new Map<string, number>()
  readonly #facetNumbers = new Map<string, number>(FACETS.map((facet, index) => [facet, index]))
  /** The numbers of a facet's values. */
  readonly #ofFacet: number[][] = FACETS.map(() => [])

  readonly #slots = new Map<number, number>()
  readonly #free: number[] = []
  readonly #runs = new Runs()
  readonly #orders = new Orders()
  readonly #holders = new Map<number, Uint32Array>()
  /** How often each value occurs among all. */
  #totals = new Uint32Array(FIRST)

  /** Public identifiers of organisations that are known as another. */
  #merged: ReadonlyMap<string, string> = new Map()

  /** From now on, who asks for an organisation that is known as another gets what that other has. */
  follow(merged: ReadonlyMap<string, string>): void {
    this.#merged = merged
  }

  get size(): number {
    return this.#slots.size
  }

  /** Adds an activity, or puts it in the place of what it was. */
  put({ id, times, values }: Entry): void {
    this.remove(id)
    this.#holders.clear()
    const slot = this.#free.pop() ?? this.#slots.size
    const numbers = values.map((value) => this.#number(value))
    this.#slots.set(id, slot)
    this.#runs.put(slot, numbers)
    this.#orders.put(slot, id, times)
    for (const number of numbers) this.#totals[number] = (this.#totals[number] ?? 0) + 1
  }

  /** Takes an activity out, if it is there. */
  remove(id: number): void {
    const slot = this.#slots.get(id)
    if (slot === undefined) return
    this.#holders.clear()
    for (const number of this.#runs.of(slot)) this.#totals[number] = (this.#totals[number] ?? 0) - 1
    this.#runs.remove(slot)
    this.#orders.remove(slot)
    this.#slots.delete(id)
    this.#free.push(slot)
  }

  /** What matches the filters, of all or of the activities in `among`, but for those in `except`. */
  select(filters: Filters, among: Iterable<number> | null = null, except: readonly number[] = []): Selected {
    const { bits, required } = this.#chosen(filters)
    const slots = this.#without(among === null ? this.#orders.all() : this.#slotsOf(among), except)
    if (required === 0 && among === null && except.length === 0) return { slots, counts: this.#totals.slice(0, this.#keys.length) }
    const counts = new Uint32Array(this.#keys.length)
    const matching = new Uint32Array(slots.length)
    let found = 0
    for (const slot of slots) {
      const missing = required & ~(bits[slot] ?? 0)
      if (missing === 0) {
        matching[found++] = slot
        this.#runs.count(slot, counts)
      } else if ((missing & (missing - 1)) === 0) {
        // By one facet only: among its own values it counts.
        this.#runs.countOf(slot, counts, this.#facets, 31 - Math.clz32(missing))
      }
    }
    return { slots: matching.subarray(0, found), counts }
  }

  /** The values of a facet that occur among what was selected, in no order. */
  counted({ counts }: Selected, facet: Facet): { key: string; count: number }[] {
    const found: { key: string; count: number }[] = []
    for (const number of this.#ofFacet[FACETS.indexOf(facet)] ?? []) {
      const count = counts[number] ?? 0
      if (count > 0) found.push({ key: this.#keys[number] ?? '', count })
    }
    return found
  }

  /** Counts the values of a facet among what was selected and nothing else; in no order. */
  tallied({ slots }: Selected, facet: Facet): Tally {
    const own = FACETS.indexOf(facet)
    const counts = new Uint32Array(this.#keys.length)
    let without = 0
    for (const slot of slots) {
      let has = false
      for (const number of this.#runs.of(slot)) {
        if (this.#facets[number] !== own) continue
        counts[number] = (counts[number] ?? 0) + 1
        has = true
      }
      if (!has) without += 1
    }
    return { total: slots.length, without, counts: this.counted({ slots, counts }, facet) }
  }

  /** How many of what was selected have both, for each two of some values of two facets: a row for each key of the first. */
  crossed({ slots }: Selected, one: Values, other: Values): number[][] {
    const [rows, columns] = [this.#placesOf(one), this.#placesOf(other)]
    const width = other.keys.length
    const counts = new Uint32Array(one.keys.length * width)
    for (const slot of slots) {
      const numbers = this.#runs.of(slot)
      for (const number of numbers) {
        const row = rows[number] ?? 0
        if (row === 0) continue
        for (const beside of numbers) {
          const at = (row - 1) * width + (columns[beside] ?? 0) - 1
          if (columns[beside]) counts[at] = (counts[at] ?? 0) + 1
        }
      }
    }
    return one.keys.map((_, row) => Array.from(counts.subarray(row * width, (row + 1) * width)))
  }

  /** Row numbers of what was selected, the latest first; those from `from` to before `to`. */
  idsInOrder({ slots }: Selected, order: Order, from = 0, to = slots.length): number[] {
    return this.#orders.idsOf(this.#orders.page(slots, order, from, to))
  }

  /** Each filtered facet has a bit: those that each slot has by its values, and those that it must have to match. */
  #chosen(filters: Filters): { bits: Uint16Array; required: number } {
    const chosen = FACETS.map((facet, index) => ({ facet, bit: 1 << index, keys: filters[facet] ?? [] })).filter(
      ({ keys }) => keys.length > 0,
    )
    const bits = new Uint16Array(chosen.length > 0 ? this.#runs.slots : 0)
    for (const { facet, bit, keys } of chosen)
      for (const key of keys) for (const slot of this.#holdersOf(facet, key)) bits[slot] = (bits[slot] ?? 0) | bit
    return { bits, required: chosen.reduce((all, { bit }) => all | bit, 0) }
  }

  /** The slots that have a value: looked for once, and again when anything has changed. */
  #holdersOf(facet: Facet, key: string): Uint32Array {
    const number = this.#numberOf(facet, key)
    if (number === undefined) return NONE
    const known = this.#holders.get(number)
    if (known) return known
    const found = this.#orders.all().filter((slot) => this.#runs.has(slot, number))
    this.#holders.set(number, found)
    return found
  }

  #numberOf(facet: Facet, key: string): number | undefined {
    return this.#numbers.get(`${facet}:${facet === 'organisation' ? (this.#merged.get(key) ?? key) : key}`)
  }

  /** By the number of a value its place among these, from 1; else 0. */
  #placesOf({ facet, keys }: Values): Uint32Array {
    const places = new Uint32Array(this.#keys.length)
    keys.forEach((key, index) => {
      const number = this.#numberOf(facet, key)
      if (number !== undefined) places[number] = index + 1
    })
    return places
  }

  #without(slots: Uint32Array, ids: readonly number[]): Uint32Array {
    if (ids.length === 0) return slots
    const left = new Set(this.#slotsOf(ids))
    return slots.filter((slot) => !left.has(slot))
  }

  #slotsOf(ids: Iterable<number>): Uint32Array {
    const slots: number[] = []
    for (const id of ids) {
      const slot = this.#slots.get(id)
      if (slot !== undefined) slots.push(slot)
    }
    return Uint32Array.from(slots)
  }

  #number(value: string): number {
    const known = this.#numbers.get(value)
    if (known !== undefined) return known
    const colon = value.indexOf(':')
    const facet = this.#facetNumbers.get(value.slice(0, colon)) ?? -1
    const number = this.#keys.push(value.slice(colon + 1)) - 1
    this.#facets = grown(this.#facets, Uint8Array, number + 1)
    this.#facets[number] = facet
    this.#numbers.set(value, number)
    this.#ofFacet[facet]?.push(number)
    this.#totals = grown(this.#totals, Uint32Array, number + 1)
    return number
  }
}
