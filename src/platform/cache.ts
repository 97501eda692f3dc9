/**
 * Public answers, rendered once and compressed once for each encoding, least recently used by bytes.
 *
 * A page is tagged with the counts of changes read before its first query and is made anew when one has moved,
 * or when the moment until which it is true has passed.
 */
import { LRUCache } from 'lru-cache'

export type Encoding = 'br' | 'gzip' | 'identity'

export type Stored = {
  headers: Readonly<Record<string, string>>
  etag: string
  bodies: ReadonlyMap<Encoding, Buffer>
  /** The slices that the page was read from, and how many changes of theirs had been heard of before its first query. */
  reads: readonly string[]
  changes: number
  /** Until when it is true, in milliseconds since 1970. */
  until: number
}

const MEBIBYTE = 1024 * 1024

export class PageCache {
  readonly #pages: LRUCache<string, Stored>
  readonly #counts = new Map<string, number>()
  #all = 0

  constructor(bytes = 64 * MEBIBYTE) {
    this.#pages = new LRUCache({ maxSize: bytes, sizeCalculation: sizeOf })
  }

  /** How many changes of these slices this process has heard of: only ever grows. */
  changesOf(slices: readonly string[]): number {
    return slices.reduce((sum, slice) => sum + (this.#counts.get(slice) ?? 0), this.#all)
  }

  /** A slice was written, or, with null, anything may have been: what was made from it is no longer known to be true. */
  changed(slice: string | null): void {
    if (slice === null) this.#all += 1
    else this.#counts.set(slice, (this.#counts.get(slice) ?? 0) + 1)
  }

  find(key: string, now: number): Stored | undefined {
    const page = this.#pages.get(key)
    if (!page || page.until <= now || page.changes !== this.changesOf(page.reads)) return undefined
    return page
  }

  keep(key: string, page: Stored): void {
    if (page.changes === this.changesOf(page.reads)) this.#pages.set(key, page)
  }
}

/** What an entry weighs besides its bodies: key, headers, map. */
const OVERHEAD = 2048

function sizeOf(page: Stored): number {
  let bytes = OVERHEAD
  for (const body of page.bodies.values()) bytes += body.length
  return bytes
}

/** The best encoding a client takes: an Accept-Encoding header with a weight of 0 refuses one (RFC 9110 §12.5.3). */
export function encodingFor(header: string | null | undefined): Encoding {
  if (!header) return 'identity'
  if (takes(header, 'br')) return 'br'
  return takes(header, 'gzip') ? 'gzip' : 'identity'
}

function takes(header: string, coding: string): boolean {
  return header.split(',').some((part) => {
    const [name, weight] = part.trim().split(';')
    return name?.trim().toLowerCase() === coding && !/^\s*q=0(\.0*)?$/.test(weight ?? '')
  })
}
