/** Correcting the plan: its lines, what follows up the Summit, and the sources of all of it. */
import type { PlatformTables } from '../platform/events.ts'
import { slice } from '../platform/http.ts'
import {
  CERTAINTIES,
  correctedSourceIn,
  LEVELS,
  lineIn,
  type ProcessRow,
  processIn,
  type SourceRow,
  valuesOfLine,
  valuesOfProcess,
  valuesOfSource,
} from './correction-rules.ts'
import {
  correctLine,
  correctProcess,
  correctSource,
  goalCodes,
  type LineRow,
  lineOnRecord,
  processOnRecord,
  sourceOnRecord,
} from './correction-store.ts'
import { correctionWords, type Loaded, offerCorrection } from './corrections/index.ts'
import type { FrameworkTables } from './tables.ts'

type Tables = FrameworkTables & PlatformTables

export const planCorrection = slice<Tables>('framework')

offerCorrection<Tables, Loaded & { row: LineRow; goals: ReadonlySet<string> }>(planCorrection, {
  path: '/lines/:slug{[a-z0-9-]+}/correct',
  query: [],
  own: (db) => db,
  load: async (db, { view, param }) => {
    const slug = param('slug')
    const row = await lineOnRecord(db, slug, view.language)
    const present = valuesOfLine(row.texts, row.goals)
    const hint = view.words(correctionWords)('goalsHint')
    return {
      ...{
        kind: 'line',
        subject: slug,
        lock: `line ${slug}`,
        line: slug,
        row,
        present,
        goals: await goalCodes(db),
        hidden: {},
        others: [],
      },
      ...{ title: row.title, titleLanguage: row.titleLanguage },
      ...{ path: `/lines/${slug}/correct`, back: slug === 'plan' ? '/lines' : `/lines/${slug}` },
      fields: Object.keys(present).map((name) => (name === 'goals' ? { name, hint } : { name })),
    }
  },
  parse: (typed, { present, goals }) => lineIn(typed, present, goals),
  write: async (tx, { row }, given) => ({ changes: await correctLine(tx, row, given) }),
  constraints: {},
  slices: ['framework'],
})

offerCorrection<Tables, Loaded & { row: ProcessRow }>(planCorrection, {
  path: '/follow-up/:process{[a-z0-9-]+}/correct',
  query: [],
  own: (db) => db,
  load: async (db, { view, param }) => {
    const slug = param('process')
    const row = await processOnRecord(db, slug)
    const own = row.texts.find(({ language }) => language === view.language) ?? row.texts[0]
    const present = valuesOfProcess(row)
    const words = view.words(correctionWords)
    const known: Readonly<Record<string, Loaded['fields'][number]['options']>> = {
      level: LEVELS.map((level) => ({ value: level, label: words('level', { level }) })),
      certainty: [
        { value: '', label: words('none') },
        ...CERTAINTIES.map((certainty) => ({ value: certainty, label: words('certainty', { certainty }) })),
      ],
      yearly: (['no', 'yes'] as const).map((value) => ({ value, label: words(value) })),
    }
    return {
      ...{ kind: 'process', subject: slug, lock: `process ${slug}`, line: null, row, present, hidden: {}, others: [] },
      ...{ title: own?.title ?? slug, titleLanguage: own?.language ?? 'und' },
      ...{ path: `/follow-up/${slug}/correct`, back: '/follow-up' },
      fields: Object.keys(present).map((name) => {
        const options = known[name]
        if (options) return { name, options }
        return name === 'next' ? { name, hint: words('nextHint') } : { name }
      }),
    }
  },
  parse: (typed, { present }) => processIn(typed, present),
  write: async (tx, { row }, { next }) => {
    await correctProcess(tx, row, next)
    return {}
  },
  constraints: {},
  slices: ['framework'],
})

offerCorrection<Tables, Loaded & { row: SourceRow }>(planCorrection, {
  path: '/sources/:slug{[a-z0-9-]+}/correct',
  query: [],
  own: (db) => db,
  load: async (db, { view, param }) => {
    const slug = param('slug')
    const row = await sourceOnRecord(db, slug)
    const present = valuesOfSource(row)
    const hint = view.words(correctionWords)('dateHint')
    return {
      ...{ kind: 'source', subject: slug, lock: `source ${slug}`, line: null, row, present, hidden: {}, others: [] },
      ...{ title: row.title, titleLanguage: row.language },
      ...{ path: `/sources/${slug}/correct`, back: '/secretariat/corrections' },
      fields: Object.keys(present).map((name) => (name === 'date' ? { name, hint } : { name })),
    }
  },
  parse: correctedSourceIn,
  write: async (tx, { row }, { next }) => {
    await correctSource(tx, row, next)
    return {}
  },
  constraints: {},
  // Whatever rests on it shows it.
  slices: ['framework', 'stakeholders', 'facilitation'],
})
