/** How each file is made: its pieces, as the slices write them, and what is counted of it. */
import { everyState, mandatesCsv, statesJson } from '../../facilitation/index.ts'
import { linesCodelist, linesCsv, linesInAllLanguages, linesJson, vocabularyOf } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import type { Counts, Maker } from '../../platform/dumps.ts'
import type { View } from '../../platform/i18n.ts'
import { stakeholdersAsCsv, stakeholdersAsJson, stakeholdersInPieces } from '../../stakeholders/index.ts'
import { itemsAsCsv, itemsAsJson, itemsInPieces, leftOut, xmlDocument } from '../../stocktaking/index.ts'
import type { Tables } from '../tables.ts'
import { activityIds } from './store.ts'

type Db = Database<Tables>

/** The slices that the files are made of. */
export const READS = ['framework', 'stakeholders', 'facilitation', 'stocktaking'] as const

/** Makers of all files. `view` is how a reader of English sees the site at a moment: addresses in a file lead to pages in English. */
export function makersOf(db: Db, view: (now: Date) => View): Maker[] {
  const lines = () => linesInAllLanguages(db)
  const states = () => everyState(db, 'en')
  return [
    { name: 'activities.csv', make: (now) => activities(db, (ids) => itemsAsCsv(view(now), itemsInPieces(db, ids))) },
    { name: 'activities.json', make: (now) => activities(db, (ids) => itemsAsJson(view(now), itemsInPieces(db, ids))) },
    { name: 'activities.xml', make: (now) => activitiesAsXml(db, now) },
    { name: 'facilitators.csv', make: () => whole(states, mandatesCsv) },
    { name: 'facilitators.json', make: () => whole(states, statesJson) },
    { name: 'stakeholders.csv', make: () => counted(stakeholdersAsCsv(stakeholdersInPieces(db))) },
    { name: 'stakeholders.json', make: () => counted(stakeholdersAsJson(stakeholdersInPieces(db))) },
    { name: 'lines.csv', make: () => whole(lines, linesCsv) },
    { name: 'lines.json', make: () => whole(lines, linesJson) },
    { name: 'lines.xml', make: () => whole(lines, async (of) => linesCodelist(of, await vocabularyOf(db))) },
  ]
}

async function* activities(db: Db, write: (ids: readonly number[]) => AsyncIterable<string>): AsyncGenerator<string, Counts> {
  const ids = await activityIds(db)
  yield* write(ids)
  return { entries: ids.length }
}

async function* activitiesAsXml(db: Db, now: Date): AsyncGenerator<string, Counts> {
  const ids = await activityIds(db)
  const out = await leftOut(db, ids)
  yield* xmlDocument(db, ids, now)
  const counts = Object.fromEntries(out.map(({ missing, count }) => [missing, count]))
  return { entries: ids.length - out.reduce((sum, { count }) => sum + count, 0), leftOut: counts }
}

async function* counted(pieces: AsyncGenerator<string, number>): AsyncGenerator<string, Counts> {
  return { entries: yield* pieces }
}

async function* whole<Entry>(
  read: () => Promise<readonly Entry[]>,
  write: (entries: readonly Entry[]) => string | Promise<string>,
): AsyncGenerator<string, Counts> {
  const entries = await read()
  yield await write(entries)
  return { entries: entries.length }
}
