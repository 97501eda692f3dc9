/** What those concerned do about a proposal, and about what became of it. */
import type { Person } from '../platform/auth.ts'
import { NotFound } from '../platform/errors.ts'
import { clashOf, inTurn, lockEntries, type MandatesClash, mailConcerned, merge, pairOf, settleOrWait } from './double-merging-store.ts'
import { doubleOf, type OwnSide, seenDouble } from './doubles-read-store.ts'
import { actsOf, type Double, type DoubleAct, type DoubleChoice, type DoubleRefusal } from './doubles-rules.ts'
import { type Db, mustStay, tell } from './person-store.ts'

/**
 * Does what somebody has chosen. Throws NotFound where they have nothing to do with it, or may never do that.
 * @returns why it cannot be done, or not any more
 */
export async function decideDouble(
  db: Db,
  id: number,
  choice: DoubleChoice,
  person: Person,
  mandatesClash: MandatesClash,
  now: Date,
): Promise<DoubleRefusal | null> {
  return inTurn(db, async (tx) => {
    await mustStay(tx, person)
    const { loser, winner } = await doubleOf(tx, id, 'en')
    await lockEntries(tx, [loser.entry.id, winner.entry.id])
    const { double, acts, sides } = await seenDouble(tx, id, person, 'en')
    if (!acts.includes(choice.act)) return refusalOf(id, choice.act, person, sides)
    if (choice.act === 'agree' || choice.act === 'merge') {
      const clash = await clashOf(tx, pairOf(double), mandatesClash)
      if (clash !== null) return clash
    }
    await carryOut(tx, double, choice, { person, sides }, now)
    return null
  })
}

/** What somebody in their place could do at some time comes too late; anything else is not there for them. */
function refusalOf(id: number, act: DoubleAct, { roles }: Person, sides: readonly OwnSide[]): DoubleRefusal {
  const place = { secretariat: roles.includes('secretariat'), sides: sides.map(() => ({ spoken: false })) }
  const ever = [
    ...actsOf({ state: 'open', waits: true }, { ...place, proposer: true }),
    ...actsOf({ state: 'open', waits: true }, { ...place, proposer: false }),
    ...actsOf({ state: 'merged', waits: false }, { ...place, proposer: false }),
  ]
  if (!ever.includes(act)) throw new NotFound(`double ${id}`)
  return 'alreadyDecided'
}

type Who = { person: Person; sides: readonly OwnSide[] }

async function carryOut(tx: Db, double: Double, choice: DoubleChoice, who: Who, now: Date): Promise<void> {
  const { person } = who
  switch (choice.act) {
    case 'agree':
      await speak(tx, double, who, 'agreed', now)
      await tellOf(tx, double, 'double-agreed', person, now)
      return settleOrWait(tx, await doubleOf(tx, double.id, 'en'), now)
    case 'merge':
      return merge(tx, double, { ground: 'secretariat', by: person }, now)
    case 'withdraw':
      await tx.updateTable('stakeholders.merger').set({ withdrawn_at: now }).where('id', '=', double.id).execute()
      return tellOf(tx, double, 'double-withdrawn', person, now)
    case 'refuse': {
      const refused = { refused_at: now, refused_by: person.id, refused_because: choice.reason }
      await tx.updateTable('stakeholders.merger').set(refused).where('id', '=', double.id).execute()
      await tellOf(tx, double, 'double-refused', person, now)
      return mailConcerned(tx, double.id, { kind: 'double-refused', except: person, proposer: true }, now)
    }
    case 'undo':
      await speak(tx, double, who, 'undoes', now)
      await tellOf(tx, double, 'double-disputed', person, now)
      return reverseWhereBothSay(tx, double.id, person, now)
    case 'reverse':
      return reverse(tx, double, { by: person, because: choice.reason }, now)
  }
}

/** Writes down what somebody says for every side for which they act and have not said it yet. */
async function speak(tx: Db, double: Double, { person, sides }: Who, what: 'agreed' | 'undoes', now: Date): Promise<void> {
  for (const { side, row } of sides) {
    if ((what === 'agreed' ? double[side].agreedAt : double[side].undoesAt) !== null) continue
    await tx
      .updateTable('stakeholders.merger')
      .set({ [`${side}_${what}_at`]: now, [`${side}_${what}_by`]: person.id, [`${side}_${what}_as`]: row })
      .where('id', '=', double.id)
      .execute()
  }
}

async function reverseWhereBothSay(tx: Db, id: number, person: Person, now: Date): Promise<void> {
  const double = await doubleOf(tx, id, 'en')
  if (double.loser.undoesAt !== null && double.winner.undoesAt !== null) await reverse(tx, double, { by: person, because: null }, now)
}

/** Without a reason both sides say so, and `by` is who said it last. */
async function reverse(tx: Db, double: Double, { by, because }: { by: Person; because: string | null }, now: Date): Promise<void> {
  await tx
    .updateTable('stakeholders.merger')
    .set({ reversed_at: now, reversed_by: because === null ? null : by.id, reversed_because: because })
    .where('id', '=', double.id)
    .execute()
  await tellOf(tx, double, 'double-reversed', by, now)
  await mailConcerned(tx, double.id, { kind: 'double-reversed', except: by, proposer: true }, now)
}

function tellOf(tx: Db, { loser }: Double, kind: string, { publicId }: Person, now: Date): Promise<void> {
  return tell(tx, { kind, actor: publicId, stakeholder: loser.entry.publicId }, now)
}
