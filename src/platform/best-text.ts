/** Which of several languages a reader gets; the twin of `bestFor`, which says it to the database. Pure. */

/** What there is of a text, by language (BCP 47; `und`: nobody said which). */
export type Texts = Readonly<Record<string, string>>

/** The text that suits a reader best: their own language, else English, else the first by its code; null where there is none. */
export function bestText(texts: Texts, language: string): { text: string; language: string } | null {
  const found = [language, 'en', ...Object.keys(texts).sort()].find((candidate) => texts[candidate] !== undefined)
  const text = found === undefined ? undefined : texts[found]
  return found === undefined || text === undefined ? null : { text, language: found }
}
