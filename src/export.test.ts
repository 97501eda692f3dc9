import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importActivities } from '../test/imported.ts'
import { aWorld, type World } from '../test/world.ts'
import { exportCommand } from './export.ts'

let world: World
let folder: string
beforeEach(async () => {
  world = await aWorld()
  folder = mkdtempSync(join(tmpdir(), 'actionlines-export-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const said: string[] = []
const exported = async (name: string) => {
  await exportCommand([join(folder, name)], world.connection.db, (line) => said.push(line))
  return Object.fromEntries(readdirSync(join(folder, name)).map((file) => [file, readFileSync(join(folder, name, file), 'utf8')]))
}

test('writes the same for the same, whatever row numbers and times it has', async () => {
  await importActivities(world)
  const first = await exported('first')
  await world.empty()
  world.at('2026-05-17T09:00:00Z')
  await importActivities(world)
  expect(await exported('second')).toEqual(first)
})

test('has a file for each table, a line for each row, and nothing of runs, events and our own times', async () => {
  const files = await exported('plan')
  expect(Object.keys(files)).toContain('activities.jsonl')
  const activities = (files['activities.jsonl'] ?? '').trimEnd().split('\n')
  expect(activities.length).toBe(17)
  expect(JSON.parse(activities[0] ?? '')).toEqual({
    identifier: 'actionlines:wsis-prize-2012-c1',
    origin: 'plan',
    reporter: null,
    reporter_secondary: false,
    language: 'en',
    currency: null,
    hierarchy: null,
    status: null,
    scope: null,
    start_planned: null,
    start_actual: null,
    end_planned: null,
    end_actual: null,
    year: 2012,
    year_basis: 'award',
    source: 'wsis-project-prizes-2012',
    source_url: expect.stringMatching(/^https?:/),
    dataset: null,
    source_updated_at: null,
    version: 1,
    withdrawn_at: null,
    texts: [
      {
        language: 'en',
        origin: 'original',
        title: 'Global Information Society Watch (GISWatch)',
        description: null,
        objectives: null,
        target_groups: null,
        other: null,
      },
    ],
    lines: [{ line: 'c1', basis: 'stated', sector: null, word: null }],
    countries: [{ country: 'ZA', percentage: null }],
    regions: [],
    places: [],
    sectors: [],
    goals: [],
    participants: [
      { stakeholder: null, name: 'The Association for Progressive Communications', language: 'en', type: 'not-stated', role: null },
    ],
    budgets: [],
    transactions: [],
    results: [],
    indicators: [],
    periods: [],
  })
  expect(Object.values(files).join('')).not.toMatch(/"(id|run|recorded_at|created_at|updated_at|revised_at)":/)
})

test('goes into a folder that is new or empty, and into no other', async () => {
  await exported('plan')
  await expect(exported('plan')).rejects.toThrow(`${join(folder, 'plan')} is not empty. Name a folder that is new or empty.`)
  await expect(exportCommand([], world.connection.db)).rejects.toThrow('Name one folder')
  await expect(exportCommand(['package.json'], world.connection.db)).rejects.toThrow('package.json is not a folder')
})
