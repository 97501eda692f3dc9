/** Correcting: its form for whatever is corrected, and the trace that everybody sees. */
import type { Form, Typed } from '../../platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES, type View } from '../../platform/i18n.ts'
import { ErrorSummary, Field, PostForm, Select } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name } from '../../ui/text.tsx'
import { SourceLink } from '../sources/index.ts'
import type { CorrectionRefusal } from './refusals.ts'
import { type Change, type Clash, type Correction, type Values, wasOf } from './rules.ts'
import { type KnownSource, SOURCE_KINDS } from './source-given.ts'
import { strings } from './strings.ts'

/** A field of a thing: a line of text, or one of several values where it has options. */
export type FieldOf = { name: string; hint?: string; options?: readonly { value: string; label: string }[] }

type Props = {
  view: View
  /** Below the language: the address of the form. */
  path: string
  thing: {
    title: string
    titleLanguage: string
    fields: readonly FieldOf[]
    present: Values
    hidden: Values
    others: readonly { label: string; path: string }[]
  }
  sources: readonly KnownSource[]
  form: Form<CorrectionRefusal>
  /** What others have corrected since the form was made. */
  clashes?: readonly Clash[]
}

export function CorrectionPage({ view, path, thing, sources, form, clashes = [] }: Props) {
  const t = view.words(strings)
  const { typed, errors } = form
  const say = (key: CorrectionRefusal) => t(key)
  return (
    <Layout view={view} title={t('findTitle')} part="secretariat">
      <div class="stack">
        <h1>{t('findTitle')}</h1>
        <p>
          <strong>
            <Name text={thing.title} language={thing.titleLanguage} />
          </strong>
        </p>
        <p class="lead">{t('lead')}</p>
        <ErrorSummary view={view} errors={errors} say={say} />
        <Clashes view={view} clashes={clashes} />
        <Others view={view} others={thing.others} />
        <PostForm action={view.to(path)}>
          {Object.entries(thing.present).map(([name, value]) => (
            <input type="hidden" name={wasOf(name)} value={value} />
          ))}
          {Object.entries(thing.hidden).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {thing.fields.map(({ name, hint, options }) => {
            const shared = { name, label: labelOf(view, name), errors, say, ...(hint === undefined ? {} : { hint }) }
            return options ? <Select {...shared} options={options} chosen={typed[name] ?? ''} /> : <Field {...shared} typed={typed} />
          })}
          <SourceFields view={view} form={form} sources={sources} />
          <button type="submit">{t('save')}</button>
        </PostForm>
      </div>
    </Layout>
  )
}

/** What a field is called: `name-fr` is the name in French. */
export function labelOf(view: View, name: string): string {
  const t = view.words(strings)
  const [field = '', language] = name.split('-')
  const known = FIELDS.find((one) => one === field)
  const label = known ? t(`field_${known}`) : field
  const spoken = LANGUAGES.find((one) => one === language)
  return language === undefined ? label : t('fieldIn', { field: label, language: spoken ? LANGUAGE_NAMES[spoken] : language })
}

const FIELDS = [
  'acronym',
  'attested',
  'body',
  'certainty',
  'country',
  'date',
  'goals',
  'level',
  'name',
  'next',
  'paragraph',
  'position',
  'region',
  'role',
  'short',
  'since',
  'state',
  'title',
  'type',
  'until',
  'url',
  'website',
  'yearly',
] as const

function Clashes({ view, clashes }: { view: View; clashes: readonly Clash[] }) {
  const t = view.words(strings)
  if (clashes.length === 0) return null
  return (
    <ul>
      {clashes.map(({ field, yours, theirs }) => (
        <li>
          <Sentence
            text={t('clash', { field: labelOf(view, field), theirs: slot(0), yours: slot(1) })}
            parts={[<Value view={view} value={theirs} />, <Value view={view} value={yours} />]}
          />
        </li>
      ))}
    </ul>
  )
}

function Value({ view, value }: { view: View; value: string }) {
  return value === '' ? <em>{view.words(strings)('nothing')}</em> : <Name text={value} />
}

function Others({ view, others }: { view: View; others: Props['thing']['others'] }) {
  if (others.length === 0) return null
  return (
    <nav aria-label={view.words(strings)('alsoCorrect')}>
      <ul>
        {others.map(({ label, path }) => (
          <li>
            <a href={view.to(path)}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function SourceFields({
  view,
  form: { typed, errors },
  sources,
}: {
  view: View
  form: Form<CorrectionRefusal>
  sources: readonly KnownSource[]
}) {
  const t = view.words(strings)
  const shared = { typed, errors, say: (key: CorrectionRefusal) => t(key) }
  const chosen = (name: string, otherwise: string) => typed[name] ?? otherwise
  return (
    <>
      <h2>{t('source')}</h2>
      <Select name="source" label={t('source')} options={optionsOf(view, sources)} chosen={chosen('source', '')} {...shared} />
      <Field name="source-title" label={t('sourceTitle')} {...shared} />
      <Select
        name="source-kind"
        label={t('sourceKind')}
        options={SOURCE_KINDS.map((kind) => ({ value: kind, label: t('kind', { kind }) }))}
        chosen={chosen('source-kind', 'letter')}
        {...shared}
      />
      <Select
        name="source-language"
        label={t('sourceLanguage')}
        options={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language], lang: language }))}
        chosen={chosen('source-language', view.language)}
        {...shared}
      />
      <Field name="source-date" label={t('sourceDate')} hint={t('dateHint')} {...shared} />
      <Field name="source-url" label={t('sourceUrl')} {...shared} />
      <Field name="source-paragraph" label={t('sourceParagraph')} {...shared} />
    </>
  )
}

function optionsOf(view: View, sources: readonly KnownSource[]) {
  const known = sources.map(({ slug, title, paragraph, language }) => ({
    value: slug,
    label: paragraph === null ? title : `${title} · ${paragraph}`,
    lang: language,
  }))
  return [{ value: '', label: view.words(strings)('anotherSource') }, ...known]
}

/** What a form shows at first: what is on record. */
export function asOnRecord(present: Values): Form<CorrectionRefusal> {
  return { typed: { ...present } satisfies Typed, errors: {} }
}

/** That a thing was corrected, when and by which source, and what it was before; nothing where it never was. */
export function CorrectedNote({ view, corrections }: { view: View; corrections: readonly Correction[] }) {
  if (corrections.length === 0) return null
  return (
    <ul class="plain small">
      {corrections.map((correction) => (
        <li>
          <CorrectedOn view={view} correction={correction} />
          <ul>
            {correction.changes.filter(isTold).map((change) => (
              <li>
                <Changed view={view} change={change} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

/** When, and by which source. */
export function CorrectedOn({ view, correction: { at, source } }: { view: View; correction: Correction }) {
  const text = view.words(strings)('correctedOn', { date: view.date(at.toISOString().slice(0, 10)), source: slot(0) })
  return <Sentence text={text} parts={[<SourceLink view={view} source={source} />]} />
}

/** The record has more than the form: by which source each value stood, for one. */
const isTold = ({ field }: Change) => FIELDS.some((known) => known === field.split('-')[0])

function Changed({ view, change: { field, before, after } }: { view: View; change: Change }) {
  const text = view.words(strings)('changed', { field: labelOf(view, field), before: slot(0), after: slot(1) })
  return <Sentence text={text} parts={[<Value view={view} value={before} />, <Value view={view} value={after} />]} />
}

/** For the secretariat only, whose pages are kept by nobody: the way to the form. */
export function CorrectLink({ view, path }: { view: View; path: string }) {
  if (!view.visitor?.roles.includes('secretariat')) return null
  return <a href={view.to(path)}>{view.words(strings)('correct')}</a>
}
