/** The rules of IATI beyond its schema, as its standard ruleset has them: those whose breach is an error. */
import { readFileSync } from 'node:fs'
import { XmlAttribute, XmlDocument, XmlElement, type XmlNode } from 'libxml2-wasm'
import { SHARED } from './shared.ts'

type Case = {
  paths?: string[]
  condition?: string
  one?: string
  all?: string
  if?: string
  then?: string
  less?: string
  more?: string
  date?: string
  start?: string
  end?: string
  sum?: number
  min?: number
  max?: number
  foreach?: string
  do?: Rules
  ruleInfo?: { id: string; severity: string }
}
type Rules = Record<string, { cases: Case[] }>
type Check = (node: XmlElement, rule: Case, today: string) => boolean

/** The errors in each record of a file, by its identifier: the rules that it breaks, each as often as it does. */
export function errorsIn(xml: string, today: string): Map<string, string[]> {
  const document = XmlDocument.fromString(xml)
  try {
    const errors = new Map<string, string[]>()
    for (const record of elements(document.root, '/iati-activities/iati-activity')) {
      errors.set(texts(record, 'iati-identifier')[0]?.trim() ?? '', [])
    }
    for (const [context, rules] of Object.entries(ruleset())) {
      for (const node of elements(document.root, context)) {
        const record = elements(node, 'ancestor-or-self::iati-activity')[0]
        const found = record && errors.get(texts(record, 'iati-identifier')[0]?.trim() ?? '')
        found?.push(...broken(node, rules, today).map((id) => `${id} ${context}`))
      }
    }
    return errors
  } finally {
    document.dispose()
  }
}

function ruleset(): Record<string, Rules> {
  return JSON.parse(readFileSync(`${SHARED}/iati/rulesets/standard.json`, 'utf8'))
}

function broken(node: XmlElement, rules: Rules, today: string): string[] {
  return Object.entries(rules).flatMap(([kind, { cases }]) => {
    const check = CHECKS[kind]
    if (kind === 'loop') return cases.flatMap((rule) => eachOf(node, rule).flatMap((inner) => broken(node, inner, today)))
    return cases.flatMap(({ ruleInfo, ...rule }) => {
      if (ruleInfo?.severity !== 'error') return []
      if (check === undefined) throw new Error(`The ruleset has a kind of rule that is not known here: ${kind}`)
      if (rule.condition !== undefined && !holds(node, rule.condition)) return []
      return check(node, rule, today) ? [] : [ruleInfo.id]
    })
  })
}

/** The rules of a loop, for each of its values. */
function eachOf(node: XmlElement, { foreach = '', do: rules = {} }: Case): Rules[] {
  return [...new Set(texts(node, foreach))].map((value) => JSON.parse(JSON.stringify(rules).replaceAll('$1', value)))
}

const CHECKS: Readonly<Record<string, Check>> = {
  atleast_one: (node, { paths = [] }) => paths.some((path) => nodes(node, path).length > 0),
  no_more_than_one: (node, { paths = [] }) => paths.flatMap((path) => nodes(node, path)).length <= 1,
  unique: (node, { paths = [] }) => {
    const values = paths.flatMap((path) => texts(node, path))
    return new Set(values).size === values.length
  },
  if_then: (node, rule) => !holds(node, rule.if ?? '') || holds(node, rule.then ?? ''),
  // Languages and currencies are said once for the record, or by each that needs one; sectors by the record, or by each transaction.
  one_or_all: (node, { one = '', all = '' }) => nodes(node, one).length > 0 || nodes(node, LACKING[all] ?? '').length === 0,
  strict_sum: (node, { paths = [], sum = 0 }) => {
    const values = paths.flatMap((path) => texts(node, path)).map(Number)
    return Math.abs(values.reduce((total, value) => total + value, 0) - sum) < 1e-6
  },
  range: (node, { paths = [], min = 0, max = 0 }) => {
    return paths.flatMap((path) => texts(node, path)).every((value) => Number(value) >= min && Number(value) <= max)
  },
  date_order: (node, { less = '', more = '' }, today) => {
    const ends = more === 'NOW' ? [today] : days(node, more)
    return days(node, less).every((day) => ends.every((end) => day <= end))
  },
  date_now: (node, { date = '' }, today) => days(node, date).every((day) => day <= today),
  time_limit: (node, { start = '', end = '' }) => {
    const [[from], [to]] = [days(node, start), days(node, end)]
    return from === undefined || to === undefined || Date.parse(to) - Date.parse(from) <= 366 * 86_400_000
  },
}

const LACKING: Readonly<Record<string, string>> = {
  lang: './/narrative[not(@xml:lang)]',
  currency: './/value[not(@currency)] | .//forecast[not(@currency)] | .//loan-status[not(@currency)]',
  sector: 'transaction[not(sector)]',
}

function holds(node: XmlElement, expression: string): boolean {
  const value = node.eval(`boolean(${expression})`)
  return value === true
}

function nodes(node: XmlElement, path: string): XmlNode[] {
  return node.find(path)
}

function elements(node: XmlElement, path: string): XmlElement[] {
  return nodes(node, path).filter((one) => one instanceof XmlElement)
}

function texts(node: XmlElement, path: string): string[] {
  return nodes(node, path).map((one) => (one instanceof XmlAttribute ? one.value : one.content))
}

function days(node: XmlElement, path: string): string[] {
  return texts(node, path).map((day) => day.slice(0, 10))
}
