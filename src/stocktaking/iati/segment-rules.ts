/**
 * Cuts a stream of bytes into records and what lies between them, so that a record beyond the limits is skipped without being held.
 * It knows only as much XML as that needs (tags, comments, CDATA, instructions); whether the file is well-formed, the parser says.
 */
import { lineFeeds, wholeCharacters } from './encoding-rules.ts'
import type { Refusal } from './refusal-rules.ts'

export type Limits = { bytes: number; textBytes: number; depth: number; elements: number; attributes: number }

/** Real records stay below 1 MB and 10 levels; the largest known have some 10,000 elements. */
export const usualLimits: Limits = { bytes: 16 * 1024 * 1024, textBytes: 1024 * 1024, depth: 64, elements: 200_000, attributes: 256 }

/** `line` counts from 1, `offset` from 0; both are where the segment begins. */
export type Segment = { line: number; offset: number } & (
  | { kind: 'between' | 'record'; bytes: Buffer }
  | { kind: 'skipped'; head: Buffer; refusal: Refusal }
  | { kind: 'stop'; refusal: Refusal }
)

const LESS = 0x3c
const GREATER = 0x3e
const SLASH = 0x2f
const EQUALS = 0x3d
const DOUBLE_QUOTE = 0x22
const SINGLE_QUOTE = 0x27

/** As many bytes as must be there to tell what a `<` begins: `</iati-activity` and one more. */
const LOOK_AHEAD = 16
const HEAD_BYTES = 4096
const MORE = -1

export class Segments {
  readonly #limits: Limits
  #data: Buffer = Buffer.alloc(0)
  /** Where in `#data` the current segment goes on; all before is handed out or put by. */
  #from = 0
  #line = 1
  #offset = 0

  #within: 'between' | 'record' | 'skipped' = 'between'
  #begin = { line: 1, offset: 0 }
  #pieces: Buffer[] = []
  #size = 0
  #refusal: Refusal = { reason: 'recordTooLarge', params: {} }
  #head: Buffer = Buffer.alloc(0)

  #token: 'text' | 'tag' | 'comment' | 'cdata' | 'instruction' = 'text'
  #tokenBytes = 0
  #quote = 0
  #lastByte = 0
  #opens = false
  #endsRecord = false
  #depth = 0
  #elements = 0
  #attributes = 0
  #found: Segment[] = []

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** The segments that are complete with these bytes. After a `stop` nothing is to be fed any more. */
  feed(bytes: Buffer): Segment[] {
    this.#found = []
    const rest = this.#data.subarray(this.#from)
    this.#data = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    this.#from = 0
    let at = 0
    while (at < this.#data.length) {
      const next = this.#step(at)
      if (next === MORE) break
      at = next
    }
    this.#putBy(at)
    return this.#found
  }

  /** What is left at the end of the file; a record that has no end is a `stop`. */
  end(): Segment[] {
    this.#found = []
    if (this.#within === 'skipped') this.#endSkipped(this.#data.length)
    else if (this.#within === 'record') this.#stop({ reason: 'truncated', params: {} }, this.#begin)
    else this.#endBetween(this.#data.length)
    return this.#found
  }

  #step(at: number): number {
    if (this.#token === 'text') return this.#stepText(at)
    if (this.#token === 'tag') return this.#stepTag(at)
    return this.#stepTo(this.#token === 'comment' ? '-->' : this.#token === 'cdata' ? ']]>' : '?>', at)
  }

  #stepText(at: number): number {
    const data = this.#data
    let i = at
    while (i < data.length && data[i] !== LESS) i++
    this.#count(i - at)
    if (i === data.length) return i
    return data.length - i < LOOK_AHEAD ? (i > at ? i : MORE) : this.#markup(i)
  }

  #markup(at: number): number {
    this.#tokenBytes = 0
    const next = this.#data[at + 1]
    if (next === 0x21) return this.#declaration(at)
    if (next === 0x3f) return this.#enter('instruction', at + 2)
    return next === SLASH ? this.#closingTag(at) : this.#openingTag(at)
  }

  #declaration(at: number): number {
    this.#opens = false
    this.#endsRecord = false
    if (this.#startsWith('<!--', at)) return this.#enter('comment', at + 4)
    if (this.#startsWith('<![CDATA[', at)) return this.#enter('cdata', at + 9)
    if (this.#startsWith('<!DOCTYPE', at)) this.#stop({ reason: 'doctype', params: {} }, this.#place(at))
    return this.#enter('tag', at + 2)
  }

  #closingTag(at: number): number {
    this.#opens = false
    this.#endsRecord = this.#within !== 'between' && this.#isNamed('</iati-activity', at)
    return this.#enter('tag', at + 2)
  }

  /** A record that begins inside another ends that one here: the parser will say so. */
  #openingTag(at: number): number {
    this.#opens = true
    this.#endsRecord = false
    if (this.#isNamed('<iati-activity', at)) {
      this.#endSegment(at)
      this.#beginRecord()
      this.#endsRecord = true
    }
    this.#depth++
    this.#elements++
    this.#attributes = 0
    return this.#enter('tag', at + 1)
  }

  #enter(token: 'tag' | 'comment' | 'cdata' | 'instruction', at: number): number {
    this.#token = token
    this.#quote = 0
    this.#lastByte = 0
    return at
  }

