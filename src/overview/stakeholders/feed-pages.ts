/** Stakeholders as a feed, the latest first. */
import type { View } from '../../platform/i18n.ts'
import { atom } from '../../ui/atom.ts'
import { addressOf, type Choice } from './finding.ts'
import { strings } from './strings.ts'

type Newcomer = { publicId: string; since: Date; name: string }

export function stakeholderFeed(view: View, choice: Choice, newcomers: readonly Newcomer[]): string {
  return atom(view, {
    title: view.words(strings)('feedTitle'),
    self: addressOf(choice, 1, '/stakeholders.atom'),
    page: addressOf(choice),
    updated: newcomers[0]?.since ?? view.now,
    entries: newcomers.map(({ publicId, since, name }) => ({
      key: `stakeholder:${publicId}`,
      since,
      title: name,
      updated: since,
      path: `/stakeholders/${publicId}`,
    })),
  })
}
