/** Text within a picture, where nothing wraps and nothing can be measured: about how wide it is, and as much of it as fits. */

/** Characters that XML 1.0 cannot hold, and marks that would turn the text around them (a label is isolated as a whole). */
const UNFIT = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]|[\u202a-\u202e\u2066-\u2069]/gu

/** What somebody wrote, as one line that can stand in XML. */
export function clean(text: string): string {
  return text.replace(UNFIT, '').replace(/\s+/g, ' ').trim()
}

/** Kept apart from the direction of the picture: its own first letter says which way it runs. */
export const isolated = (text: string) => `\u2068${text}\u2069`

/** As much as fits into a width, with an ellipsis where something is left out; between two words rather than within one. */
export function cut(text: string, width: number, size: number): string {
  if (widthOf(text, size) <= width) return text
  const kept = fitting(text, width - widthOf('…', size), size)
  const space = kept.lastIndexOf(' ')
  return `${(space > kept.length * 0.7 ? kept.slice(0, space) : kept).replace(/[\s\p{Pd}\p{Po}]+$/u, '')}…`
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** A letter is never parted from its accents. */
function fitting(text: string, width: number, size: number): string {
  let kept = ''
  let taken = 0
  for (const { segment } of graphemes.segment(text)) {
    taken += widthOf(segment, size)
    if (taken > width) break
    kept += segment
  }
  return kept
}

/** About as wide as the widest of the common system fonts draws it. */
export function widthOf(text: string, size: number): number {
  let ems = 0
  for (const letter of text) ems += WIDTHS.find(([kind]) => kind.test(letter))?.[1] ?? 0.58
  return ems * size
}

/** In heights of letters; the first that applies. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[\p{Mn}\p{Me}\p{Cf}]/u, 0],
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u, 1],
  [/\p{Extended_Pictographic}/u, 1.4],
  [/\p{Nd}/u, 0.6],
  [/[MWmw@%ЖМФШЩЮжмфшщю…—]/u, 0.95],
  [/\p{Lu}/u, 0.68],
  [/\p{Script=Cyrillic}/u, 0.62],
  [/[ijlt.,:;'’|!() ]/u, 0.34],
  [/\p{Script=Arabic}/u, 0.54],
]
