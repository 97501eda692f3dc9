/** One stakeholder: who it is, what it facilitates, what it does. */
import type { Child } from 'hono/jsx'
import { ContactLinks, MandateTable } from '../../facilitation/index.ts'
import { CorrectedNote, type Correction, CorrectLink, SourceLink } from '../../framework/index.ts'
import type { View } from '../../platform/i18n.ts'
import {
  DoubleLink,
  EnteredTrace,
  RepresentLink,
  SubmissionNote,
  stakeholderWords,
  WithdrawLink,
  WriteLink,
} from '../../stakeholders/index.ts'
import { type Found, Hits } from '../../stocktaking/index.ts'
import { Layout } from '../../ui/layout.tsx'
import { Name } from '../../ui/text.tsx'
import { strings } from '../strings.ts'
import type { StakeholderView } from './rules.ts'
import { organization } from './schema-org.ts'

type Props = { view: View; shown: StakeholderView }

export function StakeholderPage({ view, shown }: Props) {
  const t = view.words(strings)
  const { stakeholder, mandates, lines, reported, participated } = shown
  return (
    <Layout view={view} title={stakeholder.name} part="stakeholders" jsonLd={organization(view, shown)}>
      <div class="stack">
        <h1>
          <Name text={stakeholder.name} language={stakeholder.nameLanguage} />
        </h1>
        {stakeholder.kind === 'organ' && <p class="note">{t('organNote')}</p>}
        <EnteredTrace view={view} trace={shown.trace} />
        <SubmissionNote view={view} stakeholder={stakeholder} submission={shown.submission} />
        {stakeholder.standing === 'mentioned' && <p class="note">{t('mentionedNote')}</p>}
        <div class="side">
          <div class="stack">
            <Members view={view} shown={shown} />
            {mandates.length > 0 && (
              <section class="stack">
                <h2>{t('mandates')}</h2>
                <MandateTable
                  view={view}
                  caption={t('mandatesAsAt', { date: view.date(view.today) })}
                  mandates={mandates}
                  lines={lines}
                  corrections={shown.corrections}
                />
                {shown.mayPost && <ContactLinks view={view} lines={linesOf(shown)} stakeholder={stakeholder.publicId} />}
              </section>
            )}
            <Work view={view} title={t('reported')} work={reported} />
            <Work view={view} title={t('participated')} work={participated} />
            {mandates.length + reported.found + participated.found === 0 && <p>{t('nothingOfStakeholder')}</p>}
            <WriteLink view={view} stakeholder={stakeholder} />
            <RepresentLink view={view} stakeholder={stakeholder} />
            {isOnRecord(stakeholder) && <DoubleLink view={view} publicId={stakeholder.publicId} />}
            {isOnRecord(stakeholder) && <WithdrawLink view={view} path={`/stakeholders/${stakeholder.publicId}`} />}
          </div>
          <Facts view={view} shown={shown} />
        </div>
      </div>
    </Layout>
  )
}

const isOnRecord = ({ standing }: StakeholderView['stakeholder']) => standing === 'public' || standing === 'mentioned'
/** Those on which it has a mandate, each once. */
function linesOf({ mandates, lines }: StakeholderView) {
  return lines
    .filter(({ slug }) => mandates.some(({ lineSlug }) => lineSlug === slug))
    .map(({ slug, code, shortTitle }) => ({ slug, label: `${code} ${shortTitle}` }))
}

function Members({ view, shown }: Props) {
  const t = view.words(strings)
  if (shown.stakeholder.kind !== 'group') return null
  return (
    <section class="stack">
      <h2>{t('members')}</h2>
      <p class="soft">{t('membersAsAt', { n: shown.members.length, date: view.date(view.today) })}</p>
      <ul class="list">
        {shown.members.map(({ publicId, name, nameLanguage, acronym }) => (
          <li>
            <a href={view.to(`/stakeholders/${publicId}`)}>
              <Name text={name} language={nameLanguage} />
            </a>
            {acronym && <bdi class="soft"> ({acronym})</bdi>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Work({ view, title, work }: { view: View; title: string; work: Found }) {
  const t = view.words(strings)
  if (work.found === 0) return null
  return (
    <section class="stack">
      <h2>{title}</h2>
      <p class="num">
        {work.found > work.hits.length ? t('newestOf', { shown: work.hits.length, n: work.found }) : t('activitiesOf', { n: work.found })}
      </p>
      <Hits view={view} hits={work.hits} />
    </section>
  )
}

function Facts({ view, shown }: Props) {
  const t = view.words(strings)
  const words = view.words(stakeholderWords)
  const { stakeholder, country, names, groups, source } = shown
  const { acronym, kind, type, identifier, website, name } = stakeholder
  const others = names.filter((other) => other.name !== name)
  return (
    <aside class="stack" aria-label={t('atAGlance')}>
      <dl class="facts">
        {acronym && (
          <Fact name={t('acronym')}>
            <bdi>{acronym}</bdi>
          </Fact>
        )}
        <Fact name={t('type')}>{words(type)}</Fact>
        <Fact name={t('kind')}>{words(kind)}</Fact>
        {country && (
          <Fact name={t('country')}>
            <a href={view.to(`/countries/${stakeholder.country?.toLowerCase()}`)}>{country}</a>
          </Fact>
        )}
        {groups.map((group) => (
          <Fact name={t('memberOf')}>
            <a href={view.to(`/stakeholders/${group.publicId}`)}>
              <Name text={group.name} language={group.language} />
            </a>
          </Fact>
        ))}
        {website && (
          <Fact name={t('website')}>
            <a href={website}>
              <bdi dir="ltr">{website}</bdi>
            </a>
          </Fact>
        )}
        {others.length > 0 && (
          <Fact name={t('otherNames')}>
            <ul class="plain">
              {others.map((other) => (
                <li>
                  <Name text={other.name} language={other.language} />
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact name={t('identifier')}>
          {[identifier, ...shown.identifiers].map((one) => (
            <div>
              <bdi>{one}</bdi>
            </div>
          ))}
        </Fact>
        {source && (
          <Fact name={t('source')}>
            <SourceLink view={view} source={source} />
          </Fact>
        )}
      </dl>
      <CorrectedNote view={view} corrections={shown.corrections.filter((one) => isOf(one, stakeholder.publicId))} />
      <CorrectLink view={view} path={`/stakeholders/${stakeholder.publicId}/correct`} />
    </aside>
  )
}

/** Of the stakeholder itself, or of who belonged to it. */
function isOf({ kind, subject }: Correction, publicId: string): boolean {
  return kind !== 'mandate' && subject.split('/')[0] === publicId
}

function Fact({ name, children }: { name: string; children?: Child }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
