/** Entries as XML of IATI 2.03, one by one and as whole documents. */
import { ActivitiesDocument, type Element } from '../iati/index.ts'
import { documentEnd, documentStart } from './document-rules.ts'
import { type Codes, type Held, type MissingPart, missingOf } from './held.ts'
import { codesOf, type Db, heldOf, leftOut } from './held-store.ts'
import { xmlOfEntry } from './rules.ts'

export type EntryXml = { id: number; xml: string | null; missing: readonly MissingPart[] }

/**
 * Entries by their row numbers, in that order, as elements that stand alone; `xml` is null where `missing` says why it cannot be IATI.
 * Two queries whatever their number; a few hundred at a time, as all of them are in memory.
 */
export async function xmlOf(db: Db, ids: readonly number[]): Promise<EntryXml[]> {
  const codes = await codesOf(db)
  return written(await heldOf(db, ids), codes)
}

function written(entries: readonly Held[], codes: Codes): EntryXml[] {
  const records = new Records()
  return entries.map((held) => {
    const missing = missingOf(held)
    const kept = missing.length > 0 || held.record === '' ? null : records.read(held.record)
    return { id: held.id, xml: xmlOfEntry(held, kept, codes), missing }
  })
}

/** Reads kept records as if they stood in one file: a parser for each would be dearer. */
class Records {
  readonly #document = new ActivitiesDocument()

  constructor() {
    this.#document.write('<iati-activities version="2.03">')
  }

  read(record: string): Element {
    const [element] = this.#document.write(record)
    if (element === undefined) throw new Error(`A kept record is not an activity of IATI: ${record.slice(0, 200)}`)
    return element
  }
}

/** Entries in memory at a time. */
const BATCH = 200

/**
 * A file of IATI activities, piece by piece: what can be IATI of the entries with these row numbers, in that order. `now` is the file's
 * date.
 */
export async function* xmlDocument(db: Db, ids: readonly number[], now: Date): AsyncGenerator<string> {
  yield documentStart({ generatedAt: now, leftOut: await leftOut(db, ids), total: ids.length })
  const codes = await codesOf(db)
  for await (const entries of batchesOf(db, ids)) {
    const elements = written(entries, codes).flatMap(({ xml }) => (xml === null ? [] : [`${xml}\n`]))
    if (elements.length > 0) yield elements.join('')
  }
  yield documentEnd()
}

/** The next entries are fetched while the ones before are written. */
async function* batchesOf(db: Db, ids: readonly number[]): AsyncGenerator<Held[]> {
  let next = heldOf(db, ids.slice(0, BATCH))
  for (let at = BATCH; ; at += BATCH) {
    const entries = await next
    if (at >= ids.length) return yield entries
    next = heldOf(db, ids.slice(at, at + BATCH))
    // It is awaited when the next entries are asked for; until then nobody listens, and a failure must not end the process.
    next.catch(() => {})
    yield entries
  }
}
