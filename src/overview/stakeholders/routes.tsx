/** The list of stakeholders, and each of them. */
import { mandatesOn, mayGiveContact } from '../../facilitation/index.ts'
import { correctionsOf } from '../../framework/index.ts'
import { page, redirect, slice } from '../../platform/http.ts'
import {
  findStakeholder,
  membersOf,
  type Stakeholder,
  submissionOf,
  traceOf,
  WithdrawnPage,
  winnerOf,
  withdrawable,
} from '../../stakeholders/index.ts'
import { activitiesOf, type Register } from '../../stocktaking/index.ts'
import type { Tables } from '../tables.ts'
import { listRoutes } from './list-routes.tsx'
import { StakeholderPage } from './stakeholder-pages.tsx'
import { detailsOf, figuresOf } from './store.ts'

/** How many activities of each sort the page of a stakeholder shows. */
const NEWEST = 20

export function stakeholderRoutes(register: Register) {
  const stakeholders = slice<Tables>('framework', 'stakeholders', 'facilitation', 'stocktaking')

  stakeholders.get('/stakeholders/:id{[a-z2-7]+}', 'public', [], async ({ db, now, view, param, visitor }) => {
    const winner = await winnerOf(db, param('id'))
    if (winner !== null) return redirect(view.to(`/stakeholders/${winner}`))

    const { language, today: day } = view
    const entry = await withdrawable(db, param('id'), language)
    if (entry?.withdrawal) return page(<WithdrawnPage view={view} entry={entry} part="stakeholders" />, { status: 410 })
    const stakeholder = await findStakeholder(db, param('id'), language, visitor)
    const { id } = stakeholder
    const named = await register.names.places(db, language)

    const [details, figures, members, mandates, reported, participated, ...corrections] = await Promise.all([
      detailsOf(db, id, { day, language }),
      figuresOf(db, [id], { day, language }),
      membersOf(db, id, day, language),
      mandatesOn(db, { day, language, stakeholder: id }),
      activitiesOf(db, { reporter: id }, { language, named, limit: NEWEST }),
      activitiesOf(db, { participant: id }, { language, named, limit: NEWEST }),
      correctionsOf(db, 'mandate'),
      correctionsOf(db, 'stakeholder', stakeholder.publicId),
      correctionsOf(db, 'membership'),
    ])
    const mayPost = visitor !== null && mandates.length > 0 && (await mayGiveContact(db, visitor, id, now))
    const country = figures.get(id)?.country ?? null
    // What is public says nothing of how it came here.
    const [submission, trace] = await Promise.all([isPublic(stakeholder) ? null : submissionOf(db, id), traceOf(db, id)])
    return page(
      <StakeholderPage
        view={view}
        shown={{
          ...{ stakeholder, country, members, mandates, lines: named.lines, reported, participated, submission, trace, mayPost },
          ...{ corrections: corrections.flat(), ...details },
        }}
      />,
    )
  })

  return { routes: [...listRoutes(register).routes, ...stakeholders.routes] }
}

const isPublic = ({ standing }: Stakeholder) => standing === 'public' || standing === 'mentioned'
