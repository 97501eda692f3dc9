/** About the site: the texts that it rests on. */

/** A text, whichever of its paragraphs are used; `verified` once somebody has read all of them. */
export type Text = {
  title: string
  language: string
  url: string | null
  date: string | null
  precision: 'day' | 'month' | 'year' | null
  verified: boolean
}
