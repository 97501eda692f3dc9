/** A site whose files are in a folder of its own, for the tests of this folder. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { onTestFinished } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import type { World } from '../../../test/world.ts'

/** @param later what ends it: the test, or the group of tests */
export async function aSite(world: World, later: (undo: () => void) => void = onTestFinished) {
  const folder = mkdtempSync(join(process.env.ACTIONLINES_TEST_FOLDER ?? tmpdir(), 'dumps-'))
  later(() => rmSync(folder, { recursive: true, force: true }))
  const { app, keeper } = await world.build({ DATA_DIR: folder })
  const get = async (path: string, init: { method?: string; headers?: Record<string, string> } = {}) => app.request(path, init)
  const bytes = async (name: string) => Buffer.from(await (await get(`/en/data/${name}.gz`)).arrayBuffer())
  return {
    /** Makes the files if they are due, once every change before has been heard of. */
    make: async () => {
      await world.get('/health')
      await keeper.tick()
    },
    get,
    read: async (path: string) => (await get(path)).text(),
    bytes,
    text: async (name: string) => gunzipSync(await bytes(name)).toString(),
  }
}

/** One that can be IATI, and one that lacks a description. */
export async function twoActivities({ db }: World) {
  const reporter = await aStakeholder(db)
  const common = {
    reporter_id: reporter.id,
    language: 'en',
    status: 2,
    start_planned: '2024-01-01',
    year: 2024,
    year_basis: 'start' as const,
  }
  const participants = [{ stakeholder_id: reporter.id, name: 'VN', language: 'en', type: 'civil-society' as const, role: 4 }]
  await anActivity(db, {
    ...common,
    identifier: 'KE-NGO-1-radio',
    origin: 'csv',
    record: 'a',
    participants,
    countries: ['KE'],
    lines: { c9: {}, c3: { basis: 'suggested', sector: '22040' } },
    texts: { en: { title: 'Radio for Kisumu', description: 'By and for the town.' }, fr: { title: 'La radio de Kisumu' } },
  })
  await anActivity(db, {
    ...common,
    identifier: 'KE-NGO-1-mute',
    origin: 'csv',
    record: 'b',
    participants,
    texts: { en: { title: 'No word' } },
  })
}

export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

export const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true, bom: true })
