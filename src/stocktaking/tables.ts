/** The tables of the stocktaking, as migrations/…_stocktaking.sql makes them. Codes are IATI's, version 2.03, where that file says so. */
import type { Generated } from 'kysely'

export type Origin = 'plan' | 'iati' | 'csv'

export interface StocktakingTables {
  'stocktaking.activity': {
    id: Generated<number>
    public_id: string
    identifier: string
    origin: Origin
    reporter_id: number | null
    reporter_secondary: Generated<boolean>
    language: string | null
    currency: string | null
    hierarchy: number | null
    status: number | null
    scope: number | null
    start_planned: string | null
    start_actual: string | null
    end_planned: string | null
    end_actual: string | null
    year: number | null
    year_basis: 'start' | 'award' | null
    source_id: number | null
    source_url: string | null
    dataset: string | null
    source_updated_at: Date | null
    version: number
    recorded_at: Date
    updated_at: Date
    withdrawn_at: Date | null
    /** The transaction that last wrote the row, a number as text; a trigger sees to it. */
    changed_in: Generated<string>
  }
  'stocktaking.withdrawal': {
    id: Generated<number>
    activity_id: number
    withdrawn_at: Date
    withdrawn_by: number
    reason: string
    put_back_at: Date | null
    put_back_by: number | null
  }
  'stocktaking.activity_version': {
    activity_id: number
    version: number
    run_id: number
    recorded_at: Date
    source_updated_at: Date | null
    digest: Uint8Array
    record: string
  }
  'stocktaking.activity_text': {
    activity_id: number
    language: string
    origin: 'original' | 'human' | 'machine'
    title: string | null
    description: string | null
    objectives: string | null
    target_groups: string | null
    other: string | null
    revised_at: Date
  }
  'stocktaking.activity_search': { activity_id: number; config: string; search: string }
  'stocktaking.word': { word: string }
  'stocktaking.activity_line': {
    activity_id: number
    line_id: number
    basis: 'stated' | 'suggested'
    sector: string | null
    word: string | null
  }
  'stocktaking.activity_country': { activity_id: number; country: string; percentage: string | null }
  'stocktaking.activity_region': { activity_id: number; vocabulary: string; code: string; percentage: string | null }
  'stocktaking.activity_place': {
    activity_id: number
    position: number
    name: string | null
    latitude: number | null
    longitude: number | null
  }
  'stocktaking.activity_sector': {
    activity_id: number
    vocabulary: string
    code: string
    name: string | null
    percentage: string | null
  }
  'stocktaking.code_name': { list: 'region' | 'sector'; vocabulary: string; code: string; name: string }
  'stocktaking.activity_goal': { activity_id: number; goal_id: number }
  'stocktaking.activity_participant': {
    activity_id: number
    position: number
    stakeholder_id: number | null
    name: string | null
    language: string | null
    type: Generated<string>
    role: number | null
  }
  'stocktaking.activity_budget': {
    activity_id: number
    position: number
    type: number | null
    status: number | null
    starts_on: string | null
    ends_on: string | null
    value_on: string | null
    currency: string | null
    value: string
  }
  'stocktaking.activity_transaction': {
    activity_id: number
    position: number
    type: string
    happened_on: string | null
    value_on: string | null
    currency: string | null
    value: string
  }
  'stocktaking.activity_result': {
    activity_id: number
    position: number
    type: number | null
    title: string | null
    language: string | null
  }
  'stocktaking.activity_indicator': {
    activity_id: number
    result_position: number
    position: number
    measure: number | null
    ascending: Generated<boolean>
    title: string | null
    language: string | null
    baseline_year: number | null
    baseline_value: string | null
  }
  'stocktaking.activity_period': {
    activity_id: number
    result_position: number
    indicator_position: number
    position: number
    starts_on: string | null
    ends_on: string | null
    target: string | null
    actual: string | null
  }
  'stocktaking.import_run': {
    run_id: number
    added: Generated<number>
    changed: Generated<number>
    unchanged: Generated<number>
    older: Generated<number>
    conflicts: Generated<number>
    refused: Generated<number>
    missing: Generated<number>
  }
  'stocktaking.indexed_merger': { stakeholder_id: number; merged_into: number }
  'stocktaking.import_reporter': { run_id: number; stakeholder_id: number }
}
