import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { aWorld, type World } from '../../test/world.ts'
import { seedFacilitation } from './seed.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const folder = mkdtempSync(join(tmpdir(), 'actionlines-mandates-'))
afterAll(() => rmSync(folder, { recursive: true }))

const FIRST = 'c1,actionlines:ecosoc,facilitator,1,named,2005-11-18,,,,tunis-agenda-annex'

test.each([
  ['a line that is none', FIRST.replace('c1', 'c12'), 'line: there is no "c12" in wsis/lines.csv'],
  [
    'a stakeholder that is none',
    FIRST.replace('ecosoc', 'ecosox'),
    'stakeholder: there is no "actionlines:ecosox" in wsis/stakeholders.csv',
  ],
  ['a source that is none', FIRST.replace('tunis-agenda-annex', 'hearsay'), 'source: there is no "hearsay" in wsis/sources.csv'],
  ['a state that the role is never in', FIRST.replace('named', 'provisional'), 'the role is never in this state'],
  [
    'a confirmation without a meeting',
    FIRST.replace('facilitator,1,named', 'focal-point,1,confirmed'),
    'only a meeting or a decision of the line confirms',
  ],
  ['neither since nor attested', FIRST.replace('2005-11-18', ''), 'either since or attested_on must be given'],
  ['an attestation without its precision', FIRST.replace('2005-11-18,,', ',2006-05-03,'), 'attested_on needs its precision'],
  ['an end before the start', FIRST.replace(',,,,', ',,,2005-11-18,'), 'until must come after the start'],
  [
    'the same mandate twice',
    FIRST.replace('ecosoc', 'un-regional-commissions'),
    'line, stakeholder, role, state: "c1 actionlines:un-regional-commissions facilitator named" stands already',
  ],
])('%s is refused, by file and row', async (_, row, reason) => {
  cpSync('data', folder, { recursive: true })
  const file = join(folder, 'wsis/mandates.csv')
  const text = readFileSync(file, 'utf8')
  expect(text).toContain(FIRST)
  writeFileSync(file, text.replace(FIRST, row))
  await expect(seedFacilitation(world.db, folder, world.now())).rejects.toThrow(
    new RegExp(`wsis/mandates\\.csv:\\d+: ${reason.replace(/[.*()]/g, '\\$&')}`),
  )
})
