/** A list of activities as files: the whole of it, written while it is sent. */
import { bestText } from '../../platform/best-text.ts'
import type { View } from '../../platform/i18n.ts'
import { csvLines, csvStart } from '../../ui/csv.ts'
import type { Item } from './rules.ts'

const COLUMNS = [
  'id',
  'identifier',
  'title',
  'title_language',
  'description',
  'organisation',
  'organisation_identifier',
  'lines',
  'countries',
  'regions',
  'status',
  'scope',
  'start',
  'end',
  'year',
  'goals',
  'sectors',
  'participants',
  'budgets',
  'recorded_at',
  'updated_at',
  'url',
] as const

/** Several things in a cell have this between them. */
const BETWEEN = '; '

type Pieces = AsyncIterable<readonly Item[]>

/** One row an activity, texts in the reader's language where there are any in it. */
export async function* itemsAsCsv(view: View, pieces: Pieces): AsyncGenerator<string> {
  yield csvStart(COLUMNS)
  for await (const items of pieces) yield csvLines(items.map((item) => rowOf(view, item)))
}

function rowOf(view: View, item: Item): (string | number | null)[] {
  const title = bestText(item.titles, view.language)
  const cells: Record<(typeof COLUMNS)[number], string | number | null> = {
    id: item.publicId,
    identifier: item.identifier,
    title: title?.text ?? null,
    title_language: title?.language ?? null,
    description: bestText(item.descriptions, view.language)?.text ?? null,
    organisation: item.reporter && (bestText(item.reporter.names, view.language)?.text ?? null),
    organisation_identifier: item.reporter?.identifier ?? null,
    lines: item.lines.join(BETWEEN),
    countries: item.countries.join(BETWEEN),
    regions: item.regions.join(BETWEEN),
    status: item.status,
    scope: item.scope,
    start: item.start,
    end: item.end,
    year: item.year,
    goals: item.goals.join(BETWEEN),
    sectors: item.sectors.map(({ vocabulary, code }) => `${vocabulary}:${code}`).join(BETWEEN),
    participants: [...new Set(item.participants.map(({ name, identifier }) => name ?? identifier ?? ''))].join(BETWEEN),
    budgets: item.budgets.map(({ currency, value }) => `${value} ${currency ?? ''}`.trim()).join(BETWEEN),
    recorded_at: item.recordedAt.toISOString(),
    updated_at: item.updatedAt.toISOString(),
    url: addressIn(view, item),
  }
  return COLUMNS.map((column) => cells[column])
}

/** One array, an activity a line, texts in every language that there is. */
export async function* itemsAsJson(view: View, pieces: Pieces): AsyncGenerator<string> {
  let before = '[\n'
  for await (const items of pieces) {
    if (items.length === 0) continue
    yield `${before}${items.map((item) => JSON.stringify(asJson(view, item))).join(',\n')}`
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

function asJson(view: View, { id: _, publicId, ...item }: Item) {
  return { id: publicId, url: addressIn(view, { publicId }), ...item }
}

function addressIn(view: View, { publicId }: Pick<Item, 'publicId'>): string {
  return `${view.site.origin}${view.to(`/activities/${publicId}`)}`
}
