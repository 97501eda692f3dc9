/** What the secretariat says afterwards to those for whom an address spoke: they stay, or their role ends. */
import { sql } from 'kysely'
import type { Person } from '../platform/auth.ts'
import { NotFound } from '../platform/errors.ts'
import { endDeputiesOf } from './deputy-store.ts'
import { type Db, mailTo, mustStay, tell } from './person-store.ts'
import type { Confirmation, RepresentativeRefusal } from './representative-rules.ts'

/** Confirms a representative, or ends their role and tells them why. @returns why it cannot be done any more */
export async function settleConfirmation(
  db: Db,
  { acting, choice }: { acting: number; choice: Confirmation },
  person: Person,
  now: Date,
): Promise<RepresentativeRefusal | null> {
  return db.transaction().execute(async (tx: Db) => {
    const found = await lockActing(tx, acting)
    await mustStay(tx, person)
    if (!found.isOpen) return 'alreadyDecided'
    if (found.person === person.id) return 'ownRequest'

    const written =
      choice.act === 'confirm'
        ? { confirmed_at: now, confirmed_by: person.id }
        : { ended_at: now, ended_by: person.id, ended_because: choice.reason }
    await tx.updateTable('stakeholders.representative').set(written).where('id', '=', acting).execute()
    const kind = choice.act === 'confirm' ? 'representative-confirmed' : 'representative-ended'
    await tell(tx, { kind, actor: person.publicId, stakeholder: found.stakeholder, person: found.publicId }, now)
    if (choice.act === 'confirm') return null

    await mailTo(tx, [found.person], { kind, facts: { request: acting } }, now)
    await endDeputiesOf(tx, { representative: acting, stakeholder: found.stakeholder }, person, now)
    return null
  })
}

type Acting = { stakeholder: string; person: number; publicId: string; isOpen: boolean }

/** The organisation first, as everybody who acts on one does. */
async function lockActing(tx: Db, id: number): Promise<Acting> {
  await sql`
    select from stakeholders.stakeholder where id = (select stakeholder_id from stakeholders.representative where id = ${id}) for update
  `.execute(tx)
  const { rows } = await sql<Acting>`
    select stakeholder.public_id as stakeholder, person.id as person, person.public_id as "publicId",
      (ground is not distinct from 'domain' and confirmed_at is null and ended_at is null and erased_at is null) as "isOpen"
    from stakeholders.representative acting join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    join accounts.person on person.id = person_id
    where acting.id = ${id} for update of acting
  `.execute(tx)
  const [found] = rows
  if (!found) throw new NotFound(`representative ${id}`)
  return found
}
