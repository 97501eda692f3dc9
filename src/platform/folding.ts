/** Text as it is compared: small letters without accents. Pure. */

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
const MARKS = /(?<!и)\p{M}|\u0640/gu

/** Letters whose stroke or shape Unicode does not take apart. */
const WITHOUT_STROKE: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe', ß: 'ss' }
const STROKES = /[øłđıæœß]/g

/** Whether a text has writing that puts no space between words. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text)
}
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * A text as words with a space between each, in small letters: writing without spaces is cut into words (Unicode UAX 29, with a
 * dictionary), and punctuation that is not ASCII becomes a space, as a database whose locale is C takes it for letters.
 */
export function spaced(text: string): string {
  const plain = text.normalize('NFC').toLowerCase()
  if (ASCII.test(plain)) return plain
  const words = isUnspaced(plain) ? segmented(plain) : plain
  return words.replace(PUNCTUATION, ' ')
}
const PUNCTUATION = /[^\p{L}\p{N}\p{M}\0-\x7f]+/gu

function segmented(text: string): string {
  let words = ''
  for (const { segment } of segmenter.segment(text)) words += `${segment} `
  return words
}
