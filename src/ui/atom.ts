/** Atom feeds (RFC 4287). Entries are known by tag URIs (RFC 4151), which stay when the site moves. */
import type { View } from '../platform/i18n.ts'

/** `path` is that of what the entry is about, below the language; `key` makes it one of its kind, such as `event:7`; `since` is the day from which on that is so. */
export type FeedEntry = { key: string; since: Date; title: string; updated: Date; path: string; summary?: string | null }

/** `self` and `page` are the addresses of the feed and of what it is the feed of, below the language. */
export type Feed = { title: string; self: string; page: string; updated: Date; entries: readonly FeedEntry[] }

export function atom(view: View, { title, self, page, updated, entries }: Feed): string {
  const address = (path: string) => escapeXml(`${view.site.origin}${view.to(path)}`)
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${view.language}">`,
    `  <id>${address(self)}</id>`,
    `  <title>${escapeXml(title)}</title>`,
    `  <updated>${updated.toISOString()}</updated>`,
    '  <author><name>Actionlines</name></author>',
    `  <link rel="self" type="application/atom+xml" href="${address(self)}"/>`,
    `  <link rel="alternate" type="text/html" href="${address(page)}"/>`,
    ...entries.map((entry) => entryOf(view, entry, address(entry.path))),
    '</feed>',
  ].join('\n')}\n`
}

function entryOf(view: View, { key, since, title, updated, summary }: FeedEntry, address: string): string {
  const host = new URL(view.site.origin).hostname
  return [
    '  <entry>',
    `    <id>tag:${host},${since.toISOString().slice(0, 10)}:${view.language}:${escapeXml(key)}</id>`,
    `    <title>${escapeXml(title)}</title>`,
    `    <updated>${updated.toISOString()}</updated>`,
    `    <link rel="alternate" type="text/html" href="${address}"/>`,
    ...(summary ? [`    <summary>${escapeXml(summary)}</summary>`] : []),
    '  </entry>',
  ].join('\n')
}

/** In XML, text and values of attributes alike; what XML 1.0 has no characters for is left out. */
export function escapeXml(text: string): string {
  const allowed = text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
  return allowed.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
