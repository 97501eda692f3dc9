/** Reads a file of IATI activities as a stream: record by record, in the memory of a few. */
import { createReadStream } from 'node:fs'
import { ActivitiesDocument, type FileFacts, Stopped } from './document-rules.ts'
import { refusalOfBytes, refusalOfStart } from './encoding-rules.ts'
import type { Refusal } from './refusal-rules.ts'
import { type ActivityRecord, recordOf } from './rules.ts'
import { type Limits, type Segment, Segments, usualLimits } from './segment-rules.ts'
import type { Element } from './tree.ts'
import { codeOf, ownCopy } from './value-rules.ts'

/**
 * What a file has, in its order; `line` is where the record begins. The last is always the `end`: `complete` says whether the file
 * was read to its end, so that what is not in it may be called missing, and `reporters` whose records it has.
 */
export type Reading =
  | { kind: 'record'; line: number; record: ActivityRecord }
  | ({ kind: 'refused'; line: number; identifier: string | null } & Refusal)
  | { kind: 'end'; complete: boolean; version: string | null; generatedAt: string | null; reporters: string[] }

/** `vocabularyUri` is that of our list of lines; `onBytes` is told of each piece that is read. */
export type ReadingOptions = { vocabularyUri: string; onBytes?: (count: number) => void; limits?: Limits }

const CHUNK_BYTES = 128 * 1024

/**
 * Reads the IATI activities, version 2.01 to 2.03, of a file in UTF-8. A record that cannot be taken in is `refused` and the rest goes
 * on; a file that cannot be read on is `refused` at that line, after the records before it. Expected faults are never thrown.
 */
export async function* readActivities(file: string, options: ReadingOptions): AsyncGenerator<Reading> {
  const reading = new ActivitiesReading(options)
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
      options.onBytes?.(chunk.length)
      yield* reading.feed(chunk)
      if (reading.stopped) break
    }
    if (!reading.stopped) yield* reading.close()
  } catch (error) {
    yield reading.refusedFile(error)
  }
  yield reading.end()
}

class ActivitiesReading {
  stopped = false
  readonly #options: ReadingOptions
  readonly #segments: Segments
  readonly #document = new ActivitiesDocument()
  readonly #reporters = new Set<string>()
  #started = false
  #complete = false
  #line = 1

  constructor(options: ReadingOptions) {
    this.#options = options
    this.#segments = new Segments(options.limits ?? usualLimits)
  }

  *feed(bytes: Buffer): Generator<Reading> {
    const refusal = this.#started ? null : refusalOfStart(bytes)
    this.#started = true
    if (refusal) yield this.#stop(refusal, 1)
    else yield* this.#readAll(this.#segments.feed(bytes))
  }

  *close(): Generator<Reading> {
    if (!this.#started) return yield this.#stop({ reason: 'empty', params: {} }, 1)
    yield* this.#readAll(this.#segments.end())
    if (this.stopped) return
    const refusal = this.#document.close()
    this.#complete = refusal === null
    if (refusal !== null) yield this.#stop(refusal, this.#line)
  }

  end(): Reading {
    const { version = null, generatedAt = null } = this.#document.facts ?? {}
    return { kind: 'end', complete: this.#complete, version, generatedAt, reporters: [...this.#reporters] }
  }

  /** What the file system says of a file, as a refusal; what the code did not expect is thrown on. */
  refusedFile(error: unknown): Reading {
    if (error instanceof Error && 'code' in error && 'syscall' in error) {
      return this.#stop({ reason: 'cannotRead', params: { detail: error.message } }, this.#line)
    }
    throw error
  }

  *#readAll(segments: Segment[]): Generator<Reading> {
    for (const segment of segments) {
      yield* this.#read(segment)
      if (this.stopped) return
    }
  }

  *#read(segment: Segment): Generator<Reading> {
    if (segment.kind === 'stop') return yield this.#stop(segment.refusal, segment.line)
    if (segment.kind === 'skipped') {
      return yield { kind: 'refused', line: segment.line, identifier: identifierIn(segment.head), ...segment.refusal }
    }
    const refusal = refusalOfBytes(segment.bytes, segment.offset)
    if (refusal !== null) return yield this.#stop(refusal.refusal, segment.line + refusal.lines)
    yield* this.#readText(segment.bytes.toString('utf8'), segment.line)
  }

  *#readText(text: string, line: number): Generator<Reading> {
    const lineBefore = this.#document.line
    try {
      const records = this.#document.write(text)
      this.#line = line + this.#document.line - lineBefore
      for (const record of records) yield this.#readingOf(record, line)
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
      yield this.#stop(error.refusal, line + this.#document.line - lineBefore)
    }
  }

  #readingOf(element: Element, line: number): Reading {
    const record = recordOf(element, this.#document.facts ?? noFacts, this.#options.vocabularyUri)
    if ('reason' in record) return { kind: 'refused', line, ...record }
    this.#reporters.add(record.reporter.identifier)
    return { kind: 'record', line, record }
  }

  #stop(refusal: Refusal, line: number): Reading {
    this.stopped = true
    return { kind: 'refused', line, identifier: null, ...refusal }
  }
}

const noFacts: FileFacts = { version: '', generatedAt: null, language: undefined }

/** The identifier of a record that was skipped, for the report. */
function identifierIn(head: Buffer): string | null {
  const written = /<iati-identifier[^>]*>([^<&]{1,500})</.exec(head.toString('utf8'))?.[1]
  const identifier = codeOf(written)
  return identifier === null ? null : ownCopy(identifier)
}
