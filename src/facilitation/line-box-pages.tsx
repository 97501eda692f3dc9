/** On the page of a line: how to write to whoever facilitates it. */
import type { View } from '../platform/i18n.ts'
import { Sentence, slot } from '../ui/sentence.tsx'
import { strings } from './line-box-strings.ts'
import type { Mandate } from './rules.ts'

/** By mail where mail comes in, else by the page of the focal point. */
export function WriteToLine({ view, slug, mandates }: { view: View; slug: string; mandates: readonly Mandate[] }) {
  const t = view.words(strings)
  const { mailDomain } = view.site
  const address = `line+${slug}@${mailDomain}`
  const focal = mandates.find(({ role, stakeholder }) => role === 'focal-point' && stakeholder.kind === 'organisation')
  if (mailDomain !== null)
    return (
      <p>
        <Sentence
          text={t('writeByMail', { address: slot(0) })}
          parts={[
            <a href={`mailto:${address}`}>
              <bdi dir="ltr">{address}</bdi>
            </a>,
          ]}
        />{' '}
        {t('writeByMailHint')}
      </p>
    )
  if (!focal) return null
  return (
    <p>
      <a href={view.to(`/stakeholders/${focal.stakeholder.publicId}/write`)}>{t('writeToFocalPoint')}</a>
    </p>
  )
}
