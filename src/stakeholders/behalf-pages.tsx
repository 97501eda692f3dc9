/** On behalf: the form of the secretariat, and the page on which the organisation confirms or corrects. */
import type { Country } from '../framework/index.ts'
import type { Form } from '../platform/forms.ts'
import type { View } from '../platform/i18n.ts'
import { ErrorSummary, Field, PostForm, Select } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Sentence, slot } from '../ui/sentence.tsx'
import { Name } from '../ui/text.tsx'
import { strings as actingWords } from './acting-strings.ts'
import { type BehalfRefusal, type EntryRefusal, type NamedPerson, SOURCE_KINDS, type Trace } from './behalf-rules.ts'
import { strings } from './behalf-strings.ts'
import { isDeputyRefusal } from './deputy-pages.tsx'
import { isRegistrationRefusal, OrganisationFields } from './registration-pages.tsx'
import { strings as registrationWords } from './registration-strings.ts'
import type { Stakeholder } from './rules.ts'
import { EnteredTrace } from './trace-pages.tsx'

type Refusal = BehalfRefusal | EntryRefusal

/** The refusals of these forms in words; what they share with others has its words there. */
function refusalsIn(view: View): (key: Refusal) => string {
  const [t, acting, shared] = [view.words(strings), view.words(actingWords), view.words(registrationWords)]
  return (key) => {
    if (isDeputyRefusal(key)) return acting(key)
    return isRegistrationRefusal(key) ? shared(key) : t(key)
  }
}

type Props = {
  view: View
  form: Form<Refusal>
  countries: readonly Country[]
  /** Those on record that look like what was typed. */
  alike: readonly Stakeholder[]
  unanswered: readonly NamedPerson[]
}

export function OnBehalfPage(props: Props) {
  const { view, form, countries, unanswered } = props
  const t = view.words(strings)
  const shared = { typed: form.typed, errors: form.errors, say: refusalsIn(view) }
  return (
    <Layout view={view} title={t('onBehalf')} part="secretariat">
      <div class="stack">
        <h1>{t('onBehalf')}</h1>
        <p class="lead">{t('onBehalfLead')}</p>
        <ErrorSummary view={view} errors={form.errors} say={refusalsIn(view)} />
        <PostForm action={view.to('/secretariat/on-behalf')}>
          <SourceFields {...props} />
          <Field name="organisation" label={t('organisation')} hint={t('organisationHint')} {...shared} />
          <h2>{t('newOrganisation')}</h2>
          <AlikeField {...props} />
          <OrganisationFields view={view} form={form} countries={countries} />
          <h2>{t('representative')}</h2>
          <Field name="personName" label={t('personName')} autocomplete="off" {...shared} />
          <Field name="personEmail" type="email" label={t('personEmail')} hint={t('personHint')} autocomplete="off" {...shared} />
          <button type="submit">{t('send')}</button>
        </PostForm>
        {unanswered.length > 0 && (
          <section class="stack">
            <h2>{t('unanswered')}</h2>
            <ul class="list">
              {unanswered.map((one) => (
                <Unanswered view={view} one={one} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </Layout>
  )
}

function SourceFields({ view, form: { typed, errors } }: Props) {
  const t = view.words(strings)
  const shared = { typed, errors, say: refusalsIn(view) }
  return (
    <>
      <Select
        name="sourceKind"
        label={t('sourceKind')}
        options={SOURCE_KINDS.map((kind) => ({ value: kind, label: t(`kind_${kind}`) }))}
        chosen={typed.sourceKind ?? 'letter'}
        errors={errors}
        say={refusalsIn(view)}
      />
      <Field name="sourceTitle" label={t('sourceTitle')} hint={t('sourceTitleHint')} required {...shared} />
      <Field name="sourceDate" label={t('sourceDate')} hint={t('sourceDateHint')} required {...shared} />
      <Field name="sourceUrl" label={t('sourceUrl')} hint={t('sourceUrlHint')} {...shared} />
    </>
  )
}

function AlikeField({ view, form, alike }: Props) {
  const t = view.words(strings)
  if (alike.length === 0) return null
  const known = alike.filter(({ kind }) => kind === 'organisation')
  return (
    <Select
      name="another"
      label={t('alikeTitle')}
      options={[
        { value: '', label: t('alikeChoose') },
        ...known.map(({ publicId, name }) => ({ value: publicId, label: name })),
        { value: 'new', label: t('alikeNew') },
      ]}
      chosen={form.typed.another ?? ''}
      errors={form.errors}
      say={refusalsIn(view)}
    />
  )
}

function Unanswered({ view, one }: { view: View; one: NamedPerson }) {
  const t = view.words(strings)
  return (
    <li>
      <p>
        <a href={view.to(`/stakeholders/${one.publicId}`)}>
          <Name text={one.name} language={one.nameLanguage} />
        </a>{' '}
        <Sentence text={t('namedOn', { person: slot(0), at: view.moment(one.invitedAt) })} parts={[<bdi>{one.person}</bdi>]} />
      </p>
      <PostForm action={view.to('/secretariat/on-behalf')} label={one.person}>
        <input type="hidden" name="of" value={one.publicId} />
        <input type="hidden" name="invitation" value={String(one.id)} />
        <button type="submit" class="button quiet" name="act" value="take-back">
          {view.words(actingWords)('takeBack')}
        </button>
      </PostForm>
    </li>
  )
}

type EnteredProps = { view: View; organisation: Stakeholder; trace: Trace; form: Form<Refusal>; countries: readonly Country[] }

export function EnteredPage({ view, organisation, trace, form, countries }: EnteredProps) {
  const t = view.words(strings)
  const action = view.to(`/stakeholders/${organisation.publicId}/entered`)
  const isOpen = trace.confirmedAt === null && trace.before === null
  return (
    <Layout view={view} title={t('enteredTitle')} part="stakeholders">
      <div class="stack" id="act">
        <h1>{t('enteredTitle')}</h1>
        <p class="lead">
          <a href={view.to(`/stakeholders/${organisation.publicId}`)}>
            <Name text={organisation.name} language={organisation.nameLanguage} />
          </a>
        </p>
        <ErrorSummary view={view} errors={form.errors} say={refusalsIn(view)} />
        <EnteredTrace view={view} trace={trace} />
        {isOpen && (
          <>
            <PostForm action={action} label={t('confirm')}>
              <input type="hidden" name="entry" value={String(trace.id)} />
              <button type="submit" name="act" value="confirm">
                {t('confirm')}
              </button>
            </PostForm>
            <h2>{t('correct')}</h2>
            <p>{t('correctHint')}</p>
            <PostForm action={action} label={t('correct')}>
              <input type="hidden" name="entry" value={String(trace.id)} />
              <OrganisationFields view={view} form={form} countries={countries} />
              <button type="submit" class="button quiet" name="act" value="correct">
                {t('correct')}
              </button>
            </PostForm>
          </>
        )}
        {!isOpen && <p>{t('nothingAwaits')}</p>}
      </div>
    </Layout>
  )
}
