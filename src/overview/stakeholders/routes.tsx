/** The list of stakeholders, and each of them. */
import { mandatesOn } from '../../facilitation/index.ts'
import { correctionsOf } from '../../framework/index.ts'
import { NotFound } from '../../platform/errors.ts'
import { page, slice } from '../../platform/http.ts'
import { findStakeholder, listStakeholders, membersOf, type Stakeholder, submissionOf } from '../../stakeholders/index.ts'
import { activitiesOf, type Register } from '../../stocktaking/index.ts'
import type { Tables } from '../tables.ts'
import { StakeholdersPage } from './pages.tsx'
import { NOTHING, readQuery } from './rules.ts'
import { StakeholderPage } from './stakeholder-pages.tsx'
import { detailsOf, figuresOf } from './store.ts'

/** How many activities of each sort the page of a stakeholder shows. */
const NEWEST = 20

export function stakeholderRoutes(register: Register) {
  const stakeholders = slice<Tables>('framework', 'stakeholders', 'facilitation', 'stocktaking')

  stakeholders.get('/stakeholders', 'public', ['type', 'page'], async ({ db, view, query }) => {
    const { language, today: day } = view
    const asked = readQuery(query)
    if (asked.refused) return page(<StakeholdersPage view={view} asked={asked} result={null} />, { status: 400 })

    const { stakeholders: found, ...counts } = await listStakeholders(db, { language, type: asked.type, page: asked.page })
    if (asked.page > counts.pages) throw new NotFound(`page ${asked.page}`)

    const figures = await figuresOf(
      db,
      found.map(({ id }) => id),
      { day, language },
    )
    const entries = found.map((stakeholder) => ({ stakeholder, figures: figures.get(stakeholder.id) ?? NOTHING }))
    return page(<StakeholdersPage view={view} asked={asked} result={{ ...counts, entries }} />)
  })

  stakeholders.get('/stakeholders/:id{[a-z2-7]+}', 'public', [], async ({ db, view, param, visitor }) => {
    const { language, today: day } = view
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
    const country = figures.get(id)?.country ?? null
    // What is public says nothing of how it came here.
    const submission = isPublic(stakeholder) ? null : await submissionOf(db, id)
    return page(
      <StakeholderPage
        view={view}
        shown={{
          ...{ stakeholder, country, members, mandates, lines: named.lines, reported, participated, submission },
          ...{ corrections: corrections.flat(), ...details },
        }}
      />,
    )
  })

  return stakeholders
}

const isPublic = ({ standing }: Stakeholder) => standing === 'public' || standing === 'mentioned'
