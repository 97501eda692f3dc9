/**
 * Parts of forms: label, hint, refusal, field, tied by aria-describedby; and above the form the refusals together, each a link to its
 * field. The pattern is that of the GOV.UK Design System.
 */
import type { Child } from 'hono/jsx'
import type { Errors, Typed } from '../platform/forms.ts'
import type { View } from '../platform/i18n.ts'
import { strings } from './strings.ts'

type SummaryProps<Key extends string> = { view: View; errors: Errors<Key>; say: (key: Key) => string }

export function ErrorSummary<Key extends string>({ view, errors, say }: SummaryProps<Key>) {
  const refused = Object.entries(errors).flatMap(([name, key]) => (key === undefined ? [] : [{ name, key }]))
  if (refused.length === 0) return null
  return (
    <div class="error-summary" role="alert" tabindex={-1} aria-labelledby="refused-title">
      <h2 id="refused-title">{view.words(strings)('formRefused')}</h2>
      <ul>
        {refused.map(({ name, key }) => (
          <li>
            <a href={`#${name}`}>{say(key)}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

type FieldProps<Key extends string> = {
  name: string
  label: string
  hint?: string
  type?: 'text' | 'email'
  autocomplete?: string
  inputmode?: 'numeric'
  /** Where being refused for a few letters would cost more than not being able to type them. */
  maxlength?: number
  required?: boolean
  typed: Typed
  errors: Errors<Key>
  say: (key: Key) => string
}

export function Field<Key extends string>(props: FieldProps<Key>) {
  const { name, label, hint, type = 'text', autocomplete, inputmode, maxlength, required, typed, errors, say } = props
  const refused = errors[name]
  const described = [hint && `${name}-hint`, refused && `${name}-error`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint && (
        <p class="soft small" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {refused && (
        <p class="field-error" id={`${name}-error`}>
          {say(refused)}
        </p>
      )}
      <input
        type={type}
        id={name}
        name={name}
        value={typed[name] ?? ''}
        autocomplete={autocomplete}
        inputmode={inputmode}
        maxlength={maxlength}
        required={required}
        aria-describedby={described === '' ? undefined : described}
        aria-invalid={refused ? 'true' : undefined}
      />
    </div>
  )
}

type SelectProps<Key extends string> = {
  name: string
  label: string
  hint?: string
  options: readonly { value: string; label: string; lang?: string }[]
  chosen: string
  errors?: Errors<Key>
  say?: (key: Key) => string
}

export function Select<Key extends string>({ name, label, hint, options, chosen, errors, say }: SelectProps<Key>) {
  const refused = errors?.[name]
  const described = [hint && `${name}-hint`, refused && `${name}-error`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint && (
        <p class="soft small" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {refused && say && (
        <p class="field-error" id={`${name}-error`}>
          {say(refused)}
        </p>
      )}
      <select id={name} name={name} aria-describedby={described === '' ? undefined : described} aria-invalid={refused ? 'true' : undefined}>
        {options.map((option) => (
          <option value={option.value} lang={option.lang} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}

/** A form that changes something; it is sent to an address that is also that of a page. */
export function PostForm({ action, children, label }: { action: string; children: Child; label?: string }) {
  return (
    <form method="post" action={action} class="form" novalidate aria-label={label}>
      {children}
    </form>
  )
}
