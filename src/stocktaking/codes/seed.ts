/** Loads what the codes of the OECD DAC are called: most records give a sector or a region by its code alone. */
import { join } from 'node:path'
import { z } from 'zod'
import { filled, Problems, readRows } from '../../platform/data-files.ts'
import type { Database } from '../../platform/db.ts'
import type { StocktakingTables } from '../tables.ts'

const Sector = z.object({ vocabulary: filled, code: filled, name_en: filled })
const Region = z.object({ code: filled, name_en: filled })

/** IATI RegionVocabulary: the OECD DAC. */
const DAC = '1'

/** What is there already stays as it is. Throws Refused with every wrong row. */
export async function seedCodeNames(tx: Database<StocktakingTables>, data: string): Promise<void> {
  const sectors = readRows(join(data, 'iati/sectors.csv'), Sector).map((row) => ({ ...row, list: 'sector' as const }))
  const regions = readRows(join(data, 'iati/regions.csv'), Region).map((row) => ({ ...row, list: 'region' as const, vocabulary: DAC }))
  const names = [...sectors, ...regions].map(({ name_en: name, ...row }) => ({
    ...row,
    name,
    key: `${row.list} ${row.vocabulary} ${row.code}`,
  }))
  const problems = new Problems()
  problems.index(names, 'key')
  problems.settle()
  await tx
    .insertInto('stocktaking.code_name')
    .values(names.map(({ list, vocabulary, code, name }) => ({ list, vocabulary, code, name })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
