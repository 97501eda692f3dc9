/** When what waits is told, and how it is put together. */
import { expect, test } from 'vitest'
import { grouped, type Line, lastDigest, purposesOf, stoppableIn } from './rules.ts'

test.each([
  ['2026-02-24T05:59:59.999Z', '2026-02-23T06:00:00.000Z', '2026-02-23'],
  ['2026-02-24T06:00:00.000Z', '2026-02-24T06:00:00.000Z', '2026-02-24'],
  ['2026-02-24T23:59:59.999Z', '2026-02-24T06:00:00.000Z', '2026-02-24'],
  ['2026-03-01T00:00:00.000Z', '2026-02-28T06:00:00.000Z', '2026-02-28'],
  ['2026-01-01T03:00:00.000Z', '2025-12-31T06:00:00.000Z', '2025-12-31'],
])('at %s what came before %s should have been told', (now, due, day) => {
  expect(lastDigest(new Date(now))).toEqual({ due: new Date(due), day })
})

const line = (purpose: Line['purpose'], under: string | null, text: string): Line => ({
  ...{ purpose, under, line: text, subject: text },
  button: { label: 'Look', address: 'https://lines.example.org/en/' },
})

test('lines stand under their purpose and their organisation, where the newest of it is', () => {
  const lines = [
    line('secretariat', 'Radio', '1'),
    line('organisations', 'Networks', '2'),
    line('secretariat', null, '3'),
    line('organisations', 'Radio', '4'),
    line('organisations', 'Networks', '5'),
  ]
  expect(
    grouped(lines).map(({ purpose, groups }) => [
      purpose,
      groups.map(({ under, lines: own }) => [under, ...own.map(({ line: text }) => text)]),
    ]),
  ).toEqual([
    [
      'organisations',
      [
        ['Networks', '2', '5'],
        ['Radio', '4'],
      ],
    ],
    [
      'secretariat',
      [
        ['Radio', '1'],
        [null, '3'],
      ],
    ],
  ])
  expect(grouped([])).toEqual([])
})

test('only what can concern somebody is theirs to choose', () => {
  expect([purposesOf([]), purposesOf(['administrator']), purposesOf(['secretariat'])]).toEqual([
    ['organisations'],
    ['organisations'],
    ['organisations', 'secretariat'],
  ])
  expect(['secretariat', 'digest', 'all', '', undefined].map(stoppableIn)).toEqual(['secretariat', 'digest', null, null, null])
})
