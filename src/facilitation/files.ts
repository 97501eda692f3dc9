/** The mandates as files, in the words of the record: one row a mandate. */
import { knownDate } from '../framework/index.ts'
import { csv } from '../ui/csv.ts'
import { jsonArray } from '../ui/json.ts'
import type { Comparison } from './changes-pages.tsx'
import type { Change, Mandate, MandateState } from './rules.ts'

const COLUMNS = [
  'line',
  'position',
  'stakeholder',
  'stakeholder_identifier',
  'type',
  'role',
  'state',
  'since',
  'attested_on',
  'until',
  'source',
  'source_date',
  'source_url',
] as const

function cellsOf(mandate: MandateState): Record<(typeof COLUMNS)[number], string | number | null> {
  const { lineSlug, position, stakeholder, role, state, source } = mandate
  return {
    line: lineSlug,
    position,
    stakeholder: stakeholder.name,
    stakeholder_identifier: stakeholder.identifier,
    type: stakeholder.type,
    role,
    state,
    ...periodOf(mandate),
    source: source.title,
    source_date: knownDate(source),
    source_url: source.url,
  }
}

/** When a state began, or since when it is attested, and when it ended. */
export function periodOf({ from, attested, until }: Pick<Mandate, 'from' | 'attested' | 'until'>) {
  return {
    since: attested === null ? from : null,
    attested_on: attested === 'month' ? from.slice(0, 7) : attested === 'day' ? from : null,
    until,
  }
}

export function mandatesCsv(mandates: readonly MandateState[]): string {
  const rows = mandates.map((mandate) => {
    const cells = cellsOf(mandate)
    return COLUMNS.map((column) => cells[column])
  })
  return csv(COLUMNS, rows)
}

export function mandatesJson(on: string, mandates: readonly Mandate[]): string {
  return JSON.stringify({ on, mandates: mandates.map(cellsOf) })
}

/** States whenever they held, as one array. */
export function statesJson(states: readonly MandateState[]): string {
  return jsonArray(states.map(cellsOf))
}

const CHANGE_COLUMNS = [
  'line',
  'change',
  'stakeholder',
  'stakeholder_identifier',
  'type',
  'role',
  'date',
  'source',
  'source_date',
  'source_url',
] as const

/** One row for each mandate that changed. */
function changedCells({ lineSlug, became, on, mandates, source }: Change): Record<(typeof CHANGE_COLUMNS)[number], string | null>[] {
  return mandates.map(({ stakeholder, role }) => ({
    line: lineSlug,
    change: became,
    stakeholder: stakeholder.name,
    stakeholder_identifier: stakeholder.identifier,
    type: stakeholder.type,
    role,
    date: on,
    source: source.title,
    source_date: knownDate(source),
    source_url: source.url,
  }))
}

export function changesCsv(changes: readonly Change[]): string {
  return csv(
    CHANGE_COLUMNS,
    changes.flatMap(changedCells).map((cells) => CHANGE_COLUMNS.map((column) => cells[column])),
  )
}

export function changesJson({ from, to, changes }: Comparison): string {
  return JSON.stringify({ from, to, changes: changes.flatMap(changedCells) })
}
