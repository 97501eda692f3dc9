/** A line's badge: its code on its colour. The same badge leads from home to list to activity; the colour never speaks alone. */
import { html } from 'hono/html'
import type { Html } from '../platform/http.ts'

export type BadgeLine = { slug: string; code: string; shortTitle: string }

/** `c7` for c7-e-health: the eight of C7 share its colour. */
export function colourOf(slug: string): string {
  return slug.split('-')[0] ?? slug
}

type Props = { line: BadgeLine; href: string; named?: boolean }

export function Badge(props: Props) {
  return badge(props)
}

/** With its short title where the code does not tell the line: the eight of C7, or on demand. */
export function badge({ line: { slug, code, shortTitle }, href, named }: Props): Html {
  const title = slug !== code.toLowerCase() || named ? html`<span>${shortTitle}</span>` : html`<span class="hidden">${shortTitle}</span>`
  return html`<a class="badge ${colourOf(slug)}" href="${href}"><span>${code}</span>${title}</a>`
}
