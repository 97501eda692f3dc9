/** The plan and its places, for programs. */
import { z } from 'zod'
import { said } from '../platform/api.ts'
import { Text } from '../platform/api-texts.ts'
import type { Texts } from '../platform/best-text.ts'
import { slice } from '../platform/http.ts'
import type { View } from '../platform/i18n.ts'
import {
  countriesInAllLanguages,
  goalTitles,
  type LineTexts,
  lineInAllLanguages,
  linesInAllLanguages,
  regionsInAllLanguages,
} from './api-store.ts'
import { strings } from './api-strings.ts'
import { goalsOf } from './goals/index.ts'
import { SourceAnswer, sourceAnswer } from './sources/index.ts'
import type { FrameworkTables } from './tables.ts'

export const frameworkApi = slice<FrameworkTables>('framework')

const Line = z
  .object({
    slug: z.string(),
    code: z.string().meta({ description: 'C1 to C11; the eight of C7 share theirs.' }),
    kind: z.enum(['heading', 'working']),
    parent: z.string().nullable().meta({ description: 'The slug of the line above; null: the whole plan.' }),
    title: Text,
    title_mark: z
      .enum(['seen', 'pieces', 'unverified', 'ours'])
      .meta({ description: 'Whether the title was seen word for word, seen in pieces, carried unseen, or is in words of ours.' }),
    short_title: Text,
    url: z.string(),
  })
  .meta({ id: 'Line' })

const Goal = z.object({
  set: z.string().meta({ description: 'sdg: the Sustainable Development Goals.' }),
  code: z.string(),
  title: Text.nullable(),
  targets: z.array(z.string()),
  source: SourceAnswer,
})

frameworkApi.api(
  '/lines',
  'public',
  {
    summary: said(strings, 'lines'),
    query: z.object({}),
    parameters: {},
    answer: z.object({ items: z.array(Line) }),
    example: '/lines',
  },
  async ({ db, view, text }) => ({ items: (await linesInAllLanguages(db)).map((line) => lineAnswer(line, view, text)) }),
)

frameworkApi.api(
  '/lines/:slug{[a-z0-9-]+}',
  'public',
  {
    summary: said(strings, 'line'),
    query: z.object({}),
    parameters: {},
    path: { slug: said(strings, 'slug') },
    answer: Line.extend({ goals: z.array(Goal) }),
    example: '/lines/c7-e-health?languages=all',
  },
  async ({ db, view, language, param, text }) => {
    const line = await lineInAllLanguages(db, param('slug'))
    const [goals, titles] = await Promise.all([goalsOf(db, line.id, language), goalTitles(db, line.id)])
    return {
      ...lineAnswer(line, view, text),
      goals: goals.map(({ set, code, targets, source }) => {
        const title = titles.get(`${set} ${code}`)
        return { set, code, title: title ? text(title) : null, targets, source: sourceAnswer(source, text) }
      }),
    }
  },
)

function lineAnswer(line: LineTexts, view: View, text: (texts: Texts) => Text): z.output<typeof Line> {
  const { slug, code, kind, parent, titles, shortTitles, marks } = line
  const title = text(titles)
  return {
    slug,
    code,
    kind: kind === 'heading' ? kind : 'working',
    parent,
    title,
    title_mark: marks[title.language] ?? 'unverified',
    short_title: text(shortTitles),
    url: `${view.site.origin}${view.to(`/lines/${slug}`)}`,
  }
}

const Country = z
  .object({
    code: z.string().meta({ description: 'ISO 3166-1 alpha-2' }),
    alpha3: z.string().meta({ description: 'ISO 3166-1 alpha-3' }),
    m49: z.string(),
    region: z.string().nullable().meta({ description: 'The smallest region, by its M49 code; null where M49 has none.' }),
    name: Text,
  })
  .meta({ id: 'Country' })

frameworkApi.api(
  '/countries',
  'public',
  {
    summary: said(strings, 'countries'),
    query: z.object({}),
    parameters: {},
    answer: z.object({ items: z.array(Country) }),
    example: '/countries',
  },
  async ({ db, text }) => ({
    items: (await countriesInAllLanguages(db)).map(({ names, ...country }) => ({ ...country, name: text(names) })),
  }),
)

const Region = z
  .object({
    code: z.string().meta({ description: 'M49' }),
    slug: z.string(),
    parent: z.string().nullable().meta({ description: 'The M49 code of the region around it; null: the world.' }),
    name: Text,
  })
  .meta({ id: 'Region' })

frameworkApi.api(
  '/regions',
  'public',
  {
    summary: said(strings, 'regions'),
    query: z.object({}),
    parameters: {},
    answer: z.object({ items: z.array(Region) }),
    example: '/regions',
  },
  async ({ db, text }) => ({ items: (await regionsInAllLanguages(db)).map(({ names, ...region }) => ({ ...region, name: text(names) })) }),
)
