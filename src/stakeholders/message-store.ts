/** Messages that somebody reported as abuse, for the secretariat. */
import { sql } from 'kysely'
import type { Language } from '../platform/i18n.ts'
import { bestFor } from '../platform/texts.ts'
import type { Db } from './person-store.ts'
import type { ReportedMessage } from './queue.ts'

/** The longest waiting first. */
export async function reportedMessages(db: Db, language: Language): Promise<ReportedMessage[]> {
  const { rows } = await sql<ReportedMessage>`
    select conversation_id as conversation, reported_at as "reportedAt", named.name, named.language as "nameLanguage", person.name as author
    from stakeholders.message join accounts.person on person.id = person_id
    cross join lateral (
      select name, language from stakeholders.name where name.stakeholder_id = message.stakeholder_id order by ${bestFor(language)} limit 1) named
    where reported_at is not null and looked_at is null order by reported_at, message.id limit 50`.execute(db)
  return rows
}
