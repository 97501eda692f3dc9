/** Deputies on the page of those who represent an organisation. */
import type { Form } from '../platform/forms.ts'
import type { View } from '../platform/i18n.ts'
import { Field, PostForm } from '../ui/form.tsx'
import { Sentence, slot } from '../ui/sentence.tsx'
import type { Deputy } from './acting.ts'
import { strings } from './acting-strings.ts'
import { DEPUTY_REFUSALS, type DeputyRefusal } from './deputy-rules.ts'
import { strings as representativeWords } from './representative-strings.ts'

/** A refusal of naming a deputy, among others. */
export function isDeputyRefusal(key: string): key is DeputyRefusal {
  return DEPUTY_REFUSALS.some((known) => known === key)
}

type Props = { view: View; action: string; deputies: readonly Deputy[]; form: Form }

/** Who they are; `named`: whether who looks may name another. */
export function Deputies({ view, action, deputies, form, named }: Props & { named: boolean }) {
  const t = view.words(strings)
  const isSecretariat = view.visitor?.roles.includes('secretariat') ?? false
  return (
    <section class="stack">
      <h2>{t('deputies')}</h2>
      {named && <p class="soft">{t('deputiesHint')}</p>}
      <ul class="list">
        {deputies.map((deputy) => (
          <DeputyEntry view={view} action={action} deputy={deputy} mayEnd={deputy.isOwn || isSecretariat} />
        ))}
      </ul>
      {named && <NameForm view={view} action={action} form={form} />}
    </section>
  )
}

function NameForm({ view, action, form: { typed, errors } }: Omit<Props, 'deputies'>) {
  const t = view.words(strings)
  const shared = { typed, errors, say: (key: string) => (isDeputyRefusal(key) ? t(key) : key) }
  return (
    <PostForm action={action} label={t('nameDeputy')}>
      <Field name="personName" label={t('name')} autocomplete="off" {...shared} />
      <Field name="personEmail" type="email" label={t('email')} autocomplete="off" {...shared} />
      <button type="submit" name="act" value="name-deputy">
        {t('nameDeputy')}
      </button>
    </PostForm>
  )
}

type EntryProps = { view: View; action: string; deputy: Deputy; mayEnd: boolean }

function DeputyEntry({ view, action, deputy, mayEnd }: EntryProps) {
  const t = view.words(strings)
  const noName = view.words(representativeWords)('noName')
  const { id, since, invitedAt } = deputy
  const name = deputy.name || noName
  return (
    <li>
      <p>
        <bdi>{name}</bdi>{' '}
        <span class="soft">
          {since === null
            ? t('deputyAsked', { at: view.moment(invitedAt) })
            : t('deputySince', { by: deputy.by || noName, at: view.moment(since) })}
        </span>
      </p>
      {mayEnd && (
        <PostForm action={action} label={name}>
          <input type="hidden" name={since === null ? 'invitation' : 'deputy'} value={String(id)} />
          <button type="submit" class="button quiet" name="act" value={since === null ? 'take-back' : 'end-deputy'}>
            {since === null ? t('takeBack') : t('endDeputy')}
          </button>
        </PostForm>
      )}
    </li>
  )
}

/** To a deputy: since when, for whom, and how it ends. */
export function OwnDeputy({ view, action, deputy }: { view: View; action: string; deputy: Deputy }) {
  const t = view.words(strings)
  const by = deputy.by || view.words(representativeWords)('noName')
  const text = t('youAreDeputy', { by: slot(0), at: view.moment(deputy.since ?? deputy.invitedAt) })
  return (
    <>
      <p class="note" role="status">
        <Sentence text={text} parts={[<bdi>{by}</bdi>]} />
      </p>
      <PostForm action={action}>
        <input type="hidden" name="deputy" value={String(deputy.id)} />
        <button type="submit" class="button quiet" name="act" value="end-deputy">
          {t('endMyDeputy')}
        </button>
      </PostForm>
    </>
  )
}
