/** A sentence of the page with elements in it: a link, a name in its own direction. The words decide where each stands. */
import type { Child } from 'hono/jsx'

/** Private-use characters stand for the elements while the sentence is put into words; no text of ours has any. */
const FIRST = 0xe000
const SLOTS = /([\uE000-\uE007])/

/** What a parameter of the words is given instead of its text: `t('because', { word: slot(0) })`. */
export function slot(index: number): string {
  return String.fromCharCode(FIRST + index)
}

/** `text` is what the words made of the slots; `parts` are the elements, by the number of their slot. */
export function Sentence({ text, parts }: { text: string; parts: readonly Child[] }) {
  return <>{text.split(SLOTS).map((piece) => (SLOTS.test(piece) ? (parts[piece.charCodeAt(0) - FIRST] ?? '') : piece))}</>
}
