/** Who has a role; giving one, and taking one away. */
import { ROLES } from '../../platform/auth.ts'
import type { Form } from '../../platform/forms.ts'
import type { View } from '../../platform/i18n.ts'
import { ErrorSummary, Field, PostForm, Select } from '../../ui/form.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name } from '../../ui/text.tsx'
import { strings as accounts } from '../strings.ts'
import { Below, Who } from './pages.tsx'
import { buttonOf, type Holder, type Refusal } from './rules.ts'
import { strings } from './strings.ts'

type Props = { view: View; holders: readonly Holder[]; form: Form<Refusal> }

export function RolesPage({ view, holders, form }: Props) {
  const t = view.words(strings)
  return (
    <Below view={view} title={t('roles')}>
      <ErrorSummary view={view} errors={form.errors} say={t} />
      <table class="rows">
        <caption>{t('rolesCounted', { n: holders.length })}</caption>
        <thead>
          <tr>
            {(['person', 'role', 'addresses', 'since', 'givenBy', 'takeAwayHeading'] as const).map((column) => (
              <th scope="col">{t(column)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {holders.map((holder) => (
            <HolderRow view={view} holder={holder} form={form} />
          ))}
        </tbody>
      </table>
      <h2>{t('giveRole')}</h2>
      <p>{t('giveRoleHint')}</p>
      <GiveForm view={view} form={form} />
    </Below>
  )
}

function HolderRow({ view, holder, form }: { view: View; holder: Holder; form: Form<Refusal> }) {
  const { role, addresses, since, by } = holder
  return (
    <tr>
      <th scope="row">
        <HolderName holder={holder} />
      </th>
      <td>{view.words(accounts)(`role_${role}`)}</td>
      <td>
        <ul class="who">
          {addresses.map((email) => (
            <li>
              <bdi>{email}</bdi>
            </li>
          ))}
        </ul>
      </td>
      <td>{view.moment(since)}</td>
      <td>
        <Who view={view} who={by} />
      </td>
      <td>
        <TakeAway view={view} holder={holder} form={form} />
      </td>
    </tr>
  )
}

function HolderName({ holder: { name, publicId } }: { holder: Holder }) {
  return <Name text={name || publicId} />
}

/** The field of a refusal is the button that was pressed. */
function TakeAway({ view, holder, form }: { view: View; holder: Holder; form: Form<Refusal> }) {
  const t = view.words(strings)
  const value = buttonOf(holder)
  const refused = form.typed.end === value ? form.errors.end : undefined
  return (
    <PostForm action={view.to('/administration/roles')}>
      {refused && (
        <p class="field-error" id="end-error">
          {t(refused)}
        </p>
      )}
      <button type="submit" class="button quiet" name="end" value={value} id={refused && 'end'} aria-describedby={refused && 'end-error'}>
        <Sentence text={t('takeAway', { who: slot(0) })} parts={[<HolderName holder={holder} />]} />
      </button>
    </PostForm>
  )
}

function GiveForm({ view, form: { typed, errors } }: { view: View; form: Form<Refusal> }) {
  const t = view.words(strings)
  const options = ROLES.map((role) => ({ value: role, label: view.words(accounts)(`role_${role}`) }))
  return (
    <PostForm action={view.to('/administration/roles')}>
      <Field
        name="email"
        type="email"
        autocomplete="off"
        required
        label={t('email')}
        hint={t('emailHint')}
        typed={typed}
        errors={errors}
        say={t}
      />
      <Select name="role" label={t('role')} options={options} chosen={typed.role ?? ROLES[0]} errors={errors} say={t} />
      <button type="submit">{t('give')}</button>
    </PostForm>
  )
}
