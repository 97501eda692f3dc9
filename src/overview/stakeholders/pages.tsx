/** The list of stakeholders. */
import type { View } from '../../platform/i18n.ts'
import { RegisterLink, type Stakeholder, stakeholderWords } from '../../stakeholders/index.ts'
import type { Places } from '../../stocktaking/index.ts'
import { Files } from '../../ui/files.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { Name } from '../../ui/text.tsx'
import { strings } from '../strings.ts'
import { Chips, Filters, RefusedNote } from './filters-pages.tsx'
import { type Asked, addressOf, PER_PAGE } from './finding.ts'
import type { StakeholderEntry } from './rules.ts'
import { strings as words } from './strings.ts'

type Props = {
  view: View
  asked: Asked
  offer: { places: Places; seats: ReadonlySet<string> }
  /** Null where what was asked has no meaning. */
  result: { total: number; entries: readonly StakeholderEntry[] } | null
}

export function StakeholdersPage({ view, asked, offer, result }: Props) {
  const t = view.words(strings)
  const { choice, page, refused } = asked
  const feed = { title: view.words(words)('feedTitle'), path: addressOf(choice, 1, '/stakeholders.atom') }
  return (
    <Layout view={view} title={t('stakeholders')} description={t('stakeholdersDescription')} part="stakeholders" feed={feed}>
      <div class="stack">
        <h1>{t('stakeholders')}</h1>
        <p class="lead">{t('stakeholdersLead')}</p>
        <RegisterLink view={view} />
        <RefusedNote view={view} refused={refused} field="page" />
        <Filters view={view} asked={asked} {...offer} />
        <Chips view={view} asked={asked} places={offer.places} />
        {choice.line !== undefined && <p class="soft small">{view.words(words)('lineHelp')}</p>}
        {result && (
          <>
            <StakeholderTable view={view} entries={result.entries} total={result.total} />
            <Pagination
              view={view}
              page={page}
              pages={Math.ceil(result.total / PER_PAGE)}
              to={(other) => view.to(addressOf(choice, other))}
            />
            <Files view={view} path="/stakeholders" query={addressOf(choice, 1, '')} types={['csv', 'json', 'atom']} />
          </>
        )}
      </div>
    </Layout>
  )
}

function StakeholderTable({ view, entries, total }: { view: View; entries: readonly StakeholderEntry[]; total: number }) {
  const t = view.words(strings)
  if (total === 0) return <p>{view.words(words)('noneFound')}</p>
  return (
    <table class="rows">
      <caption>{t('stakeholdersCounted', { n: total })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('type')}</th>
          <th scope="col">{t('country')}</th>
          <th scope="col">{t('mandates')}</th>
          <th scope="col">{t('activities')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <StakeholderRow view={view} entry={entry} />
        ))}
      </tbody>
    </table>
  )
}

function StakeholderRow({ view, entry }: { view: View; entry: StakeholderEntry }) {
  const t = view.words(strings)
  const say = view.words(stakeholderWords)
  const { stakeholder, figures } = entry
  return (
    <tr>
      <th scope="row">
        <NameAndAcronym view={view} stakeholder={stakeholder} />
        {stakeholder.standing === 'mentioned' && <div class="soft small">{say('mentioned')}</div>}
      </th>
      <td>{say(stakeholder.type)}</td>
      <td>{figures.country}</td>
      <td>{t('mandatesCounted', { n: figures.mandates })}</td>
      <td>{t('activitiesOf', { n: figures.activities })}</td>
    </tr>
  )
}

function NameAndAcronym({ view, stakeholder }: { view: View; stakeholder: Stakeholder }) {
  const { publicId, name, nameLanguage, acronym } = stakeholder
  return (
    <>
      <a href={view.to(`/stakeholders/${publicId}`)}>
        <Name text={name} language={nameLanguage} />
      </a>
      {acronym && (
        <>
          {' '}
          <bdi class="soft">({acronym})</bdi>
        </>
      )}
    </>
  )
}
