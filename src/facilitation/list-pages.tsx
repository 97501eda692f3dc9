/** The list of facilitators: the revised annex as at any day, and what changed between two. */
import { type Line, SourceLink } from '../framework/index.ts'
import type { View } from '../platform/i18n.ts'
import { Files } from '../ui/files.tsx'
import { Layout } from '../ui/layout.tsx'
import { Sentence, slot } from '../ui/sentence.tsx'
import { Changes, type Comparison } from './changes-pages.tsx'
import { CorrectThis, Facilitators, LineTitle, Marked, Names } from './pages.tsx'
import { type Asked, DATE_FIELDS, type DateField, listedOf, type Mandate, type Marks, newestSource } from './rules.ts'
import { facilitatorsDataset } from './schema-org.ts'
import { strings } from './strings.ts'

export type Listing = {
  lines: readonly Line[]
  mandates: readonly Mandate[]
  /** Of the first list; null: none is on record. */
  firstDay: string | null
  comparison: Comparison | null
}

/** Without a listing, what was asked is no day: the form comes back as it was typed. */
export function FacilitatorsPage({ view, asked, listing }: { view: View; asked: Asked; listing: Listing | null }) {
  const t = view.words(strings)
  const about = listing ? { jsonLd: facilitatorsDataset(view, listing.firstDay) } : {}
  return (
    <Layout view={view} title={t('title')} description={t('description')} part="facilitators" {...about}>
      <div class="stack">
        <h1>{t('title')}</h1>
        {!listing && <Refusals view={view} asked={asked} />}
        {listing && <Recorded view={view} asked={asked} listing={listing} />}
        <DatesForm view={view} asked={asked} />
        {listing?.comparison && (
          <>
            <Changes view={view} comparison={listing.comparison} lines={listing.lines} />
            <Files view={view} path="/facilitators" query={`?on=${asked.on}&compare=${asked.compare}`} types={['csv', 'json']} />
          </>
        )}
        {listing && listing.mandates.length > 0 && <List view={view} asked={asked} listing={listing} />}
      </div>
    </Layout>
  )
}

type FormProps = { view: View; asked: Asked }

