/** Who may import whom, and whose tables may be written. The rule in words is in ARCHITECTURE.md; this keeps it true. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

/** A slice may use the index of the slices before it, never after. */
const ORDER = ['framework', 'accounts', 'stakeholders', 'facilitation', 'stocktaking', 'overview']

/** The files of a slice that do something. Any other name is a noun: such a file says what is true of it, and is pure. */
const KINDS = [
  'strings',
  'tables',
  'store',
  'seed',
  'dump',
  'pages',
  'mails',
  'files',
  'routes',
  'api',
  'index',
  'reader',
  'report',
  'progress',
  'pipeline',
  'command',
] as const
type Kind = (typeof KINDS)[number] | 'noun'

/** Inside a slice, or a sub-folder of one, what each kind of file may use of its siblings. */
const SIBLINGS: Record<Kind, readonly Kind[]> = {
  strings: [],
  noun: ['strings', 'noun', 'tables'],
  tables: ['noun'],
  store: ['noun', 'tables', 'store'],
  seed: ['noun', 'tables', 'store', 'reader'],
  dump: ['noun', 'tables', 'store'],
  pages: ['strings', 'noun', 'pages'],
  // Their secrets are made as they are put into words.
  mails: ['strings', 'noun', 'tables', 'store'],
  files: ['strings', 'noun', 'store', 'pages'],
  routes: ['strings', 'noun', 'tables', 'store', 'pages', 'files', 'routes'],
  api: ['strings', 'noun', 'tables', 'store', 'files'],
  index: [...KINDS, 'noun'],
  // An import reads files and speaks in the terminal.
  reader: ['noun'],
  report: ['noun'],
  progress: ['noun', 'report'],
  pipeline: ['noun', 'tables', 'store', 'reader', 'report', 'progress'],
  command: ['noun', 'tables', 'store', 'reader', 'report', 'progress', 'pipeline'],
}

/** The kinds that cannot reach the database, and the only platform files that they may use. */
const PURE: readonly Kind[] = ['strings', 'noun', 'pages']
const PURE_PLATFORM = [
  'api.ts',
  'api-parameters.ts',
  'api-texts.ts',
  'auth.ts',
  'best-text.ts',
  'errors.ts',
  'folding.ts',
  'forms.ts',
  'groups.ts',
  'http.ts',
  'i18n.ts',
  'mail.ts',
  'problem.ts',
  'secret.ts',
]

/** What stands above the slices: it may import anything. */
const ABOVE = ['app.tsx', 'main.ts', 'plan.ts', 'words.ts', 'export.ts', 'config.ts']

/** From → to: whether the map allows it. */
function allowed(from: string, to: string): boolean {
  const here = place(from)
  const there = place(to)
  const pure = here.top === 'ui' || PURE.includes(here.kind)

  if (ABOVE.includes(here.top)) return true
  if (there.top === 'platform') return here.top === 'platform' || !pure || PURE_PLATFORM.includes(there.file)
  if (here.top === 'platform') return false
  if (there.top === 'ui') return here.top === 'ui' || ['pages', 'mails', 'routes', 'files', 'api'].includes(here.kind)
  if (!ORDER.includes(there.top) || !ORDER.includes(here.top)) return false
  if (here.folder === there.folder) return SIBLINGS[here.kind].includes(there.kind)
  if (here.top === there.top) return ['index', 'tables', 'strings'].includes(there.kind)
  return there.kind === 'index' && there.folder === there.top && ORDER.indexOf(there.top) < ORDER.indexOf(here.top)
}

type Place = { top: string; folder: string; file: string; kind: Kind }

/** src/stocktaking/import/store.ts → top stocktaking, folder stocktaking/import, file store.ts, kind store */
function place(path: string): Place {
  const [, top = '', ...rest] = path.split('/')
  const file = rest.at(-1) ?? ''
  // A kind may be named more closely, by a noun before it: list-pages.tsx is a file of pages.
  const kind = KINDS.find((known) => new RegExp(`^([a-z-]+-)?${known}\\.tsx?$`).test(file)) ?? 'noun'
  return { top, folder: [top, ...rest.slice(0, -1)].join('/'), file, kind }
}

