/** What was registered becomes public or is held back: by the secretariat, or by time. */
import { sql } from 'kysely'
import type { Person } from '../platform/auth.ts'
import { NotFound } from '../platform/errors.ts'
import { type Db, mailTo, mustStay, tell } from './person-store.ts'
import type { Look } from './representative-rules.ts'

/**
 * The secretariat has looked at something registered: it is public, or held back. Throws NotFound where nobody registered it.
 * @returns why nothing happened: somebody else has decided the same, or looked at it meanwhile
 */
export async function lookAt(db: Db, publicId: string, look: Look, person: Person, now: Date): Promise<'alreadyDecided' | null> {
  return db.transaction().execute(async (tx: Db) => {
    const { id, author, standing, lookedAt } = await lockSubmission(tx, publicId)
    await mustStay(tx, person)
    // What was held can be published after all, by who has seen that it is held; everything else is looked at once.
    if (lookedAt !== null && !(standing === 'held' && look.act === 'publish-held')) return 'alreadyDecided'
    const at = { at: now, by: person.id }
    const isNews = look.act === 'hold' || standing !== 'public'
    if (look.act === 'hold') await holdBack(tx, id, { ...at, because: look.reason })
    else await becomePublic(tx, id, at)
    const kind = look.act === 'hold' ? 'stakeholder-held' : 'stakeholder-published'
    await tell(tx, { kind: isNews ? kind : 'stakeholder-looked-at', actor: person.publicId, stakeholder: publicId }, now)
    if (isNews) await mailTo(tx, [author], { kind, facts: { stakeholder: id } }, now)
    return null
  })
}

async function lockSubmission(tx: Db, publicId: string) {
  const { rows } = await sql<{ id: number; author: number; standing: string; lookedAt: Date | null }>`
    select stakeholder.id, submitted_by as author, stakeholder.standing, looked_at as "lookedAt"
    from stakeholders.stakeholder join stakeholders.submission on stakeholder_id = stakeholder.id
    where public_id = ${publicId} for update of stakeholder, submission
  `.execute(tx)
  const [found] = rows
  if (!found) throw new NotFound(`submission ${publicId}`)
  return found
}

async function holdBack(tx: Db, id: number, { at, by, because }: { at: Date; by: number; because: string }): Promise<void> {
  await tx
    .updateTable('stakeholders.submission')
    .set({ standing: 'held', looked_at: at, looked_by: by, held_because: because })
    .where('stakeholder_id', '=', id)
    .execute()
  await tx.updateTable('stakeholders.stakeholder').set({ standing: 'held' }).where('id', '=', id).execute()
}

/** Makes public, with its mail, what nobody has looked at within two working days. It gives nobody a power. */
export async function publishDue(db: Db, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    const { rows } = await sql<{ id: number; publicId: string; author: number }>`
      select stakeholder.id, stakeholder.public_id as "publicId", submitted_by as author
      from stakeholders.submission join stakeholders.stakeholder on stakeholder.id = stakeholder_id
      where submission.standing = 'received' and withdrawn_at is null and due_at <= ${now}
      order by stakeholder.id limit 100 for update of stakeholder skip locked
    `.execute(tx)
    for (const { id, publicId, author } of rows) {
      if ((await becomePublic(tx, id, { at: now, by: null })) === null) continue
      await tell(tx, { kind: 'stakeholder-published', actor: null, stakeholder: publicId }, now)
      await mailTo(tx, [author], { kind: 'stakeholder-published', facts: { stakeholder: id } }, now)
    }
  })
}

/**
 * Makes a registered stakeholder public; call it with the stakeholder locked. `by`: who of the secretariat has looked at it; null: time,
 * which publishes only what waits.
 * @returns the person who registered it; null: it was public before, or nobody registered it
 */
export async function becomePublic(tx: Db, id: number, { at, by }: { at: Date; by: number | null }): Promise<number | null> {
  const { rows } = await sql<{ before: string; author: number }>`
    update stakeholders.submission
    set standing = 'public', held_because = null, published_at = coalesce(published_at, ${at}),
      looked_at = case when ${by}::int4 is null then looked_at else ${at} end, looked_by = coalesce(${by}::int4, looked_by)
    from stakeholders.stakeholder
    where stakeholder.id = submission.stakeholder_id and stakeholder.id = ${id}
      and (${by}::int4 is not null or submission.standing = 'received')
    returning stakeholder.standing as before, submitted_by as author
  `.execute(tx)
  const [made] = rows
  if (!made) return null
  await tx.updateTable('stakeholders.stakeholder').set({ standing: 'public' }).where('id', '=', id).execute()
  return made.before === 'public' ? null : made.author
}
