/** What somebody wrote, in its own language and direction: kept apart from the page around it. */

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

/** A text with the places marked in it that a search has found, in their order. */
export function Marked({ text, marks = [] }: { text: string; marks?: readonly (readonly [from: number, to: number])[] | undefined }) {
  let end = 0
  return (
    <>
      {marks.map(([from, to]) => {
        const before = text.slice(end, from)
        end = to
        return (
          <>
            {before}
            <mark>{text.slice(from, to)}</mark>
          </>
        )
      })}
      {text.slice(end)}
    </>
  )
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
