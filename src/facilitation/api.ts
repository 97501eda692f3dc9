/** Who facilitates what, for programs: by the same rules as the page. */
import { z } from 'zod'
import { type FrameworkTables, SourceAnswer, sourceAnswer } from '../framework/index.ts'
import { said } from '../platform/api.ts'
import { Text } from '../platform/api-texts.ts'
import { slice } from '../platform/http.ts'
import { namesOf, STAKEHOLDER_TYPES, type StakeholdersTables } from '../stakeholders/index.ts'
import { strings } from './api-strings.ts'
import { periodOf } from './files.ts'
import { Day, type Mandate as Holding, ROLES, STATES } from './rules.ts'
import { mandatesOn } from './store.ts'
import type { FacilitationTables } from './tables.ts'

export const facilitationApi = slice<FrameworkTables & StakeholdersTables & FacilitationTables>('framework', 'stakeholders', 'facilitation')

const Mandate = z
  .object({
    line: z.string().meta({ description: 'The slug of the line; plan: the whole plan.' }),
    position: z.number().meta({ description: 'The place in the annex, which carries meaning.' }),
    stakeholder: z.object({
      id: z.string(),
      identifier: z.string(),
      type: z.enum(STAKEHOLDER_TYPES),
      acronym: z.string().nullable(),
      name: Text,
    }),
    role: z.enum(ROLES),
    state: z.enum(STATES),
    since: z.string().nullable().meta({ description: 'The day on which the state began; null: only a later witness is known.' }),
    attested_on: z.string().nullable().meta({ description: 'The day or month of that witness.' }),
    until: z.string().nullable().meta({ description: 'The first day on which it no longer holds; null: none is known.' }),
    source: SourceAnswer,
    contact: z
      .object({
        email: z.string().nullable(),
        telephone: z.string().nullable(),
        postal_address: z.string().nullable(),
        person: z.string().nullable(),
        deputy: z.string().nullable(),
        given_on: z.string(),
      })
      .nullable()
      .meta({ description: 'How the holder is reached, as it has posted it; null: it has not.' }),
  })
  .meta({ id: 'Mandate' })

facilitationApi.api(
  '/mandates',
  'public',
  {
    summary: said(strings, 'mandates'),
    query: z.object({ on: Day.optional() }),
    parameters: { on: said(strings, 'on') },
    answer: z.object({ on: z.string(), items: z.array(Mandate) }),
    example: '/mandates?on=2006-02-24',
  },
  async ({ db, view, language, query: { on = view.today }, text }) => {
    const mandates = await mandatesOn(db, { day: on, language })
    const names = await namesOf(
      db,
      mandates.map(({ stakeholder }) => stakeholder.id),
    )
    const items = mandates.map((mandate) => {
      const { lineSlug: line, position, role, state, source } = mandate
      const { id, publicId, identifier, type, acronym, name, nameLanguage } = mandate.stakeholder
      const stakeholder = { id: publicId, identifier, type, acronym, name: text(names.get(id) ?? { [nameLanguage]: name }) }
      return {
        line,
        position,
        stakeholder,
        role,
        state,
        ...periodOf(mandate),
        source: sourceAnswer(source, text),
        contact: contactAnswer(mandate),
      }
    })
    return { on, items }
  },
)

function contactAnswer({ contact }: Pick<Holding, 'contact'>) {
  if (contact === null) return null
  const { email, telephone, postalAddress: postal_address, person, deputy, givenOn: given_on } = contact
  return { email, telephone, postal_address, person, deputy, given_on }
}
