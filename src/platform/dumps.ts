/**
 * Whole files to take away, compressed on disk: made one after the other, given out together.
 *
 * A set is made in a folder of its own, which gets its name once every file in it is whole: whatever ends the process on the way, the set
 * before stays the one that is given out.
 */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream, type Dirent } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as rest } from 'node:timers/promises'
import { createGzip } from 'node:zlib'
import { z } from 'zod'

/** How many entries are in a file, and how many had to be left out of it, by the reason. */
export type Counts = { entries: number; leftOut?: Readonly<Record<string, number>> | undefined }

/** Makes the file `name` piece by piece and returns what is in it; `now` is its date. */
export type Maker = { name: string; make: (now: Date) => AsyncGenerator<string, Counts> }

const DumpShape = z.object({
  name: z.string(),
  entries: z.number(),
  leftOut: z.record(z.string(), z.number()),
  madeAt: z.coerce.date(),
  bytes: z.number(),
  sha256: z.string(),
})

/** A file on disk. `name` is without the ending `.gz`; size and SHA-256, in hexadecimal, are those of the compressed file. */
export type Dump = z.output<typeof DumpShape>

const MANIFEST = 'dumps.json'
const MADE = 'made-'
const MAKING = 'making-'

export class Dumps {
  readonly #folder: string
  #set: { folder: string; dumps: readonly Dump[] } | null = null

  /** @param folder is made when it is first needed */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** The files of the newest set, in the order in which they were made; empty before there is one. */
  get list(): readonly Dump[] {
    return this.#set?.dumps ?? []
  }

  /** Only names that were made are known: nothing else of the disk can be asked for. */
  find(name: string): Dump | undefined {
    return this.list.find((dump) => dump.name === name)
  }

  /** The bytes of a file of the newest set. It is opened when the first are asked for, and then read to its end, even if a newer set comes. */
  read(dump: Dump): AsyncGenerator<Uint8Array> {
    return bytesOf(fileOf(this.#set?.folder ?? this.#folder, dump.name))
  }

  /** Takes up the newest whole set that an earlier process left, and clears away what else it left. */
  async open(): Promise<void> {
    const folders = await foldersIn(this.#folder)
    const made = folders.filter((name) => name.startsWith(MADE)).sort()
    for (const name of made.reverse()) {
      const dumps = await readSet(join(this.#folder, name))
      if (!dumps) continue
      this.#set = { folder: join(this.#folder, name), dumps }
      break
    }
    await this.#clear()
  }

  /**
   * Makes a new set, which takes the place of the one before. It rests as long as it works, so that pages come first.
   * @param signal ends it after the next piece, with an AbortError
   */
  async make(makers: readonly Maker[], now: Date, signal?: AbortSignal): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    const making = await mkdtemp(join(this.#folder, MAKING))
    try {
      const dumps: Dump[] = []
      for (const maker of makers) dumps.push(await write(making, maker, now, signal))
      await writeFile(join(making, MANIFEST), JSON.stringify(dumps, null, 2), { flush: true })
      const folder = join(this.#folder, basename(making).replace(MAKING, `${MADE}${now.toISOString().replaceAll(/[-:.]/g, '')}-`))
      await rename(making, folder)
      this.#set = { folder, dumps }
    } finally {
      await this.#clear()
    }
  }

  /** Removes every set but the one that is given out, and what was not finished. */
  async #clear(): Promise<void> {
    const current = this.#set && basename(this.#set.folder)
    const others = (await foldersIn(this.#folder)).filter((name) => name !== current && (name.startsWith(MADE) || name.startsWith(MAKING)))
    for (const name of others) await rm(join(this.#folder, name), { recursive: true, force: true })
  }
}

const fileOf = (folder: string, name: string) => join(folder, `${name}.gz`)

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path)
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

/** Null where the manifest cannot be read, or where a file is not there in its length. */
async function readSet(folder: string): Promise<readonly Dump[] | null> {
  try {
    const dumps = z.array(DumpShape).parse(JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')))
    const sizes = await Promise.all(dumps.map(async ({ name }) => (await stat(fileOf(folder, name))).size))
    return dumps.every(({ bytes }, index) => bytes === sizes[index]) ? dumps : null
  } catch {
    return null
  }
}

async function write(folder: string, { name, make }: Maker, now: Date, signal: AbortSignal | undefined): Promise<Dump> {
  const counts: Counts = { entries: 0 }
  const hash = createHash('sha256')
  const file = createWriteStream(fileOf(folder, name), { flush: true })
  await pipeline(unhurried(make(now), counts, signal), createGzip({ level: 6 }), digested(hash), file)
  const { entries, leftOut = {} } = counts
  return { name, entries, leftOut, madeAt: now, bytes: file.bytesWritten, sha256: hash.digest('hex') }
}

/** In characters. Each call of the compressor costs more than a row, so short pieces are gathered. */
const ENOUGH = 64 * 1024

async function* unhurried(pieces: AsyncGenerator<string, Counts>, counts: Counts, signal: AbortSignal | undefined) {
  let started = performance.now()
  let held = ''
  try {
    let next = await pieces.next()
    for (; !next.done; next = await pieces.next()) {
      signal?.throwIfAborted()
      held += next.value
      if (held.length < ENOUGH) continue
      yield held
      held = ''
      await rest(performance.now() - started)
      started = performance.now()
    }
    Object.assign(counts, next.value)
    yield held
  } finally {
    await pieces.return(counts)
  }
}

function digested(hash: Hash) {
  return async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
  }
}
