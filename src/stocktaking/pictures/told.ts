/** What a picture says, in words. */
import type { View } from '../../platform/i18n.ts'
import { type By, mostOf, type Picture, type Row } from './rules.ts'
import { strings } from './strings.ts'

export const TITLES = {
  country: 'byCountry',
  line: 'byLine',
  year: 'byYear',
  status: 'byStatus',
  type: 'byType',
} as const satisfies Record<By, string>

/** How many values a sentence names. */
const NAMED = 3

/** What it shows, and how much it leaves out: for those who do not see it. */
export function describe(view: View, picture: Picture): string {
  const t = view.words(strings)
  const most = view.list(mostOf(picture, NAMED).map((row) => named(view, row)))
  const { total, without } = picture
  if (most === '') return t('nothingToDraw')
  return without === 0 ? t('described', { most }) : t('describedInPart', { most, total, without })
}

/** In place of the picture. */
export function alternative(view: View, picture: Picture): string {
  const t = view.words(strings)
  return t('pictureAndNote', { title: t(TITLES[picture.by]), note: describe(view, picture) })
}

export function named(view: View, { label, count }: Pick<Row, 'label' | 'count'>): string {
  return view.words(strings)('labelled', { name: label, n: view.number(count) })
}
