/** What follows up the Summit, as files. */
import { csv } from '../ui/csv.ts'
import type { RelatedProcess } from './processes/index.ts'

const COLUMNS = [
  'process',
  'title',
  'language',
  'body',
  'summary',
  'paragraph',
  'level',
  'date',
  'precision',
  'certainty',
  'yearly',
  'past',
  'source',
  'source_paragraph',
  'source_date',
  'source_url',
  'verified',
] as const
type Cells = Record<(typeof COLUMNS)[number], string | boolean | null>

function cellsOf({ slug, title, language, body, summary, paragraph, level, next, source }: RelatedProcess): Cells {
  return {
    process: slug,
    title,
    language,
    body,
    summary,
    paragraph,
    level,
    date: next?.on ?? null,
    precision: next?.precision ?? null,
    certainty: next?.certainty ?? null,
    yearly: next?.yearly ?? null,
    past: next?.past ?? null,
    source: source.title,
    source_paragraph: source.paragraph,
    source_date: source.date,
    source_url: source.url,
    verified: source.verified,
  }
}

/** One row a process; `date` is its first day. */
export function followUpCsv(processes: readonly RelatedProcess[]): string {
  const rows = processes.map((process) => {
    const cells = cellsOf(process)
    return COLUMNS.map((column) => (typeof cells[column] === 'boolean' ? yesOrNo(cells[column]) : cells[column]))
  })
  return csv(COLUMNS, rows)
}

const yesOrNo = (value: boolean) => (value ? 'yes' : 'no')

export function followUpJson(processes: readonly RelatedProcess[]): string {
  return JSON.stringify({ processes: processes.map((process) => ({ ...cellsOf(process), links: process.links })) })
}
