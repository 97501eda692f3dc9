/** Activities as a feed. */
import { bestText } from '../../platform/best-text.ts'
import type { View } from '../../platform/i18n.ts'
import { atom, type Feed } from '../../ui/atom.ts'
import { firstWords } from '../hits/index.ts'
import type { Item } from '../items/index.ts'
import { type Asked, addressOf } from './rules.ts'
import { strings } from './strings.ts'

/** The feed of a list, whatever is asked of it. */
export function feedOf(view: View, asked: Asked, items: readonly Item[]): string {
  const title = view.words(strings)('feedTitle')
  return activityFeed(view, { title, self: addressOf(asked, 1, '/stocktaking.atom'), page: addressOf(asked) }, items)
}

/** A feed of activities, in their order. */
export function activityFeed(view: View, feed: Pick<Feed, 'title' | 'self' | 'page'>, items: readonly Item[]): string {
  const newest = Math.max(...items.map(({ updatedAt }) => updatedAt.getTime()))
  return atom(view, {
    ...feed,
    updated: items.length > 0 ? new Date(newest) : view.now,
    entries: items.map(({ publicId, identifier, titles, descriptions, recordedAt, updatedAt }) => ({
      key: `activity:${publicId}`,
      since: recordedAt,
      title: bestText(titles, view.language)?.text ?? identifier,
      updated: updatedAt,
      path: `/activities/${publicId}`,
      summary: firstWords(bestText(descriptions, view.language)?.text ?? ''),
    })),
  })
}
