/** Two entries of one organisation: proposing that they are, and deciding on it. */
import type { AccountsTables } from '../accounts/index.ts'
import type { FrameworkTables } from '../framework/index.ts'
import type { Person } from '../platform/auth.ts'
import type { PlatformTables } from '../platform/events.ts'
import { type Form, parse, refusing } from '../platform/forms.ts'
import { type Ask, page, redirect, slice } from '../platform/http.ts'
import { decideDouble } from './double-decision-store.ts'
import { type MandatesClash, seenWithClash } from './double-merging-store.ts'
import { ProposeDoublePage } from './double-proposal-pages.tsx'
import { candidatesFor, propose } from './double-proposal-store.ts'
import { DoublePage } from './doubles-pages.tsx'
import { doublesOf } from './doubles-read-store.ts'
import { DOUBLE_REFUSALS, type DoubleRefusal, doubleChoiceIn, Proposal } from './doubles-rules.ts'
import { winnerOf } from './merged-store.ts'
import { findStakeholder } from './store.ts'
import type { StakeholdersTables } from './tables.ts'

type Tables = StakeholdersTables & FrameworkTables & AccountsTables & PlatformTables
type Own = Ask<Tables, Person>
type Status = 200 | 409 | 422 | 429

const PROPOSE = '/stakeholders/:id{[a-z2-7]+}/double'
const DOUBLE = '/doubles/:double{[1-9][0-9]{0,8}}'
const FRESH = { typed: {}, errors: {} }

/** `mandatesClash`: what the slice of mandates says of two organisations. */
export function doublesRoutes(mandatesClash: MandatesClash) {
  const doubles = slice<Tables>('framework', 'accounts', 'stakeholders')

  doubles.get(PROPOSE, 'signed-in', ['q'], async (asked) => {
    const winner = await winnerOf(asked.db, asked.param('id'))
    return winner === null ? proposing(asked, FRESH, 200) : redirect(asked.view.to(`/stakeholders/${winner}/double`))
  })

  doubles.post(PROPOSE, 'signed-in', async (asked) => {
    const { db, now, view, visitor, typed, param } = asked
    const form = parse(Proposal, typed, DOUBLE_REFUSALS)
    if (!form.ok) return proposing(asked, form, 422)
    const { other: winner, reason } = form.value
    const proposed = await propose(db, { loser: param('id'), winner, reason }, visitor, mandatesClash, now)
    if (proposed.ok) return redirect(view.to(`/doubles/${proposed.id}`))
    return proposing(asked, refusing(typed, 'other', proposed.why), proposed.why === 'proposedTooOften' ? 429 : 409)
  })

  doubles.get(DOUBLE, 'signed-in', [], (asked) => deciding(asked, FRESH, 200))

  doubles.post(DOUBLE, 'signed-in', async (asked) => {
    const { db, now, view, visitor, typed } = asked
    await seenOf(asked)
    const choice = doubleChoiceIn(typed)
    if (!choice.ok) return deciding(asked, choice, 422)
    const refused = await decideDouble(db, numberIn(asked), choice.value, visitor, mandatesClash, now)
    return refused ? deciding(asked, refusing(typed, 'act', refused), 409) : redirect(view.to(`/doubles/${numberIn(asked)}`))
  })

  const numberIn = ({ param }: Own) => Number(param('double'))
  const seenOf = (asked: Own) => seenWithClash(asked.db, numberIn(asked), asked.visitor, asked.view.language, mandatesClash)

  async function deciding(asked: Own, form: Form<DoubleRefusal>, status: Status) {
    return page(<DoublePage view={asked.view} seen={await seenOf(asked)} form={form} />, { status })
  }

  return doubles
}

async function proposing({ db, view, visitor, param, query, typed }: Own, form: Form<DoubleRefusal>, status: Status) {
  const organisation = await findStakeholder(db, param('id'), view.language)
  const q = typed.q ?? query.q ?? organisation.name
  const [candidates, known] = await Promise.all([
    candidatesFor(db, q, organisation, view.language),
    doublesOf(db, organisation.id, visitor, view.language),
  ])
  return page(<ProposeDoublePage {...{ view, organisation, q, candidates, doubles: known, form }} />, { status })
}
