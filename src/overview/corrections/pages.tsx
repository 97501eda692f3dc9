/** The secretariat looks for what is to be corrected. */
import { correctionWords } from '../../framework/index.ts'
import type { View } from '../../platform/i18n.ts'
import { Layout } from '../../ui/layout.tsx'
import { Name } from '../../ui/text.tsx'
import { KINDS, type Thing } from './rules.ts'

/** `found` is null where nothing was asked. */
type Props = { view: View; q: string; found: readonly Thing[] | null }

export function FindPage({ view, q, found }: Props) {
  const t = view.words(correctionWords)
  return (
    <Layout view={view} title={t('findTitle')} part="secretariat">
      <div class="stack">
        <h1>{t('findTitle')}</h1>
        <p class="lead">{t('findLead')}</p>
        <search aria-label={t('findLabel')}>
          <form class="search" action={view.to('/secretariat/corrections')}>
            <label for="q">{t('findLabel')}</label>
            <p class="soft small" id="q-hint">
              {t('findHint')}
            </p>
            <div>
              <input type="search" id="q" name="q" value={q} aria-describedby="q-hint" />
              <button type="submit">{t('find')}</button>
            </div>
          </form>
        </search>
        {found?.length === 0 && <p>{t('findNothing')}</p>}
        {found && KINDS.map((kind) => <Group view={view} kind={kind} found={found} />)}
      </div>
    </Layout>
  )
}

const TITLES = {
  line: 'lines',
  process: 'processes',
  stakeholder: 'stakeholders',
  mandate: 'mandates',
  source: 'sources',
} as const satisfies Record<Thing['kind'], string>

function Group({ view, kind, found }: { view: View; kind: Thing['kind']; found: readonly Thing[] }) {
  const things = found.filter((thing) => thing.kind === kind)
  if (things.length === 0) return null
  return (
    <section class="stack">
      <h2>{view.words(correctionWords)(TITLES[kind])}</h2>
      <ul class="list">
        {things.map(({ path, name, language }) => (
          <li>
            <a href={view.to(path)}>
              <Name text={name} language={language} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
