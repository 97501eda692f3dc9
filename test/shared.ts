/** Real data to test against, kept beside the repository: tests that want it are skipped, and say so, where it is absent. */
import { existsSync } from 'node:fs'

export const SHARED = '../shared/data'
export const sharedPresent = existsSync(SHARED)

if (!sharedPresent) console.log(`${SHARED} is not there: tests over real files are skipped.`)
