/** About the site: the texts that it rests on. */
import { sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import type { Tables } from '../tables.ts'
import type { Text } from './rules.ts'

/** Every text that a title, a mandate, a link or an entry names as its source, each once, the oldest first. */
export function listTexts(db: Database<Tables>): Promise<Text[]> {
  return db
    .selectFrom('framework.source')
    .select(['title', 'language', 'url', 'date', 'date_precision as precision', sql<boolean>`bool_and(verified)`.as('verified')])
    .groupBy(['title', 'language', 'url', 'date', 'date_precision'])
    .orderBy(sql`date nulls last`)
    .orderBy('title')
    .execute()
}
