/** What somebody wrote, in its own language and direction: kept apart from the page around it. */
import { html } from 'hono/html'
import type { Html } from '../platform/http.ts'

const RIGHT_TO_LEFT = new Set(['ar', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'])

/** The attributes of a text in a language; `und`: nobody said which. */
export function textIn(language: string): { lang?: string; dir: 'ltr' | 'rtl' | 'auto' } {
  if (language === 'und') return { dir: 'auto' }
  return { lang: language, dir: RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr' }
}

/** A name or title within a sentence of the page. */
export function Name({ text, language = 'und' }: { text: string; language?: string }) {
  return <bdi {...textIn(language)}>{text}</bdi>
}

/** The same in a template, with the space before them. */
export function attributesOf(language: string): Html {
  const { lang, dir } = textIn(language)
  return lang === undefined ? html` dir="${dir}"` : html` lang="${lang}" dir="${dir}"`
}

/** A text with the places marked in it that a search has found, in their order. */
export function marked({ text, marks = [] }: { text: string; marks?: readonly (readonly [from: number, to: number])[] | undefined }): Html {
  const pieces = marks.map(([from, to], index) => html`${text.slice(marks[index - 1]?.[1] ?? 0, from)}<mark>${text.slice(from, to)}</mark>`)
  return html`${pieces}${text.slice(marks.at(-1)?.[1] ?? 0)}`
}

/** A longer text: a paragraph for each of its own. */
export function Paragraphs({ text, language }: { text: string; language: string }) {
  return (
    <div class="text" {...textIn(language)}>
      {text.split(/\n\s*\n/).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
    </div>
  )
}
