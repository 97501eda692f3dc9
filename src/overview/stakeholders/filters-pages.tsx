/** What the list of stakeholders can be narrowed down by, and what was chosen. */
import type { View } from '../../platform/i18n.ts'
import { STAKEHOLDER_TYPES, stakeholderWords } from '../../stakeholders/index.ts'
import type { Places } from '../../stocktaking/index.ts'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name } from '../../ui/text.tsx'
import { type Asked, addressOf, FACETS, type Facet, type Refusal, SELECTION, STANDINGS, without } from './finding.ts'
import { strings } from './strings.ts'

type Props = {
  view: View
  asked: Asked
  places: Places
  /** The countries in which somebody has their seat: the others need not be offered. */
  seats: ReadonlySet<string>
}

export function Filters({ view, asked, places, seats }: Props) {
  const t = view.words(strings)
  const { choice, refused } = asked
  return (
    <search>
      <form class="filters" action={view.to('/stakeholders')}>
        <div class="field">
          <label for="q">{t('nameOrAcronym')}</label>
          <RefusedNote view={view} refused={refused} field="q" />
          <input type="search" id="q" name="q" value={refused?.field === 'q' ? refused.typed : choice.q} {...tied(refused, 'q')} />
        </div>
        {FACETS.map((facet) => (
          <div class="field">
            <label for={facet}>{t(facet)}</label>
            <RefusedNote view={view} refused={refused} field={facet} />
            <select id={facet} name={facet} {...tied(refused, facet)}>
              <option value="">{t(`${facet}Any`)}</option>
              {offered(view, facet, places)
                .filter(({ key }) => facet !== 'country' || seats.has(key) || key === choice.country)
                .map(({ key, label }) => (
                  <option value={key} selected={choice[facet] === key}>
                    {label}
                  </option>
                ))}
            </select>
          </div>
        ))}
        <button type="submit">{t('find')}</button>
      </form>
    </search>
  )
}

/** Ties a field to the sentence that says what is wrong with it. */
function tied(refused: Refusal | null, field: string) {
  return refused?.field === field ? ({ 'aria-describedby': 'refused', 'aria-invalid': 'true' } as const) : {}
}

/** The longest that is given back of what was typed; in characters. */
const LONGEST_TYPED = 60

export function RefusedNote({ view, refused, field }: { view: View; refused: Refusal | null; field: Refusal['field'] }) {
  if (refused?.field !== field) return null
  return (
    <p class="field-error" role="alert" id="refused">
      <Sentence
        text={view.words(strings)(`${field}Refused`, { typed: slot(0) })}
        parts={[<bdi>{[...refused.typed].slice(0, LONGEST_TYPED).join('')}</bdi>]}
      />
    </p>
  )
}

type Value = { key: string; label: string }

function offered(view: View, facet: Facet, { named }: Places): Value[] {
  const words = view.words(stakeholderWords)
  switch (facet) {
    case 'type':
      return STAKEHOLDER_TYPES.map((key) => ({ key, label: words(key) }))
    case 'standing':
      return STANDINGS.map((key) => ({ key, label: words(key) }))
    case 'country':
    case 'region':
    case 'line':
      return [...named[facet]].map(([key, { label }]) => ({ key, label }))
  }
}

/** What was chosen, each a link to the list without it. */
export function Chips({ view, asked: { choice }, places }: Pick<Props, 'view' | 'asked' | 'places'>) {
  const t = view.words(strings)
  const chosen = SELECTION.filter((field) => choice[field] !== undefined)
  if (chosen.length === 0) return null
  return (
    <ul class="chips" aria-label={t('chosen')}>
      {chosen.map((field) => (
        <li>
          <a href={view.to(addressOf(without(choice, field)))}>
            <span class="hidden">{t('takeOff')}</span>{' '}
            {field === 'q' ? <Name text={choice.q ?? ''} /> : <span>{labelOf(view, field, choice[field], places)}</span>}{' '}
            <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function labelOf(view: View, facet: Facet, key: string | undefined, places: Places): string | undefined {
  return offered(view, facet, places).find((value) => value.key === key)?.label
}
