/** What is said about the parameters of the API, in the reader's language. */
import type { Phrase, SharedParameter } from '../platform/api.ts'
import type { Refusal } from '../platform/api-parameters.ts'
import type { View } from '../platform/i18n.ts'
import { strings } from './api-strings.ts'

const shared =
  (key: SharedParameter): Phrase =>
  (view) =>
    view.words(strings)(key)

export const sharedParameters: Readonly<Record<SharedParameter, Phrase>> = {
  language: shared('language'),
  languages: shared('languages'),
  limit: shared('limit'),
  cursor: shared('cursor'),
}

/** Why a parameter is refused and what to write instead; `meaning` is what its endpoint says of it, or empty. */
export function refusalWords(view: View, { parameter, reason, params }: Refusal, meaning: string): string {
  return view.words(strings)(`${reason}Refused`, { ...params, parameter, meaning })
}

export function refusedWords(view: View, n: number): string {
  return view.words(strings)('refusedParameters', { n })
}
