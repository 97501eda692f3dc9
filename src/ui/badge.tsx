/** A line's badge: its code on its colour. The same badge leads from home to list to activity; the colour never speaks alone. */

export type BadgeLine = { slug: string; code: string; shortTitle: string }

/** `c7` for c7-e-health: the eight of C7 share its colour. */
export function colourOf(slug: string): string {
  return slug.split('-')[0] ?? slug
}

/** With its short title where the code does not tell the line: the eight of C7, or on demand. */
export function Badge({ line, href, named }: { line: BadgeLine; href: string; named?: boolean }) {
  const shared = line.slug !== line.code.toLowerCase()
  return (
    <a class={`badge ${colourOf(line.slug)}`} href={href}>
      <span>{line.code}</span>
      {shared || named ? <span>{line.shortTitle}</span> : <span class="hidden">{line.shortTitle}</span>}
    </a>
  )
}
