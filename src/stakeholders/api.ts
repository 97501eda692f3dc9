/** Stakeholders, for programs. */
import { z } from 'zod'
import type { FrameworkTables } from '../framework/index.ts'
import { said } from '../platform/api.ts'
import { Text } from '../platform/api-texts.ts'
import type { Texts } from '../platform/best-text.ts'
import { cut, partOf, parts } from '../platform/cursor.ts'
import { slice } from '../platform/http.ts'
import type { View } from '../platform/i18n.ts'
import { type StakeholderTexts, stakeholderInAllLanguages, stakeholdersInAllLanguages } from './api-store.ts'
import { strings } from './api-strings.ts'
import { publicIdOf, STAKEHOLDER_TYPES } from './rules.ts'
import type { StakeholdersTables } from './tables.ts'

export const stakeholdersApi = slice<StakeholdersTables & FrameworkTables>('framework', 'stakeholders')

const Stakeholder = z
  .object({
    id: z.string().meta({ description: 'Ten base32 characters of the SHA-256 of the identifier.' }),
    identifier: z.string().meta({ description: 'An IATI organisation identifier, or one of ours, which begins with actionlines:' }),
    kind: z.enum(['organisation', 'group', 'organ']),
    type: z.enum(STAKEHOLDER_TYPES),
    standing: z.enum(['mentioned', 'received', 'public', 'held']).meta({ description: 'mentioned: known from an import only.' }),
    acronym: z.string().nullable(),
    name: Text,
    country: z.string().nullable().meta({ description: 'ISO 3166-1 alpha-2' }),
    website: z.string().nullable(),
    url: z.string(),
    merged_into: z
      .string()
      .nullable()
      .meta({ description: 'The id of the stakeholder as which it is known, being the same organisation; null: as itself.' }),
  })
  .meta({ id: 'Stakeholder' })

stakeholdersApi.api(
  '/stakeholders',
  'public',
  {
    summary: said(strings, 'stakeholders'),
    query: z.object({ type: z.enum(STAKEHOLDER_TYPES).optional(), ...parts(z.tuple([z.string()])) }),
    parameters: { type: said(strings, 'type') },
    answer: partOf(Stakeholder),
    example: '/stakeholders?type=civil-society&limit=1',
  },
  async ({ db, view, query: { type, limit, cursor }, text }) => {
    const found = await stakeholdersInAllLanguages(db, { type, after: cursor?.[0], limit: limit + 1 })
    const { rows, next } = cut(found, limit, ({ publicId }) => [publicId])
    return { items: rows.map((stakeholder) => stakeholderAnswer(stakeholder, view, text)), next }
  },
)

stakeholdersApi.api(
  '/stakeholders/:id{[a-z2-7]+}',
  'public',
  {
    summary: said(strings, 'stakeholder'),
    query: z.object({}),
    parameters: {},
    path: { id: said(strings, 'id') },
    answer: Stakeholder,
    example: `/stakeholders/${publicIdOf('XM-DAC-41304')}?languages=all`,
  },
  async ({ db, view, param, text }) => stakeholderAnswer(await stakeholderInAllLanguages(db, param('id')), view, text),
)

function stakeholderAnswer(stakeholder: StakeholderTexts, view: View, text: (texts: Texts) => Text): z.output<typeof Stakeholder> {
  const { publicId: id, identifier, kind, type, standing, acronym, names, country, website, mergedInto } = stakeholder
  const url = `${view.site.origin}${view.to(`/stakeholders/${id}`)}`
  return { id, identifier, kind, type, standing, acronym, name: text(names), country, website, url, merged_into: mergedInto }
}
