/** A page as its reader gets it: what stands in main, its words in order, without markup. */

export function mainOf(html: string): string {
  return /<main[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? ''
}

const BLOCKS = /<\/?(p|ul|ol|li|h\d|table|td|th|dl|dt|dd|option|div|section|details|summary|caption|label|button|time)\b[^>]*>/g
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }

/** Of a page what stands in main, of a part of one all of it. */
export function wordsOf(html: string): string {
  return (mainOf(html) || html)
    .replace(BLOCKS, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/&(lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim()
}
