/** Two entries of one organisation: a proposal, what its sides say, and what somebody can do about it. */
import type { Form } from '../platform/forms.ts'
import type { View } from '../platform/i18n.ts'
import { ErrorSummary, Field, PostForm } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Sentence, slot } from '../ui/sentence.tsx'
import { Name, Paragraphs } from '../ui/text.tsx'
import {
  type Double,
  type DoubleRefusal,
  type DoubleSide,
  type Entry,
  type ListedDouble,
  type SeenDouble,
  stateOf,
  waitsForSecretariat,
} from './doubles-rules.ts'
import { strings } from './doubles-strings.ts'
import { strings as representativeWords } from './representative-strings.ts'

type Props = { view: View; seen: SeenDouble; form: Form<DoubleRefusal> }

export function DoublePage(props: Props) {
  const { view, seen, form } = props
  const t = view.words(strings)
  const { double, clash } = seen
  const { loser, winner, proposedAt } = double
  return (
    <Layout view={view} title={t('entries')} part="stakeholders">
      <div class="stack" id="act">
        <h1>{t('entries')}</h1>
        <p class="lead">
          <Pair view={view} sentence="question" loser={loser.entry} winner={winner.entry} linked />
        </p>
        <ErrorSummary view={view} errors={form.errors} say={t} />
        <p>{t('proposedBy', { person: double.proposer || view.words(representativeWords)('noName'), at: view.moment(proposedAt) })}</p>
        <Paragraphs text={double.reason} language="und" />
        <State view={view} double={double} />
        {clash && stateOf(double) === 'open' && <p class="field-error">{t(clash)}</p>}
        {stateOf(double) !== 'over' && <Sides view={view} double={double} />}
        {seen.acts.length > 0 && <Acts {...props} />}
      </div>
    </Layout>
  )
}

type PairProps = {
  view: View
  sentence: 'question' | 'effect_address' | 'effect_powers'
  loser: Entry
  winner: Entry
  linked?: boolean
}

/** A sentence about the two. */
function Pair({ view, sentence, loser, winner, linked = false }: PairProps) {
  const named = ({ publicId, name, nameLanguage }: Entry) => {
    const shown = <Name text={name} language={nameLanguage} />
    return linked ? <a href={view.to(`/stakeholders/${publicId}`)}>{shown}</a> : shown
  }
  const text = view.words(strings)(sentence, { loser: slot(0), winner: slot(1) })
  return <Sentence text={text} parts={[named(loser), named(winner)]} />
}

function State({ view, double }: { view: View; double: Double }) {
  const t = view.words(strings)
  const { mergedAt, ground, refusedAt, refusedBecause, withdrawnAt, reversedAt, reversedBecause, dueAt } = double
  if (refusedAt !== null) return <Ended text={t('refusedOn', { at: view.moment(refusedAt) })} because={refusedBecause} />
  if (withdrawnAt !== null) return <Ended text={t('withdrawnOn', { at: view.moment(withdrawnAt) })} because={null} />
  if (reversedAt !== null && mergedAt !== null)
    return <Ended text={t('reversedOn', { from: view.moment(mergedAt), at: view.moment(reversedAt) })} because={reversedBecause} />
  if (mergedAt !== null && ground !== null) return <Ended text={t(GROUNDS[ground], { at: view.moment(mergedAt) })} because={null} />
  const waits = waitsForSecretariat(double)
  return <Ended text={waits ? t('waitsSecretariat') : t('byTime', { at: view.moment(dueAt) })} because={null} />
}

const GROUNDS = { both: 'mergedBoth', silence: 'mergedSilence', secretariat: 'mergedSecretariat' } as const

function Ended({ text, because }: { text: string; because: string | null }) {
  return (
    <div class="note" role="status">
      <p>{text}</p>
      {because !== null && <Paragraphs text={because} language="und" />}
    </div>
  )
}

function Sides({ view, double: { loser, winner } }: { view: View; double: Double }) {
  return (
    <section class="stack">
      <h2>{view.words(strings)('sides')}</h2>
      <ul>
        {[loser, winner].map((side) => (
          <li>
            <SideSays view={view} side={side} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function SideSays({ view, side }: { view: View; side: DoubleSide }) {
  const t = view.words(strings)
  const { entry, agreedAt, undoesAt, represented } = side
  const name = slot(0)
  const text =
    undoesAt !== null
      ? t('undoesOn', { name, at: view.moment(undoesAt) })
      : agreedAt !== null
        ? t('agreedOn', { name, at: view.moment(agreedAt) })
        : t(represented ? 'notSpoken' : 'nobodyActs', { name })
  return <Sentence text={text} parts={[<Name text={entry.name} language={entry.nameLanguage} />]} />
}

function Acts({ view, seen: { double, acts }, form }: Props) {
  const t = view.words(strings)
  const { id, loser, winner } = double
  const pair = { view, loser: loser.entry, winner: winner.entry }
  const open = stateOf(double) === 'open'
  return (
    <>
      <ul>
        {open && (
          <>
            <li>
              <Pair {...pair} sentence="effect_address" />
            </li>
            <li>
              <Pair {...pair} sentence="effect_powers" />
            </li>
            <li>{t('effect_reversible')}</li>
          </>
        )}
        {acts.includes('refuse') && <li>{t('effect_refuse')}</li>}
        {!open && <li>{t('effect_reverse')}</li>}
      </ul>
      <PostForm action={view.to(`/doubles/${id}`)} label={t('entries')}>
        {(acts.includes('refuse') || acts.includes('reverse')) && (
          <Field name="reason" label={t('reasonIfRefused')} hint={t('reasonHint')} typed={form.typed} errors={form.errors} say={t} />
        )}
        <div class="acts">
          {acts.map((act) => (
            <button type="submit" name="act" value={act} class={act === 'agree' || act === 'merge' ? undefined : 'button quiet'}>
              {t(act)}
            </button>
          ))}
        </div>
      </PostForm>
    </>
  )
}

/** Of the queue of the secretariat: each with a link to where it is decided. */
export function DoublesSection({ view, doubles }: { view: View; doubles: readonly ListedDouble[] }) {
  if (doubles.length === 0) return null
  return (
    <section class="stack">
      <h2>{view.words(strings)('waitingTitle')}</h2>
      <DoublesList view={view} doubles={doubles} />
    </section>
  )
}

/** What is proposed, or holds. */
export function DoublesList({ view, doubles }: { view: View; doubles: readonly ListedDouble[] }) {
  const t = view.words(strings)
  return (
    <ul class="list">
      {doubles.map(({ id, loser, winner, mergedAt }) => (
        <li>
          <p>
            <Pair view={view} sentence="question" loser={loser} winner={winner} />
          </p>
          {mergedAt !== null && <p class="soft">{t('merged')}</p>}
          <p>
            <a href={view.to(`/doubles/${id}`)}>{t('open')}</a>
          </p>
        </li>
      ))}
    </ul>
  )
}
