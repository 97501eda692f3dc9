/** Activities, for programs. */
import { z } from 'zod'
import type { FrameworkTables } from '../framework/index.ts'
import { said } from '../platform/api.ts'
import { Text } from '../platform/api-texts.ts'
import type { Texts } from '../platform/best-text.ts'
import { partOf, parts, writeCursor } from '../platform/cursor.ts'
import { NotFound } from '../platform/errors.ts'
import { slice } from '../platform/http.ts'
import type { View } from '../platform/i18n.ts'
import { publicIdOf, STAKEHOLDER_TYPES, type StakeholdersTables } from '../stakeholders/index.ts'
import { strings } from './api-strings.ts'
import { FACETS, type Register, SCOPES } from './facets/index.ts'
import { ROLES, STATUSES } from './hits/index.ts'
import { findItem, type Item, itemsOf } from './items/index.ts'
import { changesAfter } from './mirror/index.ts'
import type { StocktakingTables } from './tables.ts'

type Tables = FrameworkTables & StakeholdersTables & StocktakingTables

const Activity = z
  .object({
    id: z.string().meta({ description: 'Ten base32 characters of the SHA-256 of the identifier.' }),
    identifier: z.string().meta({ description: 'Of IATI, or one of ours, which begins with actionlines:' }),
    url: z.string(),
    title: Text,
    description: Text.nullable(),
    reporter: z.object({ id: z.string(), identifier: z.string(), name: Text }).nullable(),
    lines: z.array(z.string()).meta({ description: 'Slugs, as its record states them; what is only suggested is not here.' }),
    status: z.enum(STATUSES).nullable(),
    scope: z.enum(SCOPES).nullable(),
    start: z.string().nullable().meta({ description: 'The actual day, else the planned one.' }),
    end: z.string().nullable(),
    year: z.number().int().nullable(),
    countries: z.array(z.string()).meta({ description: 'ISO 3166-1 alpha-2' }),
    regions: z.array(z.string()).meta({ description: 'UN M49' }),
    goals: z.array(z.string()).meta({ description: 'Goals and targets of the 2030 Agenda: 3, 3.8' }),
    sectors: z.array(z.object({ vocabulary: z.string(), code: z.string(), percentage: z.string().nullable() })),
    participants: z.array(
      z.object({
        stakeholder: z.string().nullable(),
        identifier: z.string().nullable(),
        name: z.string().nullable(),
        type: z.string(),
        role: z.enum(ROLES).nullable(),
      }),
    ),
    budgets: z.array(z.object({ currency: z.string().nullable(), value: z.string() })).meta({ description: 'Sums by currency.' }),
    recorded_at: z.string(),
    updated_at: z.string(),
    withdrawn_at: z.string().nullable().meta({ description: 'A withdrawn activity is only in answers to since.' }),
  })
  .meta({ id: 'Activity' })

const several = <Value extends z.ZodType>(value: Value) => z.array(value).optional()
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const year = z.string().regex(/^(19|20|21)\d\d$/)
const goal = z.string().regex(/^([1-9]|1[0-7])$/)
const country = z
  .string()
  .regex(/^[A-Za-z]{2}$/)
  .transform((code) => code.toLowerCase())

export function stocktakingApi(register: Register) {
  const endpoints = slice<Tables>('framework', 'stakeholders', 'stocktaking')

  endpoints.api(
    '/activities',
    'public',
    {
      summary: said(strings, 'activities'),
      query: z.object({
        q: z.string().max(300).optional(),
        line: several(slug),
        country: several(country),
        region: several(slug),
        scope: several(z.enum(SCOPES)),
        type: several(z.enum(STAKEHOLDER_TYPES)),
        organisation: several(z.string().regex(/^[a-z2-7]{10}$/)),
        status: several(z.enum(STATUSES)),
        sdg: several(goal),
        year: several(year),
        since: z.iso.datetime().optional(),
        ...parts(z.tuple([z.number(), z.number()])),
      }),
      parameters: {
        q: said(strings, 'q'),
        line: said(strings, 'line'),
        country: said(strings, 'country'),
        region: said(strings, 'region'),
        scope: said(strings, 'scope'),
        type: said(strings, 'type'),
        organisation: said(strings, 'organisation'),
        status: said(strings, 'status'),
        sdg: said(strings, 'sdg'),
        year: said(strings, 'year'),
        since: said(strings, 'since'),
      },
      answer: partOf(Activity).extend({
        as_of: z.string().meta({ description: 'Everything that was changed before this moment is in the answer: your next since.' }),
      }),
      example: '/activities?line=c3&limit=1',
    },
    async ({ db, now, view, query, text }) => {
      const { q = '', since, limit, cursor, ...filters } = query
      const chosen = Object.fromEntries(FACETS.flatMap((facet) => (filters[facet] ? [[facet, filters[facet]]] : [])))
      const from = { since: since === undefined ? null : new Date(since), after: cursor ?? null, limit, now }
      const { ids, next, asOf } = await changesAfter(db, register, { q, filters: chosen }, from)
      const items = await itemsOf(db, ids)
      return { items: items.map((item) => answerOf(item, view, text)), next: next && writeCursor(next), as_of: asOf.toISOString() }
    },
  )

  endpoints.api(
    '/activities/:id{[a-z2-7]+}',
    'public',
    {
      summary: said(strings, 'activity'),
      query: z.object({}),
      parameters: {},
      path: { id: said(strings, 'id') },
      answer: Activity,
      example: `/activities/${publicIdOf('actionlines:wsis-prize-2015-c1')}`,
    },
    async ({ db, view, param, text }) => {
      const item = await findItem(db, param('id'))
      if (!item) throw new NotFound(`activity ${param('id')}`)
      return answerOf(item, view, text)
    },
  )

  return endpoints
}

function answerOf(item: Item, view: View, text: (texts: Texts) => Text): z.output<typeof Activity> {
  const { publicId, identifier, reporter, titles, descriptions, lines, status, scope, start, end, year, recordedAt, updatedAt } = item
  return {
    id: publicId,
    identifier,
    url: `${view.site.origin}${view.to(`/activities/${publicId}`)}`,
    title: text(titles),
    description: Object.keys(descriptions).length > 0 ? text(descriptions) : null,
    reporter: reporter && { id: reporter.publicId, identifier: reporter.identifier, name: text(reporter.names) },
    ...{ lines: [...lines], status, scope, start, end, year },
    countries: [...item.countries],
    regions: [...item.regions],
    goals: [...item.goals],
    sectors: item.sectors.map((sector) => ({ ...sector })),
    participants: item.participants.map((participant) => ({ ...participant })),
    budgets: item.budgets.map((budget) => ({ ...budget })),
    recorded_at: recordedAt.toISOString(),
    updated_at: updatedAt.toISOString(),
    withdrawn_at: item.withdrawnAt?.toISOString() ?? null,
  }
}
