/** The data page: every file with what it holds, its size and its checksum. */
import type { View } from '../../platform/i18n.ts'
import { MISSING_PARTS, type MissingPart } from '../../stocktaking/index.ts'
import { Layout } from '../../ui/layout.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { ABOUT, type DataFile, type Dataset, madeAt, pathOf } from './rules.ts'
import { dataCatalog } from './schema-org.ts'
import { strings } from './strings.ts'

type Props = { view: View; datasets: readonly Dataset[] }

export function DataPage({ view, datasets }: Props) {
  const t = view.words(strings)
  const made = madeAt(datasets)
  return (
    <Layout view={view} title={t('title')} description={t('description')} part="data" jsonLd={dataCatalog(view, datasets)}>
      <div class="stack">
        <h1>{t('title')}</h1>
        <p class="lead">{t('lead')}</p>
        <p>{made ? t('made', { when: view.moment(made) }) : t('making')}</p>
        <p>
          <Sentence text={t('parts', { stocktaking: slot(0) })} parts={[<a href={view.to('/stocktaking')}>{t('partsStocktaking')}</a>]} />
        </p>
        {datasets.map((dataset) => (
          <DatasetSection view={view} dataset={dataset} />
        ))}
        <LeftOut view={view} datasets={datasets} />
        <Formats view={view} />
        <section class="stack">
          <h2>{t('terms')}</h2>
          <p>{t('termsText')}</p>
        </section>
        <Programs view={view} />
      </div>
    </Layout>
  )
}

function DatasetSection({ view, dataset: { name, files } }: { view: View; dataset: Dataset }) {
  const t = view.words(strings)
  return (
    <section class="stack">
      <h2 id={name}>{t(name)}</h2>
      <p>{t(ABOUT[name].about)}</p>
      {files.length > 0 && (
        <table class="rows">
          <caption class="hidden">{t('filesOf', { name: t(name) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('file')}</th>
              <th scope="col">{t('format')}</th>
              <th scope="col">{t('holds')}</th>
              <th scope="col" class="num">
                {t('size')}
              </th>
              <th scope="col">{t('checksum')}</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <FileRow view={view} file={file} holds={t(ABOUT[name].holds, { n: file.entries })} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function FileRow({ view, file, holds }: { view: View; file: DataFile; holds: string }) {
  const { name, format, bytes, sha256 } = file
  return (
    <tr>
      <th scope="row">
        <a href={view.to(pathOf(file))} dir="ltr">{`${name}.gz`}</a>
      </th>
      <td>{format === 'xml' ? view.words(strings)(name === 'lines.xml' ? 'formatCodelist' : 'formatIati') : format.toUpperCase()}</td>
      <td>{holds}</td>
      <td class="num">{view.size(bytes)}</td>
      <td>
        <code class="hash" dir="ltr">
          {sha256}
        </code>
      </td>
    </tr>
  )
}

const LACKS = {
  title: 'lacksTitle',
  description: 'lacksDescription',
  date: 'lacksDate',
  status: 'lacksStatus',
  participant: 'lacksParticipant',
  reporter: 'lacksReporter',
} as const satisfies Record<MissingPart, string>

function LeftOut({ view, datasets }: Props) {
  const t = view.words(strings)
  const file = datasets.flatMap(({ files }) => files).find(({ name }) => name === 'activities.xml')
  if (!file) return null
  const reasons = MISSING_PARTS.map((part) => ({ part, n: file.leftOut[part] ?? 0 })).filter(({ n }) => n > 0)
  const n = reasons.reduce((sum, reason) => sum + reason.n, 0)
  return (
    <section class="stack">
      <h2>{t('leftOutTitle')}</h2>
      <p>{n === 0 ? t('leftOutNone') : t('leftOut', { n })}</p>
      {n > 0 && (
        <ul>
          {reasons.map((reason) => (
            <li>{t(LACKS[reason.part], { n: reason.n })}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Formats({ view }: { view: View }) {
  const t = view.words(strings)
  return (
    <section class="stack">
      <h2>{t('formats')}</h2>
      <ul>
        {(['formatsPacked', 'formatsCsv', 'formatsJson', 'formatsXml'] as const).map((key) => (
          <li>{t(key)}</li>
        ))}
      </ul>
    </section>
  )
}

function Programs({ view }: { view: View }) {
  const t = view.words(strings)
  const links = ['/data.jsonld', '/api'].map((path) => (
    <a href={view.to(path)} dir="ltr">
      {view.to(path)}
    </a>
  ))
  return (
    <section class="stack">
      <h2>{t('programs')}</h2>
      <p>
        <Sentence text={t('catalogue', { catalogue: slot(0), api: slot(1) })} parts={links} />
      </p>
    </section>
  )
}
