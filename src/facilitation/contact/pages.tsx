/** How a body that facilitates a line is reached: as others see it, and the form by which it says so. */
import type { Child } from 'hono/jsx'
import type { Form } from '../../platform/forms.ts'
import type { View } from '../../platform/i18n.ts'
import { ErrorSummary, Field, PostForm } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name } from '../../ui/text.tsx'
import { type Contact, type ContactRefusal, contactPath, type Held } from './rules.ts'
import { strings } from './strings.ts'

/** In a row of mandates. */
export function ContactLines({ view, contact, line, stakeholder }: { view: View; contact: Contact; line: string; stakeholder: string }) {
  const t = view.words(strings)
  const { email, telephone, postalAddress, person, deputy } = contact
  const parts: Child[] = [
    email && <a href={`mailto:${email}`}>{email}</a>,
    telephone && <bdi dir="ltr">{telephone}</bdi>,
    postalAddress && <Name text={postalAddress} />,
    person && <Sentence text={t('askFor', { name: slot(0) })} parts={[<Name text={person} />]} />,
    deputy && <Sentence text={t('deputyIs', { name: slot(0) })} parts={[<Name text={deputy} />]} />,
    <a href={view.to(`${contactPath(line, stakeholder)}.vcf`)}>{t('vcard')}</a>,
  ]
  return (
    <ul class="plain small">
      {parts.filter(Boolean).map((part) => (
        <li>{part}</li>
      ))}
    </ul>
  )
}

type Props = { view: View; held: Held; form: Form<ContactRefusal> }

export function ContactPage({ view, held, form }: Props) {
  const t = view.words(strings)
  const { stakeholder, line, contact, inForce, kept } = held
  const action = view.to(contactPath(line.slug, stakeholder.publicId))
  return (
    <Layout view={view} title={t('contact')} part="facilitators">
      <div class="stack">
        <h1>{t('contact')}</h1>
        <p>
          <a href={view.to(`/stakeholders/${stakeholder.publicId}`)}>
            <Name text={stakeholder.name} language={stakeholder.nameLanguage} />
          </a>
          {' · '}
          <a href={view.to(line.kind === 'plan' ? '/facilitators' : `/lines/${line.slug}`)}>
            <Name text={line.title} language={line.titleLanguage} />
          </a>
        </p>
        <p class="lead">{inForce ? t('contactLead') : t('notInForce')}</p>
        <ErrorSummary view={view} errors={form.errors} say={t} />
        {inForce && <ContactForm view={view} held={held} form={form} action={action} />}
        {contact && <p class="soft">{t('givenOn', { date: view.date(contact.givenOn) })}</p>}
        {kept && (
          <PostForm action={action} label={t('withdraw')}>
            <p class="soft">{t('withdrawHint')}</p>
            <button type="submit" name="act" value="withdraw">
              {t('withdraw')}
            </button>
          </PostForm>
        )}
      </div>
    </Layout>
  )
}

function ContactForm({ view, held: { contact }, form: { typed, errors }, action }: Props & { action: string }) {
  const t = view.words(strings)
  const shared = { typed, errors, say: t }
  return (
    <PostForm action={action} label={t('contact')}>
      <Field name="email" type="email" label={t('email')} hint={t('emailHint')} {...shared} />
      <Field name="telephone" label={t('telephone')} hint={t('telephoneHint')} {...shared} />
      <Field name="postalAddress" label={t('postalAddress')} hint={t('postalAddressHint')} {...shared} />
      <Field name="person" label={t('person')} hint={t('nameHint')} {...shared} />
      <Field name="deputy" label={t('deputy')} hint={t('nameHint')} {...shared} />
      <div class="field">
        {errors.consent && (
          <p class="field-error" id="consent-error">
            {t(errors.consent)}
          </p>
        )}
        <label>
          <input
            type="checkbox"
            id="consent"
            name="consent"
            value="yes"
            aria-describedby={errors.consent && 'consent-error'}
            aria-invalid={errors.consent ? 'true' : undefined}
          />{' '}
          {t('consent')}
        </label>
      </div>
      <input type="hidden" name="known" value={String(contact?.id ?? '')} />
      <button type="submit" name="act" value="give">
        {t('show')}
      </button>
    </PostForm>
  )
}

/** To whoever may say how a body is reached: a way there from each line on which it has a mandate. */
export function ContactLinks({
  view,
  lines,
  stakeholder,
}: {
  view: View
  lines: readonly { slug: string; label: string }[]
  stakeholder: string
}) {
  const t = view.words(strings)
  return (
    <ul class="plain small">
      {lines.map(({ slug, label }) => (
        <li>
          <a href={view.to(contactPath(slug, stakeholder))}>
            {t('giveContact')}: {label}
          </a>
        </li>
      ))}
    </ul>
  )
}
