/** A page as its reader gets it: what stands in main, its words in order, without markup. */

export function mainOf(html: string): string {
  return /<main[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? ''
}

export function wordsOf(html: string): string {
  const spaced = mainOf(html).replace(/<\/(p|li|h\d|td|th|dt|dd|tr|option|div|summary|caption|label)>/g, ' ')
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }
  return spaced
    .replace(/<[^>]+>/g, '')
    .replace(/&(lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim()
}
