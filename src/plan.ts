/** Loads what data/ ships, once: into a database that holds no plan yet, in one transaction, as one run. */
import { sql } from 'kysely'
import type { Db } from './app.tsx'
import { seedFacilitation } from './facilitation/index.ts'
import { hasPlan, seedFramework } from './framework/index.ts'
import { changed } from './platform/db.ts'
import { endRun, record, startRun } from './platform/events.ts'
import { seedStakeholders } from './stakeholders/index.ts'
import { seedStocktaking } from './stocktaking/index.ts'

/** @param data the folder of the shipped files; a row that cannot be read refuses the whole, with file, line and reason */
export async function loadPlan(db: Db, data: string, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    await alone(tx)
    if (await hasPlan(tx)) return
    const run = await startRun(tx, 'plan', now)
    await seedFramework(tx, data, now)
    await seedStakeholders(tx, data, now)
    await seedFacilitation(tx, data, now)
    await seedStocktaking(tx, data, { now, run })
    await record(tx, { at: now, kind: 'plan-loaded', subjectKind: 'plan', subject: 'plan', run })
    await endRun(tx, run, now)
    for (const slice of ['framework', 'stakeholders', 'facilitation', 'stocktaking']) await changed(tx, slice)
  })
}

/** Two processes that start on one empty database load it one after the other, so that the second finds it loaded. */
async function alone(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('actionlines.plan'))`.execute(tx)
}