function Refusals({ view, asked }: FormProps) {
  const t = view.words(strings)
  return (
    <div class="error-summary" role="alert">
      <h2>{t('problem')}</h2>
      <ul>
        {asked.refused.map((field) => (
          <li>
            <a href={`#${field}`}>
              {t(LABELS[field])}: {refusal(view)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

const LABELS = { on: 'asAt', compare: 'compareWith' } as const satisfies Record<DateField, string>
const refusal = (view: View) => view.words(strings)('dateRefused', { example: view.today })

function DatesForm({ view, asked }: FormProps) {
  const t = view.words(strings)
  return (
    <form class="filters" action={view.to('/facilitators')}>
      {DATE_FIELDS.map((field) => (
        <DayField view={view} asked={asked} field={field} />
      ))}
      <button type="submit">{t('show')}</button>
    </form>
  )
}

/** A browser empties a field for dates that holds none, so what was refused comes back in one for text. */
function DayField({ view, asked, field }: FormProps & { field: DateField }) {
  const t = view.words(strings)
  const refused = asked.refused.includes(field)
  const value = asked.typed[field] ?? (field === 'on' ? asked.on : undefined)
  return (
    <div class="field">
      <label for={field}>{t(LABELS[field])}</label>
      {refused && (
        <p class="field-error" id={`${field}-error`}>
          {refusal(view)}
        </p>
      )}
      {refused ? (
        <input id={field} name={field} type="text" value={value} aria-invalid="true" aria-describedby={`${field}-error`} />
      ) : (
        <input id={field} name={field} type="date" value={value} />
      )}
    </div>
  )
}

type ListProps = { view: View; asked: Asked; listing: Listing }

/** As recorded when and by which text; or that there is no list yet, and since when there is one. */
function Recorded({ view, asked, listing }: ListProps) {
  const t = view.words(strings)
  const { mandates, firstDay } = listing
  const newest = newestSource(mandates.filter(({ role }) => role !== 'lead'))
  if (newest?.date) {
    const recorded = t('recorded', { date: view.date(newest.date, newest.datePrecision ?? 'day'), source: slot(0) })
    return (
      <p class="lead">
        <Sentence text={recorded} parts={[<SourceLink view={view} source={newest} />]} /> {t('indicative')}
      </p>
    )
  }
  const date = view.date(asked.on)
  if (firstDay === null || asked.on >= firstDay) return <p class="lead">{t('none', { date })}</p>
  const first = <a href={view.to(`/facilitators?on=${firstDay}`)}>{view.date(firstDay)}</a>
  return (
    <p class="lead">
      <Sentence text={t('empty', { date, first: slot(0) })} parts={[first]} />
    </p>
  )
}

function List({ view, asked, listing }: ListProps) {
  const { mandates } = listing
  const query = asked.typed.on === undefined ? '' : `?on=${asked.on}`
  return (
    <>
      <Key view={view} />
      <ListTable view={view} asked={asked} listing={listing} />
      <LeadAgencies view={view} mandates={mandates.filter(({ role }) => role === 'lead')} />
      <Files view={view} path="/facilitators" query={query} types={['csv', 'json']} />
    </>
  )
}

function Key({ view }: { view: View }) {
  const t = view.words(strings)
  const plain = { proposed: false, civilSociety: false, focalPoint: null }
  return (
    <ul class="key" aria-label={t('key')}>
      <li>{t('keyPlain')}</li>
      <KeyEntry text={t('keyBrackets', { sample: slot(0) })} sample={t('keyBracketsSample')} marks={{ ...plain, proposed: true }} />
      <KeyEntry text={t('keyItalics', { sample: slot(0) })} sample={t('keyItalicsSample')} marks={{ ...plain, civilSociety: true }} />
      <KeyEntry text={t('keyBold', { sample: slot(0) })} sample={t('keyBoldSample')} marks={{ ...plain, focalPoint: 'provisional' }} />
    </ul>
  )
}

function KeyEntry({ text, sample, marks }: { text: string; sample: string; marks: Marks }) {
  return (
    <li>
      <span>
        <Sentence text={text} parts={[<Marked marks={marks}>{sample}</Marked>]} />
      </span>
    </li>
  )
}

function ListTable({ view, asked, listing }: ListProps) {
  const t = view.words(strings)
  const { lines, mandates } = listing
  const cells = new Map(lines.map(({ slug }) => [slug, mandates.filter(({ lineSlug }) => lineSlug === slug)]))
  const listed = [...cells.values()].map(listedOf)
  const caption = t('linesAndProposals', {
    lines: listed.filter((cell) => cell.length > 0).length,
    proposals: listed.flat().filter(({ proposed }) => proposed).length,
    date: view.date(asked.on),
  })
  return (
    <table class="rows">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('line')}</th>
          <th scope="col">{t('facilitators')}</th>
          {view.site.contact && <th scope="col">{t('correction')}</th>}
        </tr>
      </thead>
      {bodies(lines).map((body) => (
        <tbody>
          {body.map((line) =>
            line.kind === 'heading' ? (
              <HeadingRow view={view} line={line} />
            ) : (
              <LineRow view={view} line={line} mandates={cells.get(line.slug) ?? []} />
            ),
          )}
        </tbody>
      ))}
    </table>
  )
}

/** C7 and its eight stand together, and so do the lines before and after them. */
function bodies(lines: readonly Line[]): Line[][] {
  const group = ({ kind, slug, parentSlug }: Line) => (kind === 'heading' ? slug : parentSlug)
  const bodies: Line[][] = []
  let last: string | null | undefined
  for (const line of lines) {
    if (group(line) === last) bodies.at(-1)?.push(line)
    else bodies.push([line])
    last = group(line)
  }
  return bodies
}

/** C7, above its eight. */
function HeadingRow({ view, line }: { view: View; line: Line }) {
  return (
    <tr>
      <th scope="rowgroup" colspan={view.site.contact ? 3 : 2}>
        <LineTitle view={view} line={line} />
      </th>
    </tr>
  )
}

function LineRow({ view, line, mandates }: { view: View; line: Line; mandates: readonly Mandate[] }) {
  return (
    <tr>
      <th scope="row">
        <LineTitle view={view} line={line} />
      </th>
      <td>
        <Facilitators view={view} mandates={mandates} />
      </td>
      <CorrectThis view={view} row={[line.slug]} />
    </tr>
  )
}

function LeadAgencies({ view, mandates }: { view: View; mandates: readonly Mandate[] }) {
  const [first] = mandates
  if (!first) return null
  const text = view.words(strings)('leadAgencies', { names: slot(0), source: slot(1) })
  return (
    <p>
      <Sentence text={text} parts={[<Names view={view} mandates={mandates} />, <SourceLink view={view} source={first.source} />]} />
    </p>
  )
}
