/** Texts as the API gives them: in one language, and in all where that is asked for. */
import { z } from 'zod'

/** What there is of a text, by language (BCP 47; `und`: nobody said which). */
export type Texts = Readonly<Record<string, string>>

export const Text = z
  .object({
    text: z.string(),
    language: z.string().meta({ description: 'Of this text: BCP 47; und: nobody said which.' }),
    all: z.record(z.string(), z.string()).optional().meta({ description: 'By language; only with languages=all.' }),
  })
  .meta({ id: 'Text', description: 'In the language asked for, else in English, else in the first that there is.' })
export type Text = z.output<typeof Text>

/** Throws where there is no text at all: every text of the record has at least one. */
export function textOf(texts: Texts, language: string, { all }: { all: boolean }): Text {
  const found = [language, 'en', ...Object.keys(texts).sort()].find((candidate) => texts[candidate] !== undefined)
  const text = found === undefined ? undefined : texts[found]
  if (found === undefined || text === undefined) throw new Error('a text in no language')
  return { text, language: found, ...(all ? { all: { ...texts } } : {}) }
}
