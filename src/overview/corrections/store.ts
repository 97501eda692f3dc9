/** Finds what is to be corrected. */
import { sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import { bestFor } from '../../platform/texts.ts'
import { findByName } from '../../stakeholders/index.ts'
import type { Tables } from '../tables.ts'
import type { Thing } from './rules.ts'

type Db = Database<Tables>

/** So many of a kind are shown. */
const MOST = 20

/** Whatever has the words that were typed in a name or title of any language; of a stakeholder its mandates too. */
export async function findThings(db: Db, typed: string, language: Language): Promise<Thing[]> {
  const { stakeholders } = await findByName(db, typed, { language, limit: MOST })
  const { rows } = await sql<Thing>`
    ${plan(typed, language)}
    union all ${mandates(
      stakeholders.map(({ id }) => id),
      language,
    )}
  `.execute(db)
  const named = stakeholders.map(({ publicId, name, nameLanguage }) => ({
    ...{ kind: 'stakeholder' as const, path: `/stakeholders/${publicId}/correct`, name, language: nameLanguage },
  }))
  return [...named, ...rows]
}

function plan(typed: string, language: Language) {
  return sql`
    (select 'line' as kind, '/lines/' || line.slug || '/correct' as path, line.code || ' · ' || named.title as name, named.language
    from framework.line cross join lateral (
      select title, language from framework.line_title where line_id = line.id order by ${bestFor(language)} limit 1
    ) named
    where lower(line.code) = lower(${typed}) or exists (
      select from framework.line_title where line_id = line.id and position(lower(${typed}) in lower(title || ' ' || short_title)) > 0)
    order by line.position limit ${MOST})
    union all
    (select 'process', '/follow-up/' || process.slug || '/correct', named.title, named.language
    from framework.related_process process cross join lateral (
      select title, language from framework.related_process_text where process_id = process.id order by ${bestFor(language)} limit 1
    ) named
    where exists (
      select from framework.related_process_text where process_id = process.id and position(lower(${typed}) in lower(title || ' ' || body)) > 0)
    order by process.position limit ${MOST})
    union all
    (select 'source', '/sources/' || slug || '/correct', title || coalesce(' · ' || paragraph, ''), language
    from framework.source where position(lower(${typed}) in lower(title)) > 0 order by title, slug limit ${MOST})`
}

/** The mandates of stakeholders: each has one form however many states it went through. */
function mandates(holders: readonly number[], language: Language) {
  return sql`
    (select 'mandate', '/facilitators/' || line.slug || '/' || holder.public_id || '/' || mandate.role || '/correct',
      named.name || ' · ' || line.slug || ' · ' || mandate.role, named.language
    from facilitation.mandate join framework.line on line.id = mandate.line_id
    join stakeholders.stakeholder holder on holder.id = mandate.stakeholder_id
    cross join lateral (
      select name, language from stakeholders.name where stakeholder_id = holder.id order by ${bestFor(language)} limit 1
    ) named
    where holder.id = any(${[...holders]}::int4[]) and exists (
      select from facilitation.mandate_state where mandate_id = mandate.id and superseded_at is null)
    order by line.position, mandate.position)`
}
