/** Texts in several languages, as IATI writes them: narrative elements. */
import { attribute, type Element, textOf } from './tree.ts'
import { languageOf, lineOf } from './value-rules.ts'

export type Narrative = { language: string; text: string }

/** A narrative with the element that it stands in. */
export type Spoken = Narrative & { element: Element }

/** The narratives of an element that have a text. One without a language of its own has that of its element, else the one handed in. */
export function narrativesOf(element: Element, inherited: string | undefined, cleaned: (text: string) => string | null): Narrative[] {
  return spokenIn(element, inherited, cleaned).map(({ language, text }) => ({ language, text }))
}

export function spokenIn(element: Element, inherited: string | undefined, cleaned: (text: string) => string | null): Spoken[] {
  const narratives: Spoken[] = []
  for (const one of element.children) {
    if (typeof one === 'string' || one.name !== 'narrative' || one.uri !== '') continue
    const text = cleaned(textOf(one))
    const language = attribute(one, 'xml:lang') ?? attribute(element, 'xml:lang') ?? inherited
    if (text !== null) narratives.push({ language: languageOf(language), text, element: one })
  }
  return narratives
}

/** The one name of an element: in the record's language, else the first. */
export function nameIn(element: Element | undefined, record: Element): Spoken | null {
  if (element === undefined) return null
  const language = attribute(record, 'xml:lang')
  const names = spokenIn(element, language, lineOf)
  return names.find((name) => name.language === languageOf(language)) ?? names[0] ?? null
}
