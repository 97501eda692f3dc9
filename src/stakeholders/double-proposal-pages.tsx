/** Proposing that an entry is the same organisation as another. */
import type { Form } from '../platform/forms.ts'
import type { View } from '../platform/i18n.ts'
import { ErrorSummary, Field, PostForm } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Name } from '../ui/text.tsx'
import { DoublesList } from './doubles-pages.tsx'
import type { DoubleRefusal, ListedDouble } from './doubles-rules.ts'
import { strings } from './doubles-strings.ts'
import type { Stakeholder } from './rules.ts'
import { strings as stakeholderWords } from './strings.ts'

type Props = {
  view: View
  organisation: Stakeholder
  /** What was looked for. */
  q: string
  candidates: readonly Stakeholder[]
  doubles: readonly ListedDouble[]
  form: Form<DoubleRefusal>
}

export function ProposeDoublePage(props: Props) {
  const { view, organisation, doubles, form } = props
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('propose')} part="stakeholders">
      <div class="stack" id="act">
        <h1>{t('propose')}</h1>
        <p class="lead">
          <a href={view.to(`/stakeholders/${organisation.publicId}`)}>
            <Name text={organisation.name} language={organisation.nameLanguage} />
          </a>
        </p>
        <p>{t('proposeLead')}</p>
        <ErrorSummary view={view} errors={form.errors} say={t} />
        {doubles.length > 0 && <DoublesList view={view} doubles={doubles} />}
        <SearchForm {...props} />
        <ProposalForm {...props} />
      </div>
    </Layout>
  )
}

const addressOf = ({ view, organisation }: Props) => view.to(`/stakeholders/${organisation.publicId}/double`)

function SearchForm(props: Props) {
  const t = props.view.words(strings)
  return (
    <form class="filters" action={addressOf(props)}>
      <Field name="q" label={t('search')} typed={{ q: props.q }} errors={{}} say={t} />
      <button type="submit">{t('find')}</button>
    </form>
  )
}

function ProposalForm(props: Props) {
  const { view, q, candidates, form } = props
  const t = view.words(strings)
  if (candidates.length === 0) return <p>{t('nobodyFound')}</p>
  const { other } = form.errors
  return (
    <PostForm action={addressOf(props)}>
      <input type="hidden" name="q" value={q} />
      <fieldset id="other" aria-describedby={other && 'other-error'}>
        <legend>{t('candidates')}</legend>
        {other && (
          <p class="field-error" id="other-error">
            {t(other)}
          </p>
        )}
        {candidates.map((candidate) => (
          <Candidate view={view} candidate={candidate} chosen={form.typed.other === candidate.publicId} />
        ))}
      </fieldset>
      <Field name="reason" label={t('reason')} hint={t('reasonHint')} required typed={form.typed} errors={form.errors} say={t} />
      <button type="submit">{t('propose')}</button>
    </PostForm>
  )
}

function Candidate({ view, candidate, chosen }: { view: View; candidate: Stakeholder; chosen: boolean }) {
  const { publicId, name, nameLanguage, type, identifier } = candidate
  return (
    <p>
      <label>
        <input type="radio" name="other" value={publicId} checked={chosen} /> <Name text={name} language={nameLanguage} />{' '}
        <span class="soft small">
          {view.words(stakeholderWords)(type)} · <bdi>{identifier}</bdi>
        </span>
      </label>
    </p>
  )
}

/** On the page of an organisation. */
export function DoubleLink({ view, publicId }: { view: View; publicId: string }) {
  const t = view.words(strings)
  return (
    <p>
      <a href={view.to(`/stakeholders/${publicId}/double`)}>{t('proposeLink')}</a>
    </p>
  )
}
