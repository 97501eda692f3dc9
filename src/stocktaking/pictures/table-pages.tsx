/** The table of a picture: every value, and what states none. */
import type { View } from '../../platform/i18n.ts'
import { Badge } from '../../ui/badge.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { FACET_WORDS } from '../list/index.ts'
import { strings as listWords } from '../list/strings.ts'
import { type By, isHeading, listOf, type Picture, type Row } from './rules.ts'
import { strings } from './strings.ts'
import { TITLES } from './told.ts'

const NOTES = {
  country: 'countryNote',
  line: 'lineNote',
  year: 'yearNote',
  status: 'statusNote',
  type: 'typeNote',
} as const satisfies Record<By, string>

type Props = { view: View; picture: Picture }

export function Table({ view, picture }: Props) {
  const t = view.words(strings)
  const { by, without } = picture
  return (
    <table class="counted">
      <caption>{t('pictureAndNote', { title: t(TITLES[by]), note: t(NOTES[by]) })}</caption>
      <thead>
        <tr>
          <th scope="col">{view.words(listWords)(FACET_WORDS[by])}</th>
          <th scope="col" class="num">
            {t('activityColumn')}
          </th>
        </tr>
      </thead>
      <tbody>
        {picture.rows.map((row) => (
          <tr>
            <th scope="row">
              <RowName view={view} picture={picture} row={row} />
            </th>
            <td class="num">{view.number(row.count)}</td>
          </tr>
        ))}
        {without > 0 && (
          <tr class="soft">
            <th scope="row">{t('notStated')}</th>
            <td class="num">{view.number(without)}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

function RowName({ view, picture, row }: Props & { row: Row }) {
  const { label, line } = row
  const list = listOf(picture, row)
  if (list === null) return <>{isHeading(row) ? view.words(strings)('inAll', { line: label }) : label}</>
  if (line === undefined) return <a href={view.to(list)}>{label}</a>
  const badge = <Badge line={line} href={view.to(list)} named />
  return isHeading(row) ? <Sentence text={view.words(strings)('inAll', { line: slot(0) })} parts={[badge]} /> : badge
}
