/** The file of a backup: a .tar.gz with one file for each table and, at its end, manifest.json. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { extract, pack } from 'tar-stream'
import { z } from 'zod'
import { Refused } from './errors.ts'

const MANIFEST = 'manifest.json'

const Manifest = z.object({
  format: z.literal(1),
  migration: z.string(), // the newest that the database had
  engine: z.string(),
  madeAt: z.iso.datetime(),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.int().nonnegative(),
      sha256: z.string(), // of its file, in hexadecimal
    }),
  ),
})

export type Manifest = z.infer<typeof Manifest>
export type Content = Pick<Manifest['tables'][number], 'rows' | 'sha256'>

/** A file in the archive, as it is read. */
export type Entry = { name: string; bytes: AsyncIterable<Buffer> }

/** Under which name a table is in the archive. */
export const nameOf = (table: { name: string }) => `${table.name}.copy`

/** Writes an archive from its beginning to its end. It is readable by its owner only: it holds everything. */
export class ArchiveWriter {
  readonly #pack = pack()
  readonly #written: Promise<void>
  readonly #madeAt: Date
  #failure: unknown = null

  /** Begins a new file. */
  static async begin(path: string, madeAt: Date): Promise<ArchiveWriter> {
    const file = await open(path, 'wx', 0o600)
    return new ArchiveWriter(file.createWriteStream(), madeAt)
  }

  private constructor(file: Writable, madeAt: Date) {
    this.#madeAt = madeAt
    this.#written = pipeline(this.#pack, createGzip(), file)
    this.#written.catch((error) => {
      this.#failure = error
    })
  }

  /** Adds a table's file. */
  async add(name: string, file: string): Promise<Content> {
    const measure = new Measure()
    const { size } = await stat(file)
    await this.#step(() => {
      const entry = this.#pack.entry({ name, size, mtime: this.#madeAt })
      return pipeline(createReadStream(file), (parts: AsyncIterable<Buffer>) => measure.along(parts), entry)
    })
    return measure.result()
  }

  async finish(manifest: Manifest): Promise<void> {
    this.#pack.entry({ name: MANIFEST, mtime: this.#madeAt }, `${JSON.stringify(manifest, null, 2)}\n`)
    this.#pack.finalize()
    await this.#written
  }

  /** Leaves off; what was written is of no use. */
  async abandon(): Promise<void> {
    this.#pack.destroy()
    await this.#written.catch(() => {})
  }

  /** When the disk is full every step fails, but only the file that is written says why. */
  async #step(work: () => Promise<void>): Promise<void> {
    try {
      await Promise.race([work(), this.#written])
    } catch (error) {
      await setImmediate()
      throw this.#failure ?? error
    }
  }
}

/** Reads the whole archive once and throws Refused unless every table is in it as it was written. */
export async function examine(path: string): Promise<Manifest> {
  const found = new Map<string, Content>()
  let text: string | null = null
  try {
    for await (const entry of entriesOf(path)) {
      if (entry.name === MANIFEST) text = await textOf(entry)
      else found.set(entry.name, await contentOf(entry))
    }
  } catch (error) {
    throw refuse(path, `it is no whole archive (${error instanceof Error ? error.message : error})`)
  }
  if (text === null) throw refuse(path, `it is no whole archive (${MANIFEST} is missing)`)
  const manifest = understood(path, text)
  compare(path, manifest, found)
  return manifest
}

/** The archive's files in their order. Read each to its end before the next. */
export async function* entriesOf(path: string): AsyncGenerator<Entry> {
  const archive = extract()
  const flow = pipeline(createReadStream(path), createGunzip(), archive)
  flow.catch((error) => archive.destroy(error))
  for await (const file of archive) yield { name: file.header.name, bytes: bytesOf(file) }
  await flow
}

/** tar-stream does not say what its files consist of. */
async function* bytesOf(parts: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  for await (const part of parts) if (Buffer.isBuffer(part)) yield part
}

export function refuse(path: string, reason: string): Refused {
  return new Refused(`${path} cannot be restored: ${reason}. Nothing was changed.`)
}

function understood(path: string, text: string): Manifest {
  try {
    return Manifest.parse(JSON.parse(text))
  } catch {
    throw refuse(path, `its ${MANIFEST} is not of this version's form`)
  }
}

function compare(path: string, { tables }: Manifest, found: ReadonlyMap<string, Content>): void {
  for (const table of tables) {
    const content = found.get(nameOf(table))
    if (!content) throw refuse(path, `${nameOf(table)} is missing`)
    if (content.rows !== table.rows || content.sha256 !== table.sha256) throw refuse(path, `${nameOf(table)} is not as it was written`)
  }
  const known = new Set(tables.map(nameOf))
  for (const name of found.keys()) if (!known.has(name)) throw refuse(path, `${name} does not belong into it`)
}

async function textOf(entry: Entry): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of entry.bytes) parts.push(part)
  return Buffer.concat(parts).toString()
}

async function contentOf(entry: Entry): Promise<Content> {
  const measure = new Measure()
  for await (const part of entry.bytes) measure.take(part)
  return measure.result()
}

/** Counts and digests what passes. In the text format of COPY a row is a line: line ends in values are escaped. */
class Measure {
  readonly #hash = createHash('sha256')
  #rows = 0

  async *along(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const part of parts) {
      this.take(part)
      yield part
    }
  }

  take(part: Buffer): void {
    this.#hash.update(part)
    for (let at = part.indexOf(10); at !== -1; at = part.indexOf(10, at + 1)) this.#rows += 1
  }

  result(): Content {
    return { rows: this.#rows, sha256: this.#hash.digest('hex') }
  }
}
