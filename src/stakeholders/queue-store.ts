/** What waits for the secretariat. */
import { sql } from 'kysely'
import type { Language } from '../platform/i18n.ts'
import { bestFor } from '../platform/texts.ts'
import { doublesWaiting } from './doubles-read-store.ts'
import { reportedMessages } from './message-store.ts'
import type { Db } from './person-store.ts'
import type { Queue, Unconfirmed, Waiting, WaitingRequest } from './queue.ts'

/** So many of each are shown at once, the longest waiting first; what is decided makes room for the next. */
const SHOWN = 50

/** What waits, and what is held back. */
export async function queueFor(db: Db, language: Language): Promise<Queue> {
  const [waiting, held, requests, unconfirmed, doubles, messages] = await Promise.all([
    submissions(db, language, sql`submission.looked_at is null`),
    submissions(db, language, sql`submission.standing = 'held'`),
    requestsOf(db, language),
    unconfirmedOf(db, language),
    doublesWaiting(db, language),
    reportedMessages(db, language),
  ])
  return { waiting, held, requests, unconfirmed, doubles, messages }
}

type Condition = ReturnType<typeof sql>

async function submissions(db: Db, language: Language, condition: Condition): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select stakeholder.public_id as "publicId", named.name, named.language as "nameLanguage", stakeholder.type, country.name as country,
      stakeholder.website, person.name as author, submitted_at as "submittedAt", due_at as "dueAt", published_at as "publishedAt",
      held_because as "heldBecause"
    from stakeholders.submission join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    join accounts.person on person.id = submitted_by
    cross join lateral (${nameIn(language)}) named
    left join lateral (
      select name from framework.country_name where country_name.country = stakeholder.country order by ${bestFor(language)} limit 1
    ) country on true
    where ${condition} and stakeholder.withdrawn_at is null order by submitted_at, stakeholder.id limit ${SHOWN}
  `.execute(db)
  return rows
}

/** Of who asks the secretariat sees where their confirmed addresses are, not the addresses. */
async function requestsOf(db: Db, language: Language): Promise<WaitingRequest[]> {
  const { rows } = await sql<WaitingRequest>`
    select request.id, stakeholder.public_id as "publicId", named.name, named.language as "nameLanguage", stakeholder.website,
      stakeholder.standing, person.name as asker, asked_at as "askedAt",
      array(select distinct split_part(email, '@', 2) from accounts.address where person_id = person.id order by 1) as domains,
      exists (select from stakeholders.representative acting join accounts.person who on who.id = acting.person_id
        where acting.stakeholder_id = stakeholder.id and acting.approved_at is not null and acting.ended_at is null
          and who.erased_at is null) as represented
    from stakeholders.representative request join stakeholders.stakeholder on stakeholder.id = request.stakeholder_id
    join accounts.person on person.id = request.person_id
    cross join lateral (${nameIn(language)}) named
    where approved_at is null and refused_at is null and ended_at is null and erased_at is null and stakeholder.withdrawn_at is null
    order by represented, asked_at, request.id limit ${SHOWN}
  `.execute(db)
  return rows
}

/** Those for whom an address spoke. */
async function unconfirmedOf(db: Db, language: Language): Promise<Unconfirmed[]> {
  const { rows } = await sql<Unconfirmed>`
    select acting.id, stakeholder.public_id as "publicId", named.name, named.language as "nameLanguage", stakeholder.website,
      person.name as person, approved_at as "approvedAt",
      array(select distinct split_part(email, '@', 2) from accounts.address where person_id = person.id order by 1) as domains
    from stakeholders.representative acting join stakeholders.stakeholder on stakeholder.id = acting.stakeholder_id
    join accounts.person on person.id = acting.person_id
    cross join lateral (${nameIn(language)}) named
    where ground = 'domain' and confirmed_at is null and ended_at is null and erased_at is null
    order by approved_at, acting.id limit ${SHOWN}
  `.execute(db)
  return rows
}

function nameIn(language: Language) {
  return sql`select name, language from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1`
}
