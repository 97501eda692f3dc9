/** The tables of the plan. The twin of migrations/*_framework.sql. */
import type { Generated } from 'kysely'
import type { Corrected } from './corrections/index.ts'
import type { Certainty, Level, LinkKind, Precision } from './processes/index.ts'
import type { LineKind, Mark } from './rules.ts'
import type { DatePrecision, SourceKind } from './sources/index.ts'

export interface FrameworkTables {
  'framework.line': { id: Generated<number>; slug: string; code: string; kind: LineKind; parent_id: number | null; position: number }
  'framework.source': {
    id: Generated<number>
    slug: string
    kind: SourceKind
    line_id: number | null
    title: string
    language: string
    date: string | null
    date_precision: DatePrecision | null
    url: string | null
    paragraph: string | null
    verified: boolean
  }
  'framework.plan': { line_id: number; adopted_on: string; vocabulary_uri: string; source_id: number }
  'framework.line_title': { line_id: number; language: string; title: string; short_title: string; mark: Mark; source_id: number }
  'framework.goal_set': { id: Generated<number>; slug: string; adopted_on: string; until: string | null; source_id: number }
  'framework.goal': { id: Generated<number>; set_id: number; code: string; parent_id: number | null; position: number }
  'framework.goal_title': { goal_id: number; language: string; title: string }
  'framework.goal_link': { line_id: number; goal_id: number; source_id: number }
  'framework.related_process': {
    id: Generated<number>
    slug: string
    level: Level
    paragraph: string
    position: number
    next_on: string | null
    precision: Precision | null
    certainty: Certainty | null
    yearly: boolean
    source_id: number
  }
  'framework.related_process_text': { process_id: number; language: string; title: string; body: string; summary: string }
  'framework.related_process_link': { from_id: number; to_id: number; kind: LinkKind }
  'framework.correction': {
    id: Generated<number>
    subject_kind: Corrected
    subject: string
    source_id: number
    corrected_by: string
    corrected_at: Date
  }
  'framework.corrected_value': { correction_id: number; field: string; before: string | null; after: string | null }
  'framework.region': { code: string; slug: string; parent: string | null }
  'framework.region_name': { region: string; language: string; name: string }
  'framework.country': { code: string; alpha3: string; m49: string; region: string | null }
  'framework.country_name': { country: string; language: string; name: string }
}
