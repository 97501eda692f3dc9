/** Acting for an organisation. */
import type { AccountsTables } from '../accounts/index.ts'
import type { FrameworkTables } from '../framework/index.ts'
import type { Person } from '../platform/auth.ts'
import { BadRequest, NotFound } from '../platform/errors.ts'
import type { PlatformTables } from '../platform/events.ts'
import { type Form, parse, refusing, rowIn } from '../platform/forms.ts'
import { type Ask, page, redirect, slice } from '../platform/http.ts'
import { decideAsRepresentative } from './decision-store.ts'
import { acceptInvitation, offerTo } from './invited-store.ts'
import { RepresentPage } from './representative-pages.tsx'
import { askingOf, choiceIn, REPRESENTATIVE_REFUSALS, type RepresentativeRefusal, type SharedDomains } from './representative-rules.ts'
import { actingOf, ask, endOwn } from './representative-store.ts'
import { findStakeholder } from './store.ts'
import type { StakeholdersTables } from './tables.ts'

type Tables = StakeholdersTables & FrameworkTables & AccountsTables & PlatformTables
type Own = Ask<Tables, Person>

const PATH = '/stakeholders/:id{[a-z2-7]+}/represent'
const FRESH = { typed: {}, errors: {} }

export function representativeRoutes(shared: SharedDomains) {
  const representatives = slice<Tables>('accounts', 'stakeholders')

  representatives.get(PATH, 'signed-in', [], (asked) => represent(asked, FRESH, 200))

  representatives.post(PATH, 'signed-in', async (asked) => {
    const { db, now, view, visitor, typed } = asked
    const organisation = await organisationOf(asked)
    const done = () => redirect(view.to(`/stakeholders/${organisation.publicId}/represent`))

    if (typed.act === 'end') {
      await endOwn(db, organisation, visitor, now)
      return done()
    }
    if (typed.act === 'ask') {
      const form = parse(askingOf({ anonymous: visitor.name === '' }), typed, REPRESENTATIVE_REFUSALS)
      if (!form.ok) return represent(asked, form, 422)
      const refused = await ask(db, organisation, visitor, { ...form.value, shared }, now)
      return refused ? represent(asked, refusing(typed, 'act', refused), 429) : done()
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

  async function represent(asked: Own, form: Form<RepresentativeRefusal>, status: 200 | 409 | 422 | 429) {
    const { db, now, view, visitor } = asked
    const organisation = await organisationOf(asked)
    const [acting, offer] = await Promise.all([actingOf(db, organisation, visitor, shared), offerTo(db, organisation.id, visitor, now)])
    return page(<RepresentPage view={view} organisation={organisation} acting={acting} offer={offer} form={form} />, { status })
  }

  return representatives
}

/** What can be represented: an organisation that the visitor may see, and that is not held back. Throws NotFound. */
async function organisationOf({ db, view, visitor, param }: Own) {
  const found = await findStakeholder(db, param('id'), view.language, visitor)
  if (found.kind !== 'organisation' || found.standing === 'held') throw new NotFound(`organisation ${found.publicId}`)
  return found
}
