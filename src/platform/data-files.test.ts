import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { count, day, filled, optional, Problems, readRows } from './data-files.ts'
import { Refused } from './errors.ts'

const folder = mkdtempSync(join(tmpdir(), 'actionlines-data-'))
afterAll(() => rmSync(folder, { recursive: true }))

const Meeting = z.object({ title: filled, on: optional(day), seats: count })

function read(text: string) {
  const file = join(folder, 'meetings.csv')
  writeFileSync(file, text)
  return readRows(file, Meeting)
}
const name = (line: number) => `${folder.split('/').at(-1)}/meetings.csv:${line}`

function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
  return 'nothing'
}

test('a file is read past its comments, each row with the line on which it ends', () => {
  const rows = read('# Meetings.\n# Source: a letter.\ntitle,on,seats\n"Doha,\nQatar",2006-03-09,40\n# not a comment,,1\n')
  expect(rows).toEqual([
    { at: name(5), title: 'Doha,\nQatar', on: '2006-03-09', seats: 40 },
    { at: name(6), title: '# not a comment', on: null, seats: 1 },
  ])
})

test('every wrong row is named with file, line and reason', () => {
  const message = refusal(() => read('# One comment\ntitle,on,seats\n,2006-02-30,many\nGeneva,,12\nParis,2006,3\n'))
  expect(message.split('\n')).toEqual([
    'What ships as data cannot be loaded:',
    `  ${name(3)}: title: must not be empty, not ""`,
    `  ${name(3)}: on: must be a day written as 2006-02-24, not "2006-02-30"`,
    `  ${name(3)}: seats: must be a whole number, not "many"`,
    `  ${name(5)}: on: must be a day written as 2006-02-24, not "2006"`,
  ])
})

test.each([
  ['another column', 'title,date,seats\nDoha,,1\n', ':1: the columns must be title,on,seats'],
  ['a row of another length', 'title,on,seats\nDoha,,1,2\n', ':2: has 4 cells, not 3'],
  ['a quotation without an end', 'title,on,seats\n"Doha,,1\n', 'Quote Not Closed'],
  ['no row', 'title,on,seats\n', ': has no row'],
  ['nothing at all', '', ': the columns must be'],
])('%s is refused', (_, text, reason) => expect(refusal(() => read(text))).toContain(reason))

test('what two rows share and what leads nowhere is gathered', () => {
  const rows = [
    { at: 'a.csv:2', slug: 'doha', parent: null },
    { at: 'a.csv:3', slug: 'doha', parent: 'geneva' },
  ]
  const problems = new Problems()
  const bySlug = problems.index(rows, 'slug')
  problems.refer(rows, ['parent'], bySlug, 'a.csv')
  expect(refusal(() => problems.settle())).toBe(
    [
      'What ships as data cannot be loaded:',
      '  a.csv:3: slug: "doha" stands already at a.csv:2',
      '  a.csv:3: parent: there is no "geneva" in a.csv',
    ].join('\n'),
  )
})