const SOURCE = walk('src').filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !file.endsWith('/testing.ts'))

describe('imports', () => {
  test('follow the map', () => {
    const violations = SOURCE.flatMap((from) =>
      imports(from)
        .filter((to) => !allowed(from, to))
        .map((to) => `${from} may not import ${to}`),
    )
    expect(violations).toEqual([])
  })

  test.each([
    ['src/platform/db.ts', 'src/framework/index.ts'],
    ['src/framework/routes.tsx', 'src/stocktaking/index.ts'],
    ['src/stocktaking/store.ts', 'src/framework/store.ts'],
    ['src/facilitation/rules.ts', 'src/platform/db.ts'],
    ['src/facilitation/pages.tsx', 'src/facilitation/store.ts'],
    ['src/ui/layout.tsx', 'src/platform/db.ts'],
    ['src/stocktaking/import/store.ts', 'src/stocktaking/iati/rules.ts'],
  ])('%s may not import %s', (from, to) => expect(allowed(from, to)).toBe(false))

  test.each([
    ['src/overview/routes.tsx', 'src/stocktaking/index.ts'],
    ['src/stocktaking/import/store.ts', 'src/stocktaking/iati/index.ts'],
    ['src/facilitation/pages.tsx', 'src/ui/layout.tsx'],
  ])('%s may import %s', (from, to) => expect(allowed(from, to)).toBe(true))
})

/** Schemas of the database; `platform` is the record of events. */
const SCHEMAS = ['platform', ...ORDER.filter((slice) => slice !== 'overview')]

describe('schemas', () => {
  test('are read leftward and written only by their own slice', () => {
    const violations = SOURCE.filter((file) => ORDER.includes(place(file).top)).flatMap(schemaViolations)
    expect(violations).toEqual([])
  })

  test('are made, and pointed to leftward only, by the migrations that bear their name', () => {
    const violations = readdirSync('migrations').flatMap((file) => {
      const own = /^\d{8}T\d{4}_([a-z]+)/.exec(file)?.[1] ?? ''
      return schemasIn(readFileSync(`migrations/${file}`, 'utf8'))
        .filter((schema) => SCHEMAS.indexOf(schema) > SCHEMAS.indexOf(own))
        .map((schema) => `${file} may not name ${schema}`)
    })
    expect(violations).toEqual([])
  })

  test('a write to another slice is seen', () => {
    expect(writesIn("insertInto('framework.line')")).toEqual(['framework'])
    expect(writesIn('sql`delete from stakeholders.name where true`')).toEqual(['stakeholders'])
  })
})

function schemaViolations(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  const own = place(file).top
  const rightward = schemasIn(source).filter((schema) => SCHEMAS.indexOf(schema) > ORDER.indexOf(own) + 1)
  const foreign = writesIn(source).filter((schema) => schema !== own)
  return [...rightward.map((schema) => `${file} may not read ${schema}`), ...foreign.map((schema) => `${file} may not write ${schema}`)]
}

function schemasIn(source: string): string[] {
  return [...source.matchAll(/\b([a-z]+)\.[a-z_]+\b/g)]
    .map((match) => match[1] ?? '')
    .filter((schema, index, all) => SCHEMAS.includes(schema) && all.indexOf(schema) === index)
}

function writesIn(source: string): string[] {
  const writes =
    /(?:insertInto|updateTable|deleteFrom)\(\s*'([a-z]+)\.|(?:insert into|update|delete from|truncate|copy)\s+([a-z]+)\.[a-z_]+/g
  return [...source.matchAll(writes)].map((match) => match[1] ?? match[2] ?? '').filter((schema) => SCHEMAS.includes(schema))
}

function imports(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  return [...source.matchAll(/(?:from|import|import\()\s*'(\.[^']+)'/g)].map((match) => normalize(`${dirname(file)}/${match[1]}`))
}

function walk(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(`${dir}/${entry.name}`) : [`${dir}/${entry.name}`],
  )
}
