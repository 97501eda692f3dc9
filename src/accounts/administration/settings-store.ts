/** Settings that administrators change while the site runs: kept in the database, known to every process. */
import { sql } from 'kysely'
import type { Person } from '../../platform/auth.ts'
import { changed, type Database } from '../../platform/db.ts'
import { type PlatformTables, record } from '../../platform/events.ts'
import type { LiveSettings } from '../../platform/i18n.ts'
import type { AccountsTables } from '../tables.ts'
import { type Changeable, dayOf, type Notice, shownAt } from './settings-rules.ts'

type Db = Database<AccountsTables & PlatformTables>

/** What is told when one was changed: every page may show it. */
const SETTINGS = 'settings'

/** What was set, as this process knows it. It is asked for anew after it was changed, by whichever process. */
export class SettingsKeeper {
  #asked: Promise<Changeable> | null = null
  #known: Changeable = { contact: null, notice: null }

  /** A slice was written; null: anything may have been. @returns whether every page is another now */
  changed(slice: string | null): boolean {
    if (slice !== null && slice !== SETTINGS) return false
    this.#asked = null
    return true
  }

  async current(db: Db, now: Date): Promise<LiveSettings> {
    this.#asked ??= this.#ask(db)
    return shownAt(await this.#asked, now)
  }

  /** As it was last known, where the database may not answer. */
  known(now: Date): LiveSettings {
    return shownAt(this.#known, now)
  }

  async #ask(db: Db): Promise<Changeable> {
    try {
      this.#known = await settingsOf(db)
      return this.#known
    } catch (error) {
      this.#asked = null
      throw error
    }
  }
}

/** What was set last. A notice that has ended is none; one whose last day is over still is, for whoever changes it. */
export async function settingsOf(db: Db): Promise<Changeable> {
  const { rows: contacts } = await sql<{ address: string | null }>`
    select address from accounts.contact order by id desc limit 1`.execute(db)
  const { rows: notices } = await sql<Notice & { at: Date; by: string }>`
    select last_day::text as "lastDay", set_at as at, name as by,
      (select json_object_agg(language, text) from accounts.banner_text where banner_id = banner.id) as texts
    from accounts.banner join accounts.person on person.id = set_by
    where banner.id = (select max(id) from accounts.banner) and ended_at is null
  `.execute(db)
  return { contact: contacts[0]?.address ?? null, notice: notices[0] ?? null }
}

/** Where people can write from now on; null: as the environment says. */
export async function setContact(db: Db, address: string | null, by: Person, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    await tx.insertInto('accounts.contact').values({ address, set_at: now, set_by: by.id }).execute()
    await tell(tx, 'contact-set', by, now)
  })
}

/** What stands on top of every page from now on, until its last day is over. It takes the place of the one before. */
export async function setNotice(db: Db, { lastDay, texts }: Notice, by: Person, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    const { rows } = await sql<{ id: number }>`
      insert into accounts.banner (last_day, set_at, set_by) values (${lastDay}::date, ${now}, ${by.id}) returning id`.execute(tx)
    await sql`
      insert into accounts.banner_text (banner_id, language, text)
      select ${rows[0]?.id}::int4, * from unnest(${Object.keys(texts)}::text[], ${Object.values(texts)}::text[])`.execute(tx)
    await tell(tx, 'notice-set', by, now)
  })
}

/** Takes the notice off every page. Where there is none, nothing happens. */
export async function endNotice(db: Db, by: Person, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    const { rows } = await sql`
      update accounts.banner set ended_at = ${now}, ended_by = ${by.id}
      where id = (select max(id) from accounts.banner) and ended_at is null and last_day >= ${dayOf(now)}::date
      returning id`.execute(tx)
    if (rows.length > 0) await tell(tx, 'notice-ended', by, now)
  })
}

async function tell(tx: Db, kind: string, by: Person, now: Date): Promise<void> {
  await record(tx, { at: now, actor: by.publicId, kind, subjectKind: 'settings', subject: kind.replace(/-.*/, '') })
  await changed(tx, SETTINGS)
}
