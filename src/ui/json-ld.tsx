/** What a page is about, for machines (schema.org as JSON-LD): a block of data, which no browser runs. */

/** What is undefined is left out. */
export type JsonLd = Readonly<Record<string, unknown>>

export function JsonLdScript({ data }: { data: JsonLd }) {
  // A text of somebody else could end the element or begin a comment in it; as JSON, `<` may be written by its number.
  const text = JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c')
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />
}
