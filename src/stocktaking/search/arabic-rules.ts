/**
 * What Arabic writes onto the front of a word: the article, `and`, `in`, `for`. The stemmer takes them off long words only, so that
 * without this a search for حق would not find الحق.
 */

/** Words without their article and what stands before it: والحقوق becomes حقوق, للأمومة becomes أمومة. */
export function withoutArticle(words: string): string {
  return words.replace(ARTICLE, '')
}
/** Two letters must be left, or it was no article: الى. */
const ARTICLE = /(?<!\p{L})(?:[وف]?[بك]?ال|[وف]?لل)(?=\p{L}{2})/gu

/** Words without article or, where they have none, without a letter that may be a word of its own: وحرية becomes حرية, and وطن too طن. */
export function withoutParticles(words: string): string {
  return words.replace(WORD, (word) => {
    const bare = withoutArticle(word)
    return bare === word ? word.replace(PARTICLE, '') : bare
  })
}
const WORD = /\p{L}+/gu
/** Three letters must be left. */
const PARTICLE = /^(?:[وف][بكل]?|[بكل])(?=\p{L}{3})/u
