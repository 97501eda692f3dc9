/** A source as the API gives it. */
import { z } from 'zod'
import { Text } from '../../platform/api-texts.ts'
import type { Texts } from '../../platform/best-text.ts'
import { knownDate, type Source } from './rules.ts'

export const SourceAnswer = z
  .object({
    kind: z.enum(['document', 'meeting', 'decision', 'letter']),
    title: Text,
    date: z.string().nullable().meta({ description: 'As precise as it is known: a day, a month or a year.' }),
    url: z.string().nullable(),
    paragraph: z.string().nullable(),
    verified: z.boolean().meta({ description: 'false: carried from other texts until somebody has read the passage.' }),
  })
  .meta({ id: 'Source', description: 'The text or saying on which a statement rests.' })

export function sourceAnswer(source: Source, text: (texts: Texts) => Text): z.output<typeof SourceAnswer> {
  const { kind, title, language, url, paragraph, verified } = source
  return { kind, title: text({ [language]: title }), date: knownDate(source), url, paragraph, verified }
}
