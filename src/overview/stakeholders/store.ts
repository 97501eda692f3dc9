/** What is on record for stakeholders, beyond what their own slice knows. */
import { sql } from 'kysely'
import { asSource, SOURCE, type Source } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import { bestFor } from '../../platform/texts.ts'
import { knownAs, rowsOf } from '../../stakeholders/index.ts'
import type { Tables } from '../tables.ts'
import type { Figures, StakeholderView } from './rules.ts'

type Db = Database<Tables>

/** By row number: the mandates that hold on a day (`YYYY-MM-DD`), and the activities that each reports or takes part in. */
export async function figuresOf(
  db: Db,
  ids: readonly number[],
  { day, language }: { day: string; language: Language },
): Promise<Map<number, Figures>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('stakeholders.stakeholder as stakeholder')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('framework.country_name')
          .select('name')
          .whereRef('country', '=', 'stakeholder.country')
          .orderBy(bestFor(language))
          .limit(1)
          .as('named'),
      (join) => join.onTrue(),
    )
    .where('stakeholder.id', 'in', [...ids])
    .select(['stakeholder.id', 'named.name as country', mandatesOn(day).as('mandates'), ACTIVITIES.as('activities')])
    .execute()
  return new Map(rows.map(({ id, ...figures }) => [id, figures]))
}

/** The rows of a stakeholder and of all that are known as it. */
const OWN = rowsOf(sql.ref('stakeholder.id'))

const mandatesOn = (day: string) => sql<number>`(
  select count(*)::int from facilitation.mandate
  join facilitation.mandate_state state on state.mandate_id = mandate.id
  where mandate.stakeholder_id = any(array(${OWN})) and state.superseded_at is null
    and state.state not in ('withdrawn', 'not-endorsed') and state.during @> ${day}::date
)`

/** Each once; by the indexes of its two ways of belonging. */
const ACTIVITIES = sql<number>`(
  select count(*)::int from (
    select id from stocktaking.activity where reporter_id = any(array(${OWN})) and withdrawn_at is null
    union
    select activity.id from stocktaking.activity_participant taking join stocktaking.activity on activity.id = taking.activity_id
    where taking.stakeholder_id = any(array(${OWN})) and withdrawn_at is null
  ) own
)`

/** A stakeholder's names in every language and further identifiers, with those of the entries that are known as it, the country's, the groups it belongs to on a day, and the text by which it is here. */
export async function detailsOf(
  db: Db,
  id: number,
  { day, language }: { day: string; language: Language },
): Promise<Pick<StakeholderView, 'names' | 'identifiers' | 'groups' | 'source'>> {
  const [known, groups, source] = await Promise.all([knownAs(db, id), groupsOf(db, id, { day, language }), sourceOf(db, id)])
  return { ...known, groups, source }
}

function groupsOf(db: Db, id: number, { day, language }: { day: string; language: Language }) {
  return db
    .selectFrom('stakeholders.membership as membership')
    .innerJoin('stakeholders.stakeholder as own', 'own.id', 'membership.group_id')
    .innerJoin('stakeholders.stakeholder as body', (join) => join.on('body.id', '=', sql<number>`coalesce(own.merged_into, own.id)`))
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('stakeholders.name')
          .select(['name', 'language'])
          .whereRef('stakeholder_id', '=', 'body.id')
          .orderBy(bestFor(language))
          .limit(1)
          .as('named'),
      (join) => join.onTrue(),
    )
    .where(sql<boolean>`membership.member_id in (${rowsOf(id)})`)
    .where('body.withdrawn_at', 'is', null)
    .where(sql<boolean>`membership.during @> ${day}::date`)
    .distinct()
    .select(['body.public_id as publicId', 'named.name', 'named.language', 'body.identifier'])
    .orderBy('body.identifier')
    .execute()
}

async function sourceOf(db: Db, id: number): Promise<Source | null> {
  const row = await db
    .selectFrom('stakeholders.stakeholder as stakeholder')
    .innerJoin('framework.source as source', 'source.id', 'stakeholder.source_id')
    .where('stakeholder.id', '=', id)
    .select(SOURCE)
    .executeTakeFirst()
  return row ? asSource(row) : null
}
