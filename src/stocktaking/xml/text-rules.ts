/** Titles and descriptions: narratives in several languages, of which the columns hold one text for each language and kind. */
import {
  attribute,
  child,
  children,
  type DescriptionKind,
  type Element,
  kindOf,
  lineOf,
  proseOf,
  type Spoken,
  spokenIn,
} from '../iati/index.ts'
import { type Draft, made } from './draft.ts'
import type { Text } from './held.ts'

/** IATI DescriptionType. */
const KINDS: readonly [kind: DescriptionKind, type: string][] = [
  ['description', '1'],
  ['objectives', '2'],
  ['targetGroups', '3'],
  ['other', '4'],
]

export function sayTexts(draft: Draft, texts: readonly Text[]): void {
  sayTitle(draft, texts)
  const descriptions = children(draft.record, 'description')
  for (const [kind, type] of KINDS) {
    const of = descriptions.filter((one) => kindOf(one) === kind)
    if (of.length === 0 && texts.every((text) => text[kind] === null)) continue
    const spoken = of.flatMap((one) => spokenIn(one, attribute(draft.record, 'xml:lang'), proseOf))
    const make = () => of[0] ?? draft.add(draft.record, made('description', { type }))
    sayEach(draft, { spoken, texts, held: (text) => text[kind], read: joined, make })
    removeSilent(draft, of, spoken)
  }
}

/** A record may wrongly have several titles: their texts are put into the first, as the columns hold all of them. */
function sayTitle(draft: Draft, texts: readonly Text[]): void {
  const title = child(draft.record, 'title') ?? draft.add(draft.record, made('title'))
  for (const other of children(draft.record, 'title').slice(1)) {
    for (const one of other.children) if (typeof one !== 'string') draft.add(title, one)
    draft.remove(draft.record, other)
  }
  const spoken = spokenIn(title, attribute(draft.record, 'xml:lang'), lineOf)
  sayEach(draft, { spoken, texts, held: (text) => text.title, read: (of) => of[0]?.text ?? null, make: () => title })
}

/** Several descriptions of a kind in one language are one text in the columns. */
function joined(spoken: readonly Spoken[]): string | null {
  return spoken.length === 0 ? null : spoken.map(({ text }) => text).join('\n\n')
}

type Saying = {
  spoken: readonly Spoken[]
  texts: readonly Text[]
  held: (text: Text) => string | null
  read: (spoken: readonly Spoken[]) => string | null
  /** The element for a text in a language in which nothing was said. */
  make: () => Element
}

function sayEach(draft: Draft, { spoken, texts, held, read, make }: Saying): void {
  for (const text of texts) {
    const of = spoken.filter(({ language }) => language === text.language)
    const [first, ...rest] = of
    const said = held(text)
    if (read(of) === said) continue
    if (said === null) silence(draft, of)
    else if (first === undefined) draft.addNarrative(make(), said, text.language)
    else {
      draft.setText(first.element, said)
      silence(draft, rest)
    }
  }
  silence(
    draft,
    spoken.filter(({ language }) => texts.every((text) => text.language !== language)),
  )
}

function silence(draft: Draft, spoken: readonly Spoken[]): void {
  if (spoken.length === 0) return
  const gone = new Set<Element | string>(spoken.map(({ element }) => element))
  for (const text of children(draft.record, 'title').concat(children(draft.record, 'description'))) {
    if (text.children.some((one) => gone.has(one))) draft.keep(text, (one) => !gone.has(one))
  }
}

/** A description whose last text is gone goes too. */
function removeSilent(draft: Draft, descriptions: readonly Element[], spoken: readonly Spoken[]): void {
  if (spoken.length === 0) return
  for (const one of descriptions) if (child(one, 'narrative') === undefined) draft.remove(draft.record, one)
}