  /** A `<` cannot stand in a tag: the file is malformed, and the parser is to see it at once. */
  #stepTag(at: number): number {
    const data = this.#data
    let quote = this.#quote
    for (let i = at; i < data.length; i++) {
      const byte = data[i]
      if (byte === LESS) return this.#leave(at, i)
      if (quote !== 0) {
        if (byte === quote) quote = 0
      } else if (byte === GREATER) {
        return this.#endTag(at, i)
      } else if (byte === DOUBLE_QUOTE || byte === SINGLE_QUOTE) {
        quote = byte
      } else if (byte === EQUALS) {
        this.#attributes++
      }
    }
    this.#quote = quote
    this.#lastByte = data[data.length - 1] ?? 0
    this.#count(data.length - at)
    return data.length
  }

  #endTag(at: number, i: number): number {
    const closed = !this.#opens || (i > at ? this.#data[i - 1] : this.#lastByte) === SLASH
    if (this.#opens) this.#checkElement()
    if (closed) this.#depth--
    const next = this.#leave(at, i + 1)
    if (closed && this.#endsRecord) this.#endSegment(next)
    return next
  }

  #stepTo(ending: string, at: number): number {
    const found = this.#data.indexOf(ending, at, 'latin1')
    if (found !== -1) return this.#leave(at, found + ending.length)
    const safe = Math.max(at, this.#data.length - ending.length + 1)
    if (this.#token === 'cdata') this.#count(safe - at)
    return safe === at ? MORE : safe
  }

  #leave(at: number, next: number): number {
    if (this.#token === 'cdata' || this.#token === 'tag') this.#count(next - at)
    this.#token = 'text'
    this.#tokenBytes = 0
    return next
  }

  #count(bytes: number): void {
    this.#tokenBytes += bytes
    if (this.#tokenBytes > this.#limits.textBytes) this.#giveUp({ reason: 'textTooLong', params: { most: this.#limits.textBytes } })
  }

  #checkElement(): void {
    const { depth, elements, attributes } = this.#limits
    if (this.#depth > depth) this.#giveUp({ reason: 'tooDeep', params: { most: depth } })
    else if (this.#elements > elements) this.#giveUp({ reason: 'tooManyElements', params: { most: elements } })
    else if (this.#attributes > attributes) this.#giveUp({ reason: 'tooManyAttributes', params: { most: attributes } })
  }

  /** From here on a record is skipped; between records there is nothing to skip to. */
  #giveUp(refusal: Refusal): void {
    if (this.#within === 'between')
      this.#stop({ reason: 'unreadableBetween', params: { most: this.#limits.depth } }, this.#place(this.#from))
    if (this.#within !== 'record') return
    const parts = [...this.#pieces, this.#data.subarray(this.#from)]
    this.#head = Buffer.concat(
      parts,
      Math.min(
        HEAD_BYTES,
        parts.reduce((sum, part) => sum + part.length, 0),
      ),
    )
    this.#pieces = []
    this.#within = 'skipped'
    this.#refusal = refusal
  }

  #beginRecord(): void {
    this.#begin = { line: this.#line, offset: this.#offset }
    this.#within = 'record'
  }

  #endSegment(at: number): void {
    this.#checkSize(at)
    if (this.#within === 'between') this.#endBetween(at)
    else if (this.#within === 'record') this.#endRecord(at)
    else this.#endSkipped(at)
    this.#within = 'between'
    this.#depth = 1
    this.#elements = 0
    this.#size = 0
  }

  #endBetween(at: number): void {
    const place = this.#place(this.#from)
    const bytes = this.#taken(at)
    if (bytes.length > 0) this.#found.push({ kind: 'between', bytes, ...place })
  }

  #endRecord(at: number): void {
    const last = this.#taken(at)
    const bytes = this.#pieces.length === 0 ? last : Buffer.concat([...this.#pieces, last])
    this.#pieces = []
    this.#found.push({ kind: 'record', bytes, ...this.#begin })
  }

  #endSkipped(at: number): void {
    this.#taken(at)
    this.#found.push({ kind: 'skipped', head: this.#head, refusal: this.#refusal, ...this.#begin })
  }

  /** At the end of a chunk: what is between records goes out, cut where a character ends; of a record the part so far is kept. */
  #putBy(at: number): void {
    this.#checkSize(at)
    if (this.#within === 'between') this.#endBetween(this.#from + wholeCharacters(this.#data.subarray(this.#from, at)))
    else if (this.#within === 'record') this.#pieces.push(this.#taken(at))
    else this.#taken(at)
  }

  #checkSize(at: number): void {
    this.#size += at - this.#from
    if (this.#size <= this.#limits.bytes) return
    const params = { most: this.#limits.bytes }
    if (this.#within === 'between') this.#stop({ reason: 'tooMuchBetween', params }, this.#place(this.#from))
    else this.#giveUp({ reason: 'recordTooLarge', params })
  }

  #stop(refusal: Refusal, place: { line: number; offset: number }): void {
    this.#found.push({ kind: 'stop', refusal, ...place })
  }

  #place(at: number): { line: number; offset: number } {
    return { line: this.#line + lineFeeds(this.#data, this.#from, at), offset: this.#offset + at - this.#from }
  }

  #taken(at: number): Buffer {
    const bytes = this.#data.subarray(this.#from, at)
    this.#line += lineFeeds(this.#data, this.#from, at)
    this.#offset += bytes.length
    this.#from = at
    return bytes
  }

  #isNamed(tag: string, at: number): boolean {
    const next = this.#data[at + tag.length] ?? 0
    return (next === GREATER || next === SLASH || next <= 0x20) && this.#startsWith(tag, at)
  }

  #startsWith(text: string, at: number): boolean {
    for (let i = 0; i < text.length; i++) if (this.#data[at + i] !== text.charCodeAt(i)) return false
    return true
  }
}
