/** About the site: what it is, where it is from, how to correct it, and its statements on accessibility and privacy. */
import type { Child } from 'hono/jsx'
import { LANGUAGE_NAMES, type View } from '../../platform/i18n.ts'
import { Layout } from '../../ui/layout.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name } from '../../ui/text.tsx'
import { strings } from '../strings.ts'
import type { Text } from './rules.ts'

export function AboutPage({ view, texts }: { view: View; texts: readonly Text[] }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('about')} description={t('aboutLead')} part="about">
      <div class="stack">
        <h1>{t('about')}</h1>
        <p class="lead">{t('aboutLead')}</p>
        <WhatThisIs view={view} />
        <WhereFrom view={view} texts={texts} />
        <Corrections view={view} />
        <Part
          view={view}
          id="languages"
          title="aboutLanguages"
          paragraphs={['languagesOffered', 'languagesOfTexts', 'languagesOfTitles']}
        />
        <Part
          view={view}
          id="accessibility"
          title="aboutAccessibility"
          paragraphs={['accessibilityAim', 'accessibilityChecked', 'accessibilityGaps']}
        />
        <Part
          view={view}
          id="privacy"
          title="aboutPrivacy"
          paragraphs={['privacyNothing', 'privacyLog', 'privacyRate', 'privacyRecords']}
        />
      </div>
    </Layout>
  )
}

type Key = Parameters<ReturnType<typeof words>>[0]
const words = (view: View) => view.words(strings)

function Section({ id, title, children }: { id: string; title: string; children?: Child }) {
  return (
    <section class="stack" id={id}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** Paragraphs of words alone. */
function Part({ view, id, title, paragraphs }: { view: View; id: string; title: Key; paragraphs: readonly Key[] }) {
  const t = words(view)
  const languages = view.site.languages.map((language) => LANGUAGE_NAMES[language]).join(' / ')
  return (
    <Section id={id} title={t(title)}>
      {paragraphs.map((key) => (
        <p>{t(key, { languages })}</p>
      ))}
    </Section>
  )
}

function WhatThisIs({ view }: { view: View }) {
  const t = words(view)
  const link = (path: string, label: string) => <a href={view.to(path)}>{label}</a>
  return (
    <Section id="what" title={t('aboutWhat')}>
      <p>{t('whatPlan', { plan: view.site.planTitles[view.language] ?? view.site.planTitles.en ?? '' })}</p>
      <p>
        <Sentence
          text={t('whatParts', { facilitators: slot(0), stocktaking: slot(1), followUp: slot(2), newest: slot(3) })}
          parts={[
            link('/facilitators', t('whatFacilitators')),
            link('/stocktaking', t('whatStocktaking')),
            link('/follow-up', t('whatFollowUp')),
            link('/whats-new', t('whatNewest')),
          ]}
        />
      </p>
      <p>{t('whatNotYet')}</p>
    </Section>
  )
}

function WhereFrom({ view, texts }: { view: View; texts: readonly Text[] }) {
  const t = words(view)
  return (
    <Section id="data" title={t('aboutData')}>
      <p>{t('dataEntries')}</p>
      <p>{t('dataActivities')}</p>
      <p>{t('dataLines')}</p>
      <p>{t('dataCodes')}</p>
      <p>{t('dataLicence')}</p>
      <details>
        <summary>{t('dataTexts', { n: texts.length })}</summary>
        <ul class="list small">
          {texts.map((text) => (
            <TextEntry view={view} text={text} />
          ))}
        </ul>
      </details>
    </Section>
  )
}

function TextEntry({ view, text }: { view: View; text: Text }) {
  const { title, language, url, date, precision, verified } = text
  const name = <Name text={title} language={language} />
  return (
    <li>
      {url ? <a href={url}>{name}</a> : name} {date && <span class="soft">{view.date(date, precision ?? 'day')}</span>}{' '}
      {!verified && <span class="tag">{words(view)('textUnverified')}</span>}
    </li>
  )
}

function Corrections({ view }: { view: View }) {
  const t = words(view)
  const { contact } = view.site
  return (
    <Section id="corrections" title={t('aboutCorrections')}>
      <p>{t('correctionsOfRecords')}</p>
      <p>
        {contact ? (
          <Sentence text={t('correctionsTo', { contact: slot(0) })} parts={[<a href={`mailto:${contact}`}>{contact}</a>]} />
        ) : (
          t('correctionsNowhere')
        )}
      </p>
    </Section>
  )
}
