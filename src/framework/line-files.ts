/** The lines with their titles in every language, as files. */
import { LANGUAGES } from '../platform/i18n.ts'
import { escapeXml } from '../ui/atom.ts'
import { csv } from '../ui/csv.ts'
import { jsonArray } from '../ui/json.ts'
import type { LineTexts, Vocabulary } from './api-store.ts'

type Texts = Readonly<Record<string, string>>

/** One row a line; `mark_en` says how sure the title in English is. */
export function linesCsv(lines: readonly LineTexts[]): string {
  const texts = (['title', 'short_title', 'mark'] as const).flatMap((kind) => LANGUAGES.map((language) => `${kind}_${language}`))
  const rows = lines.map(({ slug, code, kind, parent, titles, shortTitles, marks }) => [
    ...[slug, code, kind, parent],
    ...[titles, shortTitles, marks].flatMap((of: Texts) => LANGUAGES.map((language) => of[language] ?? null)),
  ])
  return csv(['line', 'code', 'kind', 'parent', ...texts], rows)
}

export function linesJson(lines: readonly LineTexts[]): string {
  const entries = lines.map(({ slug: line, code, kind, parent, titles, shortTitles: short_titles, marks }) => {
    return { line, code, kind, parent, titles, short_titles, marks }
  })
  return jsonArray(entries)
}

/** The vocabulary by which records state their lines (IATI's vocabulary 99), as IATI writes its code lists (codelist.xsd). */
export function linesCodelist(lines: readonly LineTexts[], { uri, titles }: Vocabulary): string {
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<codelist name="ActionLine" xml:lang="en" complete="1">',
    '  <metadata>',
    `    <name>${narratives(titles)}</name>`,
    `    <url>${escapeXml(uri)}</url>`,
    '  </metadata>',
    '  <codelist-items>',
    ...lines.map(itemOf),
    '  </codelist-items>',
    '</codelist>',
  ].join('\n')}\n`
}

function itemOf({ slug, titles }: LineTexts): string {
  return `    <codelist-item><code>${escapeXml(slug)}</code><name>${narratives(titles)}</name></codelist-item>`
}

/** English is the language of the list, so it needs no attribute. */
function narratives(titles: Texts): string {
  return LANGUAGES.flatMap((language) => {
    const title = titles[language]
    if (title === undefined) return []
    return [`<narrative${language === 'en' ? '' : ` xml:lang="${language}"`}>${escapeXml(title)}</narrative>`]
  }).join('')
}
