/** One search for everything: a group for each kind of thing, those that are few before those that are many. */
import type { Child } from 'hono/jsx'
import type { View } from '../../platform/i18n.ts'
import { addressOf, Hits } from '../../stocktaking/index.ts'
import { Badge } from '../../ui/badge.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name, textIn } from '../../ui/text.tsx'
import { type Everything, isNothing } from './rules.ts'
import { strings } from './strings.ts'

/** `found` is null where nothing was asked, or too much. */
type Props = { view: View; q: string; tooLong: boolean; found: Everything | null }

export function SearchPage({ view, q, tooLong, found }: Props) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('title')}>
      <div class="stack">
        <h1>{t('title')}</h1>
        <p class="lead">{t('lead')}</p>
        <search aria-label={t('title')}>
          <form class="search" action={view.to('/search')}>
            <label for="q">{t('searchWords')}</label>
            {tooLong && (
              <p class="field-error" role="alert" id="refused">
                {t('tooLong')}
              </p>
            )}
            <div>
              <input
                type="search"
                id="q"
                name="q"
                value={q}
                {...(tooLong ? { 'aria-describedby': 'refused', 'aria-invalid': 'true' } : {})}
              />
              <button type="submit">{t('search')}</button>
            </div>
          </form>
        </search>
        {found && <Results view={view} q={q} found={found} />}
      </div>
    </Layout>
  )
}

type ResultProps = { view: View; q: string; found: Everything }

function Results({ view, q, found }: ResultProps) {
  const t = view.words(strings)
  if (isNothing(found)) {
    return (
      <p>
        <Sentence text={t('foundNothing', { words: slot(0) })} parts={[<Name text={q} />]} />
      </p>
    )
  }
  const { lines, places, processes } = found
  return (
    <>
      <Group title={t('lines')} items={lines.map((line) => <Badge line={line} href={view.to(`/lines/${line.slug}`)} named />)} />
      <Group title={t('places')} items={places.map(({ path, name }) => <a href={view.to(path)}>{name}</a>)} />
      <Group
        title={t('processes')}
        items={processes.map(({ title, summary, language }) => (
          <>
            <a href={view.to('/follow-up')} {...textIn(language)}>
              {title}
            </a>
            <p class="soft small" {...textIn(language)}>
              {summary}
            </p>
          </>
        ))}
      />
      <Stakeholders view={view} q={q} found={found} />
      <Activities view={view} q={q} found={found} />
    </>
  )
}

function Group({ title, items, children }: { title: string; items: readonly Child[]; children?: Child }) {
  if (items.length === 0) return null
  return (
    <section class="stack">
      <h2>{title}</h2>
      <ul class="list">
        {items.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
      {children}
    </section>
  )
}

function Stakeholders({ view, found: { stakeholders } }: ResultProps) {
  const t = view.words(strings)
  const more = stakeholders.found - stakeholders.shown.length
  return (
    <Group
      title={t('stakeholders')}
      items={stakeholders.shown.map(({ publicId, name, nameLanguage }) => (
        <a href={view.to(`/stakeholders/${publicId}`)}>
          <Name text={name} language={nameLanguage} />
        </a>
      ))}
    >
      {more > 0 && <p class="soft">{t('moreStakeholders', { n: more })}</p>}
    </Group>
  )
}

function Activities({ view, q, found: { activities } }: ResultProps) {
  const t = view.words(strings)
  if (activities.found === 0) return null
  return (
    <section class="stack">
      <h2>{t('activities')}</h2>
      <Hits view={view} hits={activities.hits} />
      <p>
        <a href={view.to(addressOf({ q }))}>{t('allActivities', { n: activities.found })}</a>
      </p>
    </section>
  )
}
