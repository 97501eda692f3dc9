/** `export DIR`: everything as plain text, in an order that does not change, so that two databases can be compared by their files. */

import { once } from 'node:events'
import { createWriteStream, existsSync, mkdirSync, readdirSync, statSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Db } from './app.tsx'
import { dumpFacilitation } from './facilitation/index.ts'
import { dumpFramework } from './framework/index.ts'
import { Refused } from './platform/errors.ts'
import { dumpStakeholders } from './stakeholders/index.ts'
import { dumpStocktaking } from './stocktaking/index.ts'

/** What a slice writes: lines, each with the name of its file. The lines of a file are in order. */
type Dump = (db: Db) => AsyncIterable<[file: string, line: string]>

const DUMPS: readonly Dump[] = [dumpFramework, dumpStakeholders, dumpFacilitation, dumpStocktaking]

/** Writes everything but runs and events into a folder that is new or empty. All of it is as of one moment. Throws Refused. */
export async function exportCommand(args: readonly string[], db: Db, print: (line: string) => void = console.log): Promise<number> {
  const dir = newFolder(args)
  const files = new Files(dir)
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      for (const dump of DUMPS) for await (const [file, line] of dump(tx)) await files.write(file, line)
    })
  const lines = await files.close()
  print(`${lines.toLocaleString('en')} lines written to ${dir}`)
  return 0
}

function newFolder([dir, ...more]: readonly string[]): string {
  if (dir === undefined || more.length > 0) throw new Refused('Name one folder: actionlines export DIR')
  if (existsSync(dir) && !statSync(dir).isDirectory()) throw new Refused(`${dir} is not a folder.`)
  if (existsSync(dir) && readdirSync(dir).length > 0) throw new Refused(`${dir} is not empty. Name a folder that is new or empty.`)
  mkdirSync(dir, { recursive: true })
  return dir
}

class Files {
  readonly #dir: string
  readonly #streams = new Map<string, WriteStream>()
  #lines = 0

  constructor(dir: string) {
    this.#dir = dir
  }

  async write(file: string, line: string): Promise<void> {
    const stream = this.#streams.get(file) ?? this.#open(file)
    this.#lines += 1
    if (!stream.write(`${line}\n`)) await once(stream, 'drain')
  }

  #open(file: string): WriteStream {
    const stream = createWriteStream(join(this.#dir, file), { flags: 'wx' })
    this.#streams.set(file, stream)
    return stream
  }

  async close(): Promise<number> {
    const streams = [...this.#streams.values()]
    for (const stream of streams) stream.end()
    await Promise.all(streams.map((stream) => finished(stream)))
    return this.#lines
  }
}
