/** What is kept to find activities by their words. */
import { sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { type Document, documentsOf, type Passage, wordsToKnow } from './document-rules.ts'
import { CONFIGS } from './language-rules.ts'

type Db = Database<StakeholdersTables & StocktakingTables>

/** Activities whose texts are read and written at a time. */
const BATCH = 500

/** Makes activities findable by what their rows say now. Call it in the transaction that wrote them. */
export async function indexActivities(tx: Db, ids: readonly number[]): Promise<void> {
  for (let at = 0; at < ids.length; at += BATCH) await indexBatch(tx, ids.slice(at, at + BATCH))
}

/** Any number that no other lock has. Two that index the same activity take turns, so that the later one sees what the other wrote. */
const TURN = 20_060_225

async function indexBatch(tx: Db, ids: readonly number[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(TURN)})`.execute(tx)
  const passages = await passagesOf(tx, ids)
  const identifiers = await identifiersOf(tx, ids)
  await sql`delete from stocktaking.activity_search where activity_id = any(${[...ids]}::int8[])`.execute(tx)
  await addDocuments(tx, documentsOf(passages, identifiers))
  await learnWords(tx, passages)
}

async function identifiersOf(tx: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await tx
    .selectFrom('stocktaking.activity')
    .select(['id', 'identifier'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, identifier }) => [id, identifier]))
}

/**
 * Everything that activities are found by. Whoever reports or takes part is found by every name that it has here, or that what is
 * the same organisation has, and by that in the record.
 */
async function passagesOf(tx: Db, ids: readonly number[]): Promise<Passage[]> {
  const { rows } = await sql<Passage>`
    with asked as (select id, reporter_id from stocktaking.activity where id = any(${[...ids]}::int8[])),
    taking as (
      select activity_id, stakeholder_id, name from stocktaking.activity_participant join asked on asked.id = activity_id
      union select id, reporter_id, null from asked),
    known as (
      select distinct activity_id, same.id as stakeholder_id from taking
      join stakeholders.stakeholder own on own.id = taking.stakeholder_id
      cross join lateral (
        select id from stakeholders.stakeholder where id = coalesce(own.merged_into, own.id)
        union all select id from stakeholders.stakeholder where merged_into = coalesce(own.merged_into, own.id)
      ) same)
    select activity_id as "activityId", 'title' as part, language, title as text
      from stocktaking.activity_text join asked on asked.id = activity_id where title is not null
    union all
    select activity_id, 'body', language, concat_ws(E'\n', description, objectives, target_groups, other)
      from stocktaking.activity_text join asked on asked.id = activity_id
      where coalesce(description, objectives, target_groups, other) is not null
    union all
    select activity_id, 'results', coalesce(language, 'und'), title
      from stocktaking.activity_result join asked on asked.id = activity_id where title is not null
    union all
    select activity_id, 'results', coalesce(language, 'und'), title
      from stocktaking.activity_indicator join asked on asked.id = activity_id where title is not null
    union all
    select activity_id, 'names', 'und', name from taking where name is not null
    union all
    select activity_id, 'names', 'und', named.name from known join stakeholders.name named using (stakeholder_id)
    union all
    select activity_id, 'names', 'und', who.acronym
      from known join stakeholders.stakeholder who on who.id = known.stakeholder_id where who.acronym is not null
  `.execute(tx)
  return rows
}

async function addDocuments(tx: Db, documents: readonly Document[]): Promise<void> {
  if (documents.length === 0) return
  const column = (of: (document: Document) => string | null) => sql`${documents.map(of)}::text[]`
  // Each text is handed over by itself: an array of long texts is dear to write and to read.
  const long = (of: (document: Document) => string | null) => sql`array[${sql.join(documents.map(of))}]::text[]`
  const words = (part: Passage['part']) => [long((document) => document[part].first), long((document) => document[part].second)]
  await sql`
    insert into stocktaking.activity_search (activity_id, config, search)
    select activity_id, config,
      setweight(stocktaking.lexemes(config, title, title_second), 'A')
      || setweight(stocktaking.lexemes(config, names, names_second), 'B') || whole::tsvector
      || setweight(stocktaking.lexemes(config, body, body_second), 'C')
      || setweight(stocktaking.lexemes(config, results, results_second), 'D')
    from unnest(${documents.map(({ activityId }) => activityId)}::int8[], ${column(({ config }) => config)},
      ${column(({ whole }) => whole)},
      ${sql.join([...words('title'), ...words('names'), ...words('body'), ...words('results')])})
      as given (activity_id, config, whole, title, title_second, names, names_second, body, body_second, results, results_second)
  `.execute(tx)
}

async function learnWords(tx: Db, passages: readonly Passage[]): Promise<void> {
  const texts = passages.filter(({ part }) => part === 'title' || part === 'names')
  const words = [...new Set(texts.flatMap(({ text }) => wordsToKnow(text)))].sort()
  await sql`
    insert into stocktaking.word select given.word from unnest(${words}::text[]) as given (word)
    where not exists (select from stocktaking.word known where known.word = given.word)
    on conflict do nothing
  `.execute(tx)
}

/** Indexes what was stored before there was a search. @returns how many activities */
export async function indexMissing(db: Db): Promise<number> {
  let done = 0
  for (;;) {
    const { rows } = await sql<{ id: number }>`
      select id from stocktaking.activity
      where not exists (select from stocktaking.activity_search where activity_id = activity.id)
      order by id limit ${sql.lit(BATCH)}
    `.execute(db)
    if (rows.length === 0) return done
    const ids = rows.map(({ id }) => id)
    await db.transaction().execute(async (tx: Db) => indexActivities(tx, ids))
    done += ids.length
  }
}

/** Takes in what the indexes have put off: call it after many writes, or the next searches do it again and again. */
export async function settleIndexes(db: Db): Promise<void> {
  for (const config of CONFIGS) await sql`select gin_clean_pending_list(${`stocktaking.search_${config}`}::regclass)`.execute(db)
}
