/** Facilitation: the cell of a line, and the table of mandates that other pages show. */
import type { Child } from 'hono/jsx'
import { CorrectedNote, type Correction, CorrectLink, type Line, SourceLink } from '../framework/index.ts'
import type { View } from '../platform/i18n.ts'
import { Badge } from '../ui/badge.tsx'
import { Sentence, slot } from '../ui/sentence.tsx'
import { Name } from '../ui/text.tsx'
import { ContactLines } from './contact/index.ts'
import { type Holder, type Listed, labelOf, listedOf, type Mandate, type Marks, subjectOfMandate } from './rules.ts'
import { strings } from './strings.ts'

/** The cell of a line: [proposed] in brackets, civil society in italics, focal point in bold, and each of it in words too. */
export function Facilitators({ view, mandates }: { view: View; mandates: readonly Mandate[] }) {
  return (
    <ul class="who">
      {listedOf(mandates).map((listed) => (
        <li>
          <Marked marks={listed}>
            <Holding view={view} holder={listed.stakeholder} />
          </Marked>
          <span class="hidden">{qualities(view, listed)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Brackets, italics and bold are independent of each other: a name may carry each of them, or none. */
export function Marked({ marks, children }: { marks: Marks; children?: Child }) {
  const italic = marks.civilSociety ? <i>{children}</i> : children
  const bold = marks.focalPoint === null ? italic : <b>{italic}</b>
  return marks.proposed ? <ins>[{bold}]</ins> : <>{bold}</>
}

/** A stakeholder as the annex calls it, leading to its page. */
function Holding({ view, holder }: { view: View; holder: Holder }) {
  return (
    <a href={view.to(`/stakeholders/${holder.publicId}`)}>
      <Name text={labelOf(holder)} language={holder.nameLanguage} />
    </a>
  )
}

function qualities(view: View, { proposed, civilSociety, focalPoint, coFacilitator }: Listed): string {
  const role = focalPoint ?? (coFacilitator ? 'co' : 'none')
  return view.words(strings)('qualities', { proposed: proposed ? 'yes' : 'no', civil: civilSociety ? 'yes' : 'no', role })
}

type TableProps = {
  view: View
  caption: string
  mandates: readonly Mandate[]
  /** Given on the page of a stakeholder: then a row begins with its line instead. */
  lines?: readonly Line[]
  /** What was corrected of any mandate. */
  corrections: readonly Correction[]
}

/** Mandates with their role, state, dates and source, one row each. */
export function MandateTable({ view, caption, mandates, lines, corrections }: TableProps) {
  const t = view.words(strings)
  return (
    <table class="rows">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t(lines ? 'line' : 'stakeholder')}</th>
          {(['role', 'state', 'since', 'source'] as const).map((column) => (
            <th scope="col">{t(column)}</th>
          ))}
          {hasCorrection(view) && <th scope="col">{t('correction')}</th>}
        </tr>
      </thead>
      <tbody>
        {mandates.map((mandate) => (
          <tr>
            <th scope="row">
              {lines ? <LineOf view={view} lines={lines} slug={mandate.lineSlug} /> : <Holding view={view} holder={mandate.stakeholder} />}
              {mandate.contact && (
                <ContactLines view={view} contact={mandate.contact} line={mandate.lineSlug} stakeholder={mandate.stakeholder.publicId} />
              )}
            </th>
            <td>{t('roleWord', { role: roleWord(mandate) })}</td>
            <td>{t('stateWord', { state: mandate.state })}</td>
            <td>
              <Period view={view} mandate={mandate} />
            </td>
            <td class="small">
              <SourceLink view={view} source={mandate.source} />
              <CorrectedNote view={view} corrections={corrections.filter(({ subject }) => subject === subjectOfMandate(mandate))} />
            </td>
            <CorrectMandate view={view} mandate={mandate} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function roleWord({ role, coFacilitator }: Mandate): string {
  if (role === 'focal-point') return 'focal'
  return coFacilitator ? 'co' : role
}

function LineOf({ view, lines, slug }: { view: View; lines: readonly Line[]; slug: string }) {
  const line = lines.find((known) => known.slug === slug)
  return line ? <Badge line={line} href={view.to(`/lines/${slug}`)} named /> : view.words(strings)('wholePlan')
}

function Period({ view, mandate }: { view: View; mandate: Mandate }) {
  const since = <Beginning view={view} mandate={mandate} />
  if (mandate.until === null) return since
  const text = view.words(strings)('sinceUntil', { since: slot(0), until: slot(1) })
  return <Sentence text={text} parts={[since, <Day view={view} day={mandate.until} />]} />
}

/** Since when; or by which day or month a witness says so, where only that is known. */
export function Beginning({ view, mandate }: { view: View; mandate: Mandate }) {
  const { from, attested } = mandate
  const begin = <Day view={view} day={from} precision={attested ?? 'day'} />
  return attested === null ? begin : <Sentence text={view.words(strings)('attestedOn', { date: slot(0) })} parts={[begin]} />
}

export function Day({ view, day, precision = 'day' }: { view: View; day: string; precision?: 'day' | 'month' }) {
  return <time datetime={precision === 'month' ? day.slice(0, 7) : day}>{view.date(day, precision)}</time>
}

/** Whether a row ends with a way to correct it. */
function hasCorrection(view: View): boolean {
  return view.site.contact !== null || mayCorrect(view)
}

const mayCorrect = ({ visitor }: View) => visitor?.roles.includes('secretariat') ?? false

/** The secretariat corrects it, others write to who can. */
function CorrectMandate({ view, mandate }: { view: View; mandate: Mandate }) {
  if (!mayCorrect(view)) return <CorrectThis view={view} row={[mandate.lineSlug, mandate.role, mandate.stakeholder.identifier]} />
  return (
    <td class="small">
      <CorrectLink view={view} path={`/facilitators/${subjectOfMandate(mandate)}/correct?from=${mandate.from}`} />
    </td>
  )
}

/** A mail to whoever runs the site, with the row in its subject; no cell where nobody can be written to. */
export function CorrectThis({ view, row }: { view: View; row: readonly string[] }) {
  const t = view.words(strings)
  const { contact } = view.site
  if (!contact) return null
  const subject = encodeURIComponent([t('correctSubject'), ...row].join(' · '))
  return (
    <td class="small">
      <a href={`mailto:${contact}?subject=${subject}`}>{t('correct')}</a>
    </td>
  )
}

/** The badge of one of the eight has the title in it already. */
export function LineTitle({ view, line }: { view: View; line: Line }) {
  return (
    <>
      <Badge line={line} href={view.to(`/lines/${line.slug}`)} />
      {line.parentSlug === null && (
        <>
          {' '}
          <Name text={line.title} language={line.titleLanguage} />
        </>
      )}
    </>
  )
}

/** Stakeholders in a sentence, as the annex sets them apart. */
export function Names({ view, mandates }: { view: View; mandates: readonly Mandate[] }) {
  const names = mandates.flatMap(({ stakeholder }, index): Child[] => [
    index > 0 ? ' / ' : '',
    <Holding view={view} holder={stakeholder} />,
  ])
  return <>{names}</>
}
