import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { aWorld, type World } from '../../test/world.ts'
import { findLine, goalsOf, listCountries, listLines } from './index.ts'
import { seedFramework } from './seed.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const row = (html: string, slug: string) => words(new RegExp(`<tr id="${slug}">(.*?)</tr>`).exec(html)?.[1] ?? '')

describe('what else follows up the Summit', () => {
  test('is a table of fifteen processes, with the body, paragraph and level of each', async () => {
    const html = await world.read('/en/follow-up')
    expect(html.match(/<tr id="/g)).toHaveLength(15)
    expect(row(html, 'stocktaking')).toMatch(
      /Stocktaking International Telecommunication Union \(ITU\) A public register .* ¶ 120 International No date on record/,
    )
  })

  test('says of each date how sure it is, and what nobody has read yet', async () => {
    world.at('2006-03-01T12:00:00Z')
    const html = await world.read('/en/follow-up')
    expect(row(html, 'action-lines')).toContain('Next: in the last quarter of 2006 , tentative')
    expect(row(html, 'ecosoc-and-cstd')).toContain('Next: in May 2006 , planned')
    expect(row(html, 'review-of-2015')).toContain('Next: in 2015 , planned')
    expect(row(html, 'internet-governance-forum')).toContain('paragraph 72 unverified')
    expect(row(html, 'action-lines')).not.toContain('unverified')
  })

  test.each([
    ['2006-03-01', '17 May 2006'],
    ['2026-05-17', '17 May 2026'],
    ['2026-05-18', '17 May 2027'],
  ])('on %s the next Information Society Day is %s', async (today, next) => {
    world.at(`${today}T12:00:00Z`)
    expect(row(await world.read('/en/follow-up'), 'world-information-society-day')).toContain(`Next: ${next} ; every year on this day`)
  })

  test('keeps a date that is over, as the last on record', async () => {
    world.at('2026-11-24T12:00:00Z')
    expect(row(await world.read('/en/follow-up'), 'report-of-the-secretary-general')).toContain('Last on record: in June 2006 , as planned')
  })

  test('says in words what the figure draws', async () => {
    const html = await world.read('/en/follow-up')
    expect(html).toContain('Reports to: <a href="#ecosoc-and-cstd">')
    expect(html.match(/<rect /g)).toHaveLength(15)
    expect(html.match(/<svg/g)).toHaveLength(5) // the figure, its three signs and the mark of the site
  })

  test('is in Arabic as a whole, its figure mirrored', async () => {
    const html = await world.read('/ar/follow-up')
    expect(row(html, 'world-information-society-day')).toContain('في هذا اليوم من كل عام')
    const firstBox = (page: string) => Number(/<rect x="(\d+)"/.exec(page)?.[1])
    expect([firstBox(await world.read('/en/follow-up')), firstBox(html)]).toEqual([840, 48])
  })

  test('is a file too', async () => {
    world.at('2026-11-24T12:00:00Z')
    const rows = (await world.read('/en/follow-up.csv')).replace('\uFEFF', '').trim().split('\r\n')
    expect(rows).toHaveLength(16)
    expect(rows[0]).toContain('process,title,language,body,summary,paragraph,level,date,precision,certainty,yearly,past')
    expect(rows.at(-1)).toContain(',121,international,2027-05-17,day,planned,yes,no,')
    const { processes } = JSON.parse(await world.read('/en/follow-up.json'))
    expect(processes[2]).toMatchObject({
      process: 'national-level',
      date: null,
      verified: false,
      links: [
        { to: 'regional-level', kind: 'feeds' },
        { to: 'stocktaking', kind: 'feeds' },
      ],
    })
  })
})

describe('the lines', () => {
  test('are eighteen and the heading of eight, in the order of the annex', async () => {
    const lines = await listLines(world.db, 'en')
    expect(lines.map(({ slug }) => slug)).toEqual([
      ...['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7'],
      ...['government', 'business', 'learning', 'health', 'employment', 'environment', 'agriculture', 'science'].map(
        (name) => `c7-e-${name}`,
      ),
      ...['c8', 'c9', 'c10', 'c11'],
    ])
    expect(lines.filter(({ kind }) => kind === 'working')).toHaveLength(18)
    expect(lines.filter(({ parentSlug }) => parentSlug === 'c7')).toHaveLength(8)
  })

  test('carry the mark of a title that nobody has seen', async () => {
    expect(await findLine(world.db, 'c2', 'ru')).toMatchObject({ titleLanguage: 'ru', mark: 'unverified' })
    expect(await findLine(world.db, 'c1', 'ar')).toMatchObject({ titleLanguage: 'ar', mark: 'seen' })
  })

  test.each(['c12', 'plan', 'C1', ''])('%j is none', async (slug) => {
    await expect(findLine(world.db, slug, 'en')).rejects.toThrow('line')
  })

  test('serve goals and targets, by number and with the source', async () => {
    const { id } = await findLine(world.db, 'c3', 'en')
    const goals = await goalsOf(world.db, id, 'en')
    expect(goals.map(({ code }) => code)).toContain('4')
    expect(goals.every(({ source }) => source.slug === 'wsis-sdg-matrix-2015')).toBe(true)
    const environment = await goalsOf(world.db, (await findLine(world.db, 'c7-e-environment', 'en')).id, 'ar')
    const codes = environment.map(({ code }) => code)
    expect(codes).toContain('14')
    expect(codes).not.toContain('16')
  })
})

test('countries are called as the United Nations call them, in the order of the alphabet', async () => {
  const countries = await listCountries(world.db, 'en')
  expect(countries.find(({ code }) => code === 'PS')?.name).toBe('State of Palestine')
  expect(countries.map(({ name }) => name)).toEqual(countries.map(({ name }) => name).toSorted(new Intl.Collator('en').compare))
  expect((await listCountries(world.db, 'ar')).find(({ code }) => code === 'KE')?.name).toBe('كينيا')
})

describe('a plan with a fault is refused, by file and row', () => {
  const folder = mkdtempSync(join(tmpdir(), 'actionlines-plan-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each([
    [
      'a line below its parent',
      'wsis/lines.csv',
      'c1,C1,working,plan,1',
      'c1,C1,working,c11,1',
      'wsis/lines.csv:6: parent: there is no "c11" in wsis/lines.csv above it',
    ],
    ['a kind that is none', 'wsis/lines.csv', 'c2,C2,working', 'c2,C2,working line', 'wsis/lines.csv:7: kind: '],
    ['a title of no line', 'wsis/line-titles.csv', 'c1,en,', 'c12,en,', 'line: there is no "c12" in wsis/lines.csv'],
    [
      'a second title in a language',
      'wsis/line-titles.csv',
      'c1,fr,',
      'c1,en,',
      'line, language: "c1 en" stands already at wsis/line-titles.csv:',
    ],
  ])('%s', async (_, file, from, to, reason) => {
    cpSync('data', folder, { recursive: true })
    writeFileSync(join(folder, file), readFileSync(join(folder, file), 'utf8').replace(from, to))
    await expect(seedFramework(world.db, folder, world.now())).rejects.toThrow(reason)
  })
})
