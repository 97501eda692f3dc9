/** Acting for an organisation. */
import type { AccountsTables } from '../accounts/index.ts'
import { type FrameworkTables, listRegions } from '../framework/index.ts'
import type { Person } from '../platform/auth.ts'
import { BadRequest, NotFound } from '../platform/errors.ts'
import type { PlatformTables } from '../platform/events.ts'
import { type Form, parse, refusing, rowIn } from '../platform/forms.ts'
import { type Ask, page, redirect, slice } from '../platform/http.ts'
import { GroupPage } from './acting-pages.tsx'
import { mayActFor } from './acting-store.ts'
import { awaiting } from './behalf-store.ts'
import { decideAsRepresentative } from './decision-store.ts'
import { DEPUTY_REFUSALS, type DeputyRefusal, endingIn, NamedDeputy } from './deputy-rules.ts'
import { endDeputy, nameDeputy, takeBack } from './deputy-store.ts'
import { acceptInvitation, offerTo } from './invited-store.ts'
import { winnerOf } from './merged-store.ts'
import { RepresentPage } from './representative-pages.tsx'
import { askingOf, choiceIn, REPRESENTATIVE_REFUSALS, type RepresentativeRefusal, type SharedDomains } from './representative-rules.ts'
import { actingOf, ask, endOwn } from './representative-store.ts'
import { findStakeholder, membersOf } from './store.ts'
import type { StakeholdersTables } from './tables.ts'

type Tables = StakeholdersTables & FrameworkTables & AccountsTables & PlatformTables
type Own = Ask<Tables, Person>

const PATH = '/stakeholders/:id{[a-z2-7]+}/represent'
const FRESH = { typed: {}, errors: {} }
/** Of naming a deputy; every other refusal is a form to be corrected. */
const STATUS: Partial<Record<DeputyRefusal, 409 | 429>> = { alreadyNamed: 409, namedTooOften: 429 }

export function representativeRoutes(shared: SharedDomains) {
  const representatives = slice<Tables>('framework', 'accounts', 'stakeholders')

  representatives.get(
    PATH,
    'signed-in',
    [],
    async (asked) => (await groupPage(asked)) ?? (await onwards(asked)) ?? represent(asked, FRESH, 200),
  )

  representatives.post(PATH, 'signed-in', async (asked) => {
    const { db, now, view, visitor, typed } = asked
    const organisation = await organisationOf(asked)
    const done = () => redirect(view.to(`/stakeholders/${organisation.publicId}/represent`))

    if (typed.act === 'end') {
      await endOwn(db, organisation, visitor, now)
      return done()
    }
    if (typed.act === 'ask') {
      const elsewhere = await onwards(asked)
      if (elsewhere) return elsewhere
      const form = parse(askingOf({ anonymous: visitor.name === '' }), typed, REPRESENTATIVE_REFUSALS)
      if (!form.ok) return represent(asked, form, 422)
      const refused = await ask(db, organisation, visitor, { ...form.value, shared }, now)
      return refused ? represent(asked, refusing(typed, 'act', refused), 429) : done()
    }
    if (typed.act === 'name-deputy') {
      const form = parse(NamedDeputy, typed, DEPUTY_REFUSALS)
      if (!form.ok) return represent(asked, form, 422)
      const refused = await nameDeputy(db, organisation, visitor, { ...form.value, language: view.language }, now)
      return refused ? represent(asked, refusing(typed, 'personEmail', refused), STATUS[refused] ?? 422) : done()
    }
    const ending = endingIn(typed)
    if (ending !== null) {
      await ('deputy' in ending
        ? endDeputy(db, organisation, ending.deputy, visitor, now)
        : takeBack(db, organisation, ending.invitation, visitor, now))
      return done()
    }
    if (typed.act === 'accept') {
      const form = parse(askingOf({ anonymous: visitor.name === '' }), typed, REPRESENTATIVE_REFUSALS)
      if (!form.ok) return represent(asked, form, 422)
      const refused = await acceptInvitation(db, organisation, visitor, form.value.ownName, now)
      return refused ? represent(asked, refusing(typed, 'act', refused), 409) : done()
    }
    const request = rowIn(typed.request)
    if (request === null) throw new BadRequest('request')
    const choice = choiceIn(typed, `reason-${request}`)
    if (!choice.ok) return represent(asked, choice, 422)
    const refused = await decideAsRepresentative(db, { organisation: organisation.id, request, choice: choice.value }, visitor, now)
    return refused ? represent(asked, refusing(typed, 'act', refused), 409) : done()
  })

  /** Whoever comes to act for an entry that is known as another is led there; who acts for it already stays. */
  async function onwards(asked: Own) {
    const { db, view, visitor } = asked
    const organisation = await organisationOf(asked)
    const winner = await winnerOf(db, organisation.publicId)
    if (winner === null || (await actingOf(db, organisation, visitor, shared)).own) return null
    return redirect(view.to(`/stakeholders/${winner}/represent`))
  }

  async function represent(asked: Own, form: Form<RepresentativeRefusal | DeputyRefusal>, status: 200 | 409 | 422 | 429) {
    const { db, now, view, visitor } = asked
    const organisation = await organisationOf(asked)
    const [acting, offer, all] = await Promise.all([
      actingOf(db, organisation, visitor, shared),
      offerTo(db, organisation.id, visitor, now),
      awaiting(db, visitor, { on: now, language: view.language }),
    ])
    const entries = all.filter(({ publicId }) => publicId === organisation.publicId)
    return page(<RepresentPage {...{ view, organisation, acting, offer, form, entries }} />, { status })
  }

  return representatives
}

/** Of a group: who acts for it, and whether that is who asks. Null: it is no group. */
async function groupPage({ db, now, view, visitor, param }: Own) {
  const { language, today } = view
  const group = await findStakeholder(db, param('id'), language, visitor)
  if (group.kind !== 'group' || group.standing === 'held') return null
  const [members, how, regions] = await Promise.all([
    membersOf(db, group.id, today, language),
    mayActFor(db, visitor, group.id, now),
    listRegions(db, language),
  ])
  const names = new Map(regions.map(({ code, name }) => [code, name]))
  return page(<GroupPage view={view} group={group} members={members} how={how} regions={names} />)
}

/** What can be represented: an organisation that the visitor may see, and that is not held back. Throws NotFound. */
async function organisationOf({ db, view, visitor, param }: Own) {
  const found = await findStakeholder(db, param('id'), view.language, visitor)
  if (found.kind !== 'organisation' || found.standing === 'held') throw new NotFound(`organisation ${found.publicId}`)
  return found
}
