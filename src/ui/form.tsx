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

type FrameProps<Key extends string> = {
  name: string
  label: string
  hint?: string
  errors: Errors<Key>
  say: (key: Key) => string
}

/** What stands above every field. */
function FieldFrame<Key extends string>({ name, label, hint, errors, say, children }: FrameProps<Key> & { children: Child }) {
  const refused = errors[name]
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
      {children}
    </div>
  )
}

/** Ties a field to what stands above it. */
function tied({ name, hint, errors }: Pick<FrameProps<string>, 'name' | 'hint' | 'errors'>) {
  const described = [hint && `${name}-hint`, errors[name] && `${name}-error`].filter(Boolean).join(' ')
  return { 'aria-describedby': described || undefined, 'aria-invalid': errors[name] ? ('true' as const) : undefined }
}

type FieldProps<Key extends string> = FrameProps<Key> & {
  type?: 'text' | 'email'
  autocomplete?: string
  inputmode?: 'numeric'
  /** Where being refused for a few letters would cost more than not being able to type them. */
  maxlength?: number
  required?: boolean
  typed: Typed
}

export function Field<Key extends string>(props: FieldProps<Key>) {
  const { type = 'text', autocomplete, inputmode, maxlength, required, typed, ...frame } = props
  const { name } = frame
  const told = { autocomplete, inputmode, maxlength, required, ...tied(frame) }
  return (
    <FieldFrame {...frame}>
      <input type={type} id={name} name={name} value={typed[name] ?? ''} {...told} />
    </FieldFrame>
  )
}

type TextAreaProps<Key extends string> = FrameProps<Key> & { rows?: number; required?: boolean; typed: Typed }

/** A longer text, in whichever direction it is typed. */
export function TextArea<Key extends string>({ rows = 8, required, typed, ...frame }: TextAreaProps<Key>) {
  const { name } = frame
  return (
    <FieldFrame {...frame}>
      <textarea id={name} name={name} rows={rows} dir="auto" required={required} {...tied(frame)}>
        {/* HTML drops the first line end of a text. */}
        {`\n${typed[name] ?? ''}`}
      </textarea>
    </FieldFrame>
  )
}

type SelectProps<Key extends string> = FrameProps<Key> & {
  options: readonly { value: string; label: string; lang?: string }[]
  chosen: string
}

export function Select<Key extends string>({ options, chosen, ...frame }: SelectProps<Key>) {
  return (
    <FieldFrame {...frame}>
      <select id={frame.name} name={frame.name} {...tied(frame)}>
        {options.map((option) => (
          <option value={option.value} lang={option.lang} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
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
