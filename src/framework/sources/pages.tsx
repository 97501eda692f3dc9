/** Sources: how a page names one. */
import type { View } from '../../platform/i18n.ts'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name } from '../../ui/text.tsx'
import { strings } from '../strings.ts'
import type { Source } from './rules.ts'

/** A source by its title, linked where it has an address, with its paragraph; said to be unverified where nobody has read it. */
export function SourceLink({ view, source }: { view: View; source: Source }) {
  const t = view.words(strings)
  const { title, language, url, paragraph, verified } = source
  const name = <Name text={title} language={language} />
  const linked = url === null ? name : <a href={url}>{name}</a>
  return (
    <>
      {hasNumber(paragraph) ? <Sentence text={t('sourceParagraph', { source: slot(0), paragraph })} parts={[linked]} /> : linked}
      {!verified && (
        <>
          {' '}
          <span class="tag">{t('unverified')}</span>
        </>
      )}
    </>
  )
}

/** An annex or a section is in the title already. */
function hasNumber(paragraph: string | null): paragraph is string {
  return paragraph !== null && /^\d/.test(paragraph)
}
