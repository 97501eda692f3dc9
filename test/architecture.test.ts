/** Who may import whom, and whose tables may be written. The rule in words is in ARCHITECTURE.md; this keeps it true. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

/** A slice may use the index of the slices before it, never after. */
const ORDER = ['framework', 'stakeholders', 'facilitation', 'stocktaking', 'overview']

/** Inside a slice, or a sub-folder of one, what each file may use of its siblings. */
const SIBLINGS: Record<string, readonly string[]> = {
  'strings.ts': [],
  'tables.ts': ['rules.ts'],
  'rules.ts': ['strings.ts', 'rules.ts'],
  'store.ts': ['tables.ts', 'rules.ts', 'rows.ts'],
  'seed.ts': ['tables.ts', 'rules.ts', 'store.ts'],
  'dump.ts': ['tables.ts', 'rules.ts'],
  'pages.tsx': ['strings.ts', 'rules.ts', 'pages.tsx'],
  'files.ts': ['strings.ts', 'rules.ts', 'store.ts', 'pages.tsx'],
  'routes.tsx': ['strings.ts', 'rules.ts', 'tables.ts', 'store.ts', 'pages.tsx', 'files.ts'],
  'index.ts': [
    'strings.ts',
    'rules.ts',
    'tables.ts',
    'store.ts',
    'seed.ts',
    'dump.ts',
    'pages.tsx',
    'routes.tsx',
    'reader.ts',
    'command.ts',
    'store.ts',
  ],
  // An import reads files and speaks in the terminal.
  'tree.ts': [],
  'reader.ts': ['rules.ts', 'tree.ts'],
  'rows.ts': ['rules.ts', 'tables.ts'],
  'report.ts': ['rules.ts'],
  'command.ts': ['rules.ts', 'store.ts', 'report.ts', 'rows.ts', 'tables.ts'],
}

/** The files that cannot reach the database, and the only platform files that they may use. */
const PURE = ['strings.ts', 'rules.ts', 'pages.tsx', 'rows.ts', 'tree.ts']
const PURE_PLATFORM = ['auth.ts', 'errors.ts', 'forms.ts', 'http.ts', 'i18n.ts', 'problem.ts']

/** What stands above the slices: it may import anything. */
const ABOVE = ['app.tsx', 'main.ts', 'plan.ts', 'words.ts', 'export.ts', 'config.ts']

/** From → to: whether the map allows it. Exported to nobody; the test below plants violations. */
function allowed(from: string, to: string): boolean {
  const here = place(from)
  const there = place(to)
  const pure = here.top === 'ui' || PURE.includes(here.file)

  if (ABOVE.includes(here.top)) return true
  if (there.top === 'platform') return !pure || PURE_PLATFORM.includes(there.file)
  if (here.top === 'platform') return false
  if (there.top === 'ui') return here.top === 'ui' || ['pages.tsx', 'routes.tsx', 'files.ts'].includes(here.file)
  if (!ORDER.includes(there.top) || !ORDER.includes(here.top)) return false
  if (here.folder === there.folder) return SIBLINGS[here.file]?.includes(there.file) ?? false
  if (here.top === there.top) return there.file === 'index.ts' || there.file === 'tables.ts' || there.file === 'strings.ts'
  return there.file === 'index.ts' && there.folder === there.top && ORDER.indexOf(there.top) < ORDER.indexOf(here.top)
}

type Place = { top: string; folder: string; file: string }

/** src/stocktaking/import/store.ts → top stocktaking, folder stocktaking/import, file store.ts */
function place(path: string): Place {
  const [, top = '', ...rest] = path.split('/')
  const file = rest.at(-1) ?? ''
  return { top, folder: [top, ...rest.slice(0, -1)].join('/'), file: kindOf(file) }
}

/** `activity-pages.tsx` is a file of pages: a kind may be named more closely, by a noun before it. */
function kindOf(file: string): string {
  return file.replace(/^[a-z-]+-(?=(rules|store|pages|routes|strings)\.tsx?$)/, '')
}

const SOURCE = walk('src').filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))

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
