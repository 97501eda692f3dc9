/** Text as it is compared, and as it is cut into words. Pure. */

/**
 * Small letters without accents, vowel signs and the stroke by which Arabic lengthens words. The Russian й is a letter of its own,
 * not an и with an accent, and stays.
 */
export function fold(text: string): string {
  const small = text.toLowerCase()
  if (ASCII.test(small)) return small
  return small
    .normalize('NFD')
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(STROKES, (letter) => WITHOUT_STROKE[letter] ?? letter)
}
const ASCII = /^[\0-\x7f]*$/
const MARKS = /(?!(?<=и)\u0306)\p{M}|\u0640/gu

/** Letters whose stroke or shape Unicode does not take apart. */
const WITHOUT_STROKE: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe', ß: 'ss' }
const STROKES = /[øłđıæœß]/g

/**
 * A text as words with a space between each, in small letters, for a database to keep: what it would take for an address, a path, a
 * tag or a negative number comes apart, and so does writing that puts no space between words. Chinese and Japanese become overlapping
 * pairs of characters, and the last character by itself: whatever is looked for is found in them, wherever a dictionary would cut.
 */
export function spaced(text: string): string {
  return words(text, (characters) => [...pairs(characters), characters.at(-1) ?? ''])
}

/** The same for what is looked for: a single character may be followed by anything. */
export function spacedAsked(text: string): string {
  return words(text, (characters) => (characters.length === 1 ? characters : pairs(characters)))
}

function words(text: string, cut: (characters: readonly string[]) => readonly string[]): string {
  const small = text.normalize('NFC').toLowerCase()
  if (ASCII.test(small)) return small.replace(BETWEEN_WORDS, ' ')
  return small
    .replace(HYPHENS, '-')
    .replace(INVISIBLE, (character) => (character === '\u200b' ? ' ' : ''))
    .replace(WIDE, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(IDEOGRAPHS, (run) => ` ${cut([...run]).join(' ')} `)
    .replace(UNSPACED, (run) => ` ${segmented(run)} `)
    .replace(BETWEEN_WORDS, ' ')
}

/** A hyphen joins words, not numbers; a full stop the parts of a number. */
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}.-]+|-(?=\d)|\.(?!\d)|(?<!\d)\./gu
const HYPHENS = /[\u2010\u2011]/g
const INVISIBLE = /\p{Cf}/gu
const WIDE = /[\uff01-\uff5e]/g

/** Runs of Chinese and Japanese writing. */
const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu
/** Runs of writing that can only be cut by a dictionary. */
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu

function pairs(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}

const segmenter = new Intl.Segmenter('th', { granularity: 'word' })

function segmented(text: string): string {
  return Array.from(segmenter.segment(text), ({ segment }) => segment).join(' ')
}
