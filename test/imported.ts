/** A world in which three activities came in: one stated for c9 in three languages, one suggested for c7-e-health, one for no line. */

import { publicIdOf } from '../src/stakeholders/index.ts'
import { importCommand } from '../src/stocktaking/import/index.ts'
import type { World } from './world.ts'

/** Imports the fixture as an operator would; returns what stands in its pages' addresses. */
export async function importActivities(world: World): Promise<Record<'activity' | 'clinics' | 'prize' | 'stakeholder' | 'organ', string>> {
  const folder = process.env.ACTIONLINES_TEST_FOLDER ?? 'var/test'
  const silent = { write: () => true, isTTY: false }
  await importCommand(['iati', 'test/fixtures/activities.xml'], world.connection, {
    dataDir: folder,
    shipped: 'data',
    clock: world.now,
    terminal: silent,
    print: () => undefined,
  })
  return {
    activity: publicIdOf('XX-LAC-1-RADIO'),
    clinics: publicIdOf('XX-MPEL-7-CLINICS'),
    prize: publicIdOf('actionlines:wsis-prize-2015-c1'),
    stakeholder: publicIdOf('XM-DAC-41304'),
    organ: publicIdOf('actionlines:ecosoc'),
  }
}
