/** Registering an organisation, and what its page says as long as it is not public. */
import type { Country } from '../framework/index.ts'
import type { Errors, Form, Typed } from '../platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES, type View } from '../platform/i18n.ts'
import { LongForm } from '../ui/draft.tsx'
import { ErrorSummary, Field, PostForm, Select } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Name, Paragraphs } from '../ui/text.tsx'
import { CHOSEN_TYPES, REGISTRATION_REFUSALS, type RegistrationRefusal, type Submission } from './registration-rules.ts'
import { strings } from './registration-strings.ts'
import type { Stakeholder } from './rules.ts'
import { strings as stakeholderWords } from './strings.ts'

type Props = { view: View; form: Form<RegistrationRefusal>; countries: readonly Country[] }

export function RegisterPage({ view, form, countries }: Props) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('register')} part="stakeholders">
      <div class="stack">
        <h1>{t('register')}</h1>
        <p class="lead">{t('registerLead')}</p>
        <ErrorSummary view={view} errors={form.errors} say={t} />
        <LongForm view={view} action={view.to('/stakeholders/new')}>
          <OrganisationFields view={view} form={form} countries={countries} />
          {view.visitor?.name === '' && <OwnNameField view={view} form={form} />}
          <p>
            <label>
              <input type="checkbox" name="represent" value="yes" checked={form.typed.represent === 'yes'} /> {t('represent')}
            </label>
          </p>
          <button type="submit">{t('send')}</button>
        </LongForm>
      </div>
    </Layout>
  )
}

/** A refusal of registering, among others. */
export function isRegistrationRefusal(key: string | undefined): key is RegistrationRefusal {
  return REGISTRATION_REFUSALS.some((known) => known === key)
}

/** What is said of an organisation; of the refusals of a larger form these fields show theirs. */
export function OrganisationFields({ view, form: { typed, errors: all }, countries }: Omit<Props, 'form'> & { form: Form }) {
  const errors: Partial<Record<string, RegistrationRefusal>> = {}
  for (const [field, key] of Object.entries(all)) if (isRegistrationRefusal(key)) errors[field] = key
  const t = view.words(strings)
  const type = view.words(stakeholderWords)
  const shared = { typed, errors, say: t }
  return (
    <>
      <Field name="name" label={t('name')} hint={t('nameHint')} autocomplete="organization" required {...shared} />
      <Select
        name="language"
        label={t('language')}
        options={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language], lang: language }))}
        chosen={typed.language ?? view.language}
        errors={errors}
        say={t}
      />
      <Select
        name="type"
        label={t('type')}
        options={[{ value: '', label: t('typeChoose') }, ...CHOSEN_TYPES.map((known) => ({ value: known, label: type(known) }))]}
        chosen={typed.type ?? ''}
        errors={errors}
        say={t}
      />
      <Select
        name="country"
        label={t('country')}
        hint={t('countryHint')}
        options={[{ value: '', label: t('countryNone') }, ...countries.map(({ code, name }) => ({ value: code, label: name }))]}
        chosen={typed.country ?? ''}
        errors={errors}
        say={t}
      />
      <Field name="website" label={t('website')} hint={t('websiteHint')} autocomplete="url" {...shared} />
    </>
  )
}

/** For who has given no name yet: others are to know who asks. */
export function OwnNameField({ view, form: { typed, errors } }: { view: View; form: Form }) {
  const t = view.words(strings)
  const { ownName } = errors
  const own: Errors<RegistrationRefusal> = ownName === 'ownNameMissing' || ownName === 'ownNameTooLong' ? { ownName } : {}
  return (
    <Field name="ownName" label={t('ownName')} hint={t('ownNameHint')} autocomplete="name" required typed={typed} errors={own} say={t} />
  )
}

type AlikeProps = { view: View; known: readonly Stakeholder[]; typed: Typed }

/** What is known already comes first; what was typed waits in the button below. */
export function AlikePage({ view, known, typed }: AlikeProps) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('alike')} part="stakeholders">
      <div class="stack">
        <h1>{t('alike')}</h1>
        <p class="lead">{t('alikeLead')}</p>
        <ul class="list">
          {known.map((stakeholder) => (
            <AlikeEntry view={view} stakeholder={stakeholder} />
          ))}
        </ul>
        <PostForm action={view.to('/stakeholders/new')}>
          {FIELDS.map((name) => typed[name] !== undefined && <input type="hidden" name={name} value={typed[name]} />)}
          <button type="submit" name="another" value="yes">
            {t('another')}
          </button>
        </PostForm>
      </div>
    </Layout>
  )
}

const FIELDS = ['name', 'language', 'type', 'country', 'website', 'ownName', 'represent'] as const

function AlikeEntry({ view, stakeholder }: { view: View; stakeholder: Stakeholder }) {
  const t = view.words(strings)
  const { publicId, name, nameLanguage, type, kind } = stakeholder
  return (
    <li>
      <p>
        <a href={view.to(`/stakeholders/${publicId}`)}>
          <Name text={name} language={nameLanguage} />
        </a>{' '}
        <span class="soft">{view.words(stakeholderWords)(type)}</span>
      </p>
      {kind === 'organisation' && (
        <p>
          <a class="button quiet" href={view.to(`/stakeholders/${publicId}/represent`)}>
            {t('mine')}
          </a>
        </p>
      )}
    </li>
  )
}

/** On the page of a stakeholder: that only its author and the secretariat see it, and why. */
export function SubmissionNote({ view, stakeholder, submission }: { view: View; stakeholder: Stakeholder; submission: Submission | null }) {
  const t = view.words(strings)
  if (submission === null) return null
  if (stakeholder.standing === 'received')
    return (
      <p class="note" role="status">
        {t('receivedNote', { at: view.moment(submission.submittedAt), due: view.moment(submission.dueAt) })}
      </p>
    )
  if (stakeholder.standing !== 'held') return null
  return (
    <div class="note">
      <p>{t('heldNote')}</p>
      <Paragraphs text={submission.heldBecause ?? ''} language="und" />
    </div>
  )
}

/** Above the list of stakeholders. */
export function RegisterLink({ view }: { view: View }) {
  return (
    <p>
      <a href={view.to('/stakeholders/new')}>{view.words(strings)('register')}</a>
    </p>
  )
}
