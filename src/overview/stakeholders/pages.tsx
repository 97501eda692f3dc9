/** The list of stakeholders. */
import type { View } from '../../platform/i18n.ts'
import { RegisterLink, STAKEHOLDER_TYPES, type Stakeholder, type StakeholderList, stakeholderWords } from '../../stakeholders/index.ts'
import { Layout } from '../../ui/layout.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name } from '../../ui/text.tsx'
import { strings } from '../strings.ts'
import { type Asked, addressOf, type StakeholderEntry } from './rules.ts'

type Props = {
  view: View
  asked: Asked
  /** Null where what was asked has no meaning. */
  result: (Omit<StakeholderList, 'stakeholders'> & { entries: readonly StakeholderEntry[] }) | null
}

export function StakeholdersPage({ view, asked, result }: Props) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('stakeholders')} description={t('stakeholdersDescription')} part="stakeholders">
      <div class="stack">
        <h1>{t('stakeholders')}</h1>
        <p class="lead">{t('stakeholdersLead')}</p>
        <RegisterLink view={view} />
        {asked.refused?.field === 'page' && <RefusedNote view={view} asked={asked} />}
        <TypeForm view={view} asked={asked} />
        {result && (
          <>
            <StakeholderTable view={view} entries={result.entries} total={result.total} />
            <Pagination view={view} page={asked.page} pages={result.pages} to={(page) => view.to(addressOf(asked.type, page))} />
          </>
        )}
      </div>
    </Layout>
  )
}

/** The longest that is given back of what was typed; in characters. */
const LONGEST_TYPED = 60

function RefusedNote({ view, asked }: { view: View; asked: Asked }) {
  const t = view.words(strings)
  const { field, typed } = asked.refused ?? { field: 'page', typed: '' }
  return (
    <p class="field-error" role="alert" id="refused">
      <Sentence text={t(`${field}Unknown`, { typed: slot(0) })} parts={[<bdi>{[...typed].slice(0, LONGEST_TYPED).join('')}</bdi>]} />
    </p>
  )
}

function TypeForm({ view, asked }: { view: View; asked: Asked }) {
  const t = view.words(strings)
  const type = view.words(stakeholderWords)
  const refused = asked.refused?.field === 'type'
  return (
    <form class="filters" action={view.to('/stakeholders')}>
      <div class="field">
        <label for="type">{t('type')}</label>
        {refused && <RefusedNote view={view} asked={asked} />}
        <select id="type" name="type" {...(refused ? REFUSED : {})}>
          <option value="">{t('typeAny')}</option>
          {STAKEHOLDER_TYPES.map((known) => (
            <option value={known} selected={known === asked.type}>
              {type(known)}
            </option>
          ))}
        </select>
      </div>
      <button type="submit">{t('show')}</button>
    </form>
  )
}

/** Ties the field to the sentence that says what is wrong with it. */
const REFUSED = { 'aria-describedby': 'refused', 'aria-invalid': 'true' } as const

function StakeholderTable({ view, entries, total }: { view: View; entries: readonly StakeholderEntry[]; total: number }) {
  const t = view.words(strings)
  if (total === 0) return <p>{t('noStakeholders')}</p>
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
  const words = view.words(stakeholderWords)
  const { stakeholder, figures } = entry
  return (
    <tr>
      <th scope="row">
        <NameAndAcronym view={view} stakeholder={stakeholder} />
        {stakeholder.standing === 'mentioned' && <div class="soft small">{words('mentioned')}</div>}
      </th>
      <td>{words(stakeholder.type)}</td>
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
