/** Texts as the API gives them: in one language, and in all where that is asked for. */
import { z } from 'zod'
import { bestText, type Texts } from './best-text.ts'

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
  const best = bestText(texts, language)
  if (best === null) throw new Error('a text in no language')
  return { ...best, ...(all ? { all: { ...texts } } : {}) }
}
