/** Where on the globe the smallest countries and areas lie, for maps that have no room for their shapes. */
import { join } from 'node:path'
import { z } from 'zod'
import { filled, Problems, readRows } from '../../platform/data-files.ts'
import type { Positions } from './rules.ts'

const degrees = (most: number) => filled.transform(Number).pipe(z.number(`must be degrees from -${most} to ${most}`).min(-most).max(most))

const Area = z.object({ code: filled, latitude: degrees(90), longitude: degrees(180) })

/** Reads them from a folder of data. Throws Refused with every row that is wrong. */
export function readPositions(data: string): Positions {
  const areas = readRows(join(data, 'geography', 'small-areas.csv'), Area)
  const problems = new Problems()
  problems.index(areas, 'code')
  problems.settle()
  return new Map(areas.map(({ code, latitude, longitude }) => [code, { latitude, longitude }]))
}
