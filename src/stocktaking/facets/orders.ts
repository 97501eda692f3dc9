/** Slots in order of time: sorted once, and put right where something changed. */
import { FIRST, grown } from './room.ts'
import { ORDERS, type Order } from './rules.ts'

/** Milliseconds since 1970; null comes last. */
export type Times = Readonly<Record<Order, number | null>>

type Ordered = { slots: Uint32Array; changed: Set<number> }

/** Fewer selected than one in so many are sorted by themselves. */
const FEW = 16

export class Orders {
  #ids = new Float64Array(FIRST)
  readonly #times: Record<Order, Float64Array> = {
    updated: new Float64Array(FIRST),
    newest: new Float64Array(FIRST),
    start: new Float64Array(FIRST),
  }
  readonly #present = new Set<number>()
  #all: Uint32Array | null = null
  readonly #orders = new Map<Order, Ordered>()

  put(slot: number, id: number, times: Times): void {
    this.#ids = grown(this.#ids, Float64Array, slot + 1)
    this.#ids[slot] = id
    for (const order of ORDERS) {
      const all = grown(this.#times[order], Float64Array, slot + 1)
      all[slot] = times[order] ?? Number.NEGATIVE_INFINITY
      this.#times[order] = all
    }
    this.#present.add(slot)
    this.#note(slot)
  }

  remove(slot: number): void {
    this.#present.delete(slot)
    this.#note(slot)
  }

  all(): Uint32Array {
    this.#all ??= Uint32Array.from(this.#present)
    return this.#all
  }

  idsOf(slots: Uint32Array): number[] {
    return Array.from(slots, (slot) => this.#ids[slot] ?? 0)
  }

  /** Selected slots, the latest first, then the one that came in last; those from `from` to before `to`. */
  page(slots: Uint32Array, order: Order, from: number, to: number): Uint32Array {
    if (slots.length === this.#present.size) return this.#inOrder(order).subarray(from, to)
    if (slots.length * FEW < this.#present.size) return this.#sorted(slots.slice(), order).subarray(from, to)
    return this.#picked(slots, order, to).subarray(from, to)
  }

  /** The selected among all that are in order already: no more is looked at than is asked for. */
  #picked(slots: Uint32Array, order: Order, to: number): Uint32Array {
    const selected = new Uint8Array(this.#ids.length)
    for (const slot of slots) selected[slot] = 1
    const picked = new Uint32Array(Math.min(to, slots.length))
    let found = 0
    for (const slot of this.#inOrder(order)) {
      if (found === picked.length) break
      if (selected[slot] === 1) picked[found++] = slot
    }
    return picked
  }

  #inOrder(order: Order): Uint32Array {
    const known = this.#orders.get(order)
    if (known?.changed.size === 0) return known.slots
    const slots = known ? this.#merged(known, order) : this.#sorted(this.all().slice(), order)
    this.#orders.set(order, { slots, changed: new Set() })
    return slots
  }

  /** What did not change stays in its order; what did is sorted and put between. */
  #merged({ slots, changed }: Ordered, order: Order): Uint32Array {
    const added = this.#sorted(Uint32Array.from([...changed].filter((slot) => this.#present.has(slot))), order)
    const merged = new Uint32Array(this.#present.size)
    let end = 0
    let next = 0
    for (const slot of slots) {
      if (changed.has(slot)) continue
      while (next < added.length && this.#compare(added[next] ?? 0, slot, order) < 0) merged[end++] = added[next++] ?? 0
      merged[end++] = slot
    }
    merged.set(added.subarray(next), end)
    return merged
  }

  #sorted(slots: Uint32Array, order: Order): Uint32Array {
    return slots.sort((one, other) => this.#compare(one, other, order))
  }

  #compare(one: number, other: number, order: Order): number {
    const times = this.#times[order]
    return descending(times[one], times[other]) || descending(this.#ids[one], this.#ids[other])
  }

  #note(slot: number): void {
    this.#all = null
    for (const { changed } of this.#orders.values()) changed.add(slot)
  }
}

function descending(one = 0, other = 0): number {
  return one > other ? -1 : one < other ? 1 : 0
}
