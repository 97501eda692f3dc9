/** Acting for an organisation: asking to, and what those who do see of one another. */
import type { Form } from '../platform/forms.ts'
import type { View } from '../platform/i18n.ts'
import { ErrorSummary, Field, PostForm } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Name, Paragraphs } from '../ui/text.tsx'
import { strings as actingWords } from './acting-strings.ts'
import type { Awaiting } from './behalf-rules.ts'
import { Deputies, isDeputyRefusal, OwnDeputy } from './deputy-pages.tsx'
import type { DeputyRefusal } from './deputy-rules.ts'
import { strings as invitationWords } from './invitation-strings.ts'
import { OwnNameField } from './registration-pages.tsx'
import { strings as registrationWords } from './registration-strings.ts'
import type { Acting, Offer, Representative, RepresentativeRefusal } from './representative-rules.ts'
import { strings } from './representative-strings.ts'
import type { Stakeholder } from './rules.ts'
import { AwaitingEntries } from './trace-pages.tsx'

type Refusal = RepresentativeRefusal | DeputyRefusal
type Props = {
  view: View
  organisation: Stakeholder
  acting: Acting
  offer: Offer | null
  form: Form<Refusal>
  entries: readonly Awaiting[]
}

/** The refusals of these forms in words; what they share with registering has its words there. */
export function refusalsIn(view: View): (key: Refusal) => string {
  const t = view.words(strings)
  const acting = view.words(actingWords)
  const shared = view.words(registrationWords)
  const invited = view.words(invitationWords)
  return (key) => {
    if (isDeputyRefusal(key)) return acting(key)
    if (key === 'invitationGone') return invited(key)
    return key === 'ownNameMissing' || key === 'ownNameTooLong' ? shared(key) : t(key)
  }
}

export function RepresentPage(props: Props) {
  const { view, organisation, acting, offer, form } = props
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('represent')} part="stakeholders">
      <div class="stack" id="act">
        <h1>{t('represent')}</h1>
        <p class="lead">
          <a href={view.to(`/stakeholders/${organisation.publicId}`)}>
            <Name text={organisation.name} language={organisation.nameLanguage} />
          </a>
        </p>
        <ErrorSummary view={view} errors={form.errors} say={refusalsIn(view)} />
        {acting.deputy && <OwnDeputy view={view} action={addressOf(props)} deputy={acting.deputy} />}
        <AwaitingEntries view={view} entries={props.entries} />
        {offer !== null && !acting.own?.approvedAt && <OfferForm {...props} offer={offer} />}
        {offer === null && acting.own === null && <AskForm {...props} />}
        {acting.own?.approvedAt === null && <Asked {...props} own={acting.own} />}
        {acting.own?.approvedAt && <Represented {...props} since={acting.own.approvedAt} />}
        {!acting.own?.approvedAt && acting.deputies.length > 0 && (
          <Deputies view={view} action={addressOf(props)} deputies={acting.deputies} form={form} named={false} />
        )}
      </div>
    </Layout>
  )
}

const addressOf = ({ view, organisation }: Props) => view.to(`/stakeholders/${organisation.publicId}/represent`)

/** Approved before they asked: one press is left. */
function OfferForm(props: Props & { offer: Offer }) {
  const { view, offer, form } = props
  const t = view.words(invitationWords)
  return (
    <>
      <p class="note">{t('offered', { by: offer.by || t('noName'), at: view.moment(offer.at) })}</p>
      <PostForm action={addressOf(props)}>
        {view.visitor?.name === '' && <OwnNameField view={view} form={{ ...form, typed: { ownName: offer.name, ...form.typed } }} />}
        <button type="submit" name="act" value="accept">
          {t('accept')}
        </button>
      </PostForm>
    </>
  )
}

function AskForm(props: Props) {
  const { view, acting, form } = props
  const t = view.words(strings)
  return (
    <>
      {acting.refusedBecause !== null && (
        <div class="note">
          <p>{acting.wasEnded ? view.words(actingWords)('wasEnded') : t('refusedBefore')}</p>
          <Paragraphs text={acting.refusedBecause} language="und" />
        </div>
      )}
      <p>{t(`way_${acting.way}`)}</p>
      <PostForm action={addressOf(props)}>
        {view.visitor?.name === '' && <OwnNameField view={view} form={form} />}
        <button type="submit" name="act" value="ask">
          {acting.way === 'domain' ? t('askNow') : t('ask')}
        </button>
      </PostForm>
    </>
  )
}

function Asked(props: Props & { own: Representative }) {
  const { view, acting, own } = props
  const t = view.words(strings)
  return (
    <>
      <p class="note" role="status">
        {t('yourRequest', { at: view.moment(own.askedAt) })} {acting.way !== 'domain' && t(`way_${acting.way}`)}
      </p>
      <PostForm action={addressOf(props)}>
        <button type="submit" class="button quiet" name="act" value="end">
          {t('withdraw')}
        </button>
      </PostForm>
    </>
  )
}

function Represented(props: Props & { since: Date }) {
  const { view, acting, since } = props
  const t = view.words(strings)
  const others = acting.others.filter(({ approvedAt }) => approvedAt !== null)
  const asking = acting.others.filter(({ approvedAt }) => approvedAt === null)
  return (
    <>
      <p class="note" role="status">
        {t('representing', { at: view.moment(since) })} {acting.own?.isUnconfirmed && view.words(actingWords)('unconfirmedNote')}
      </p>
      <section class="stack">
        <h2>{t('whoAsks')}</h2>
        {asking.length === 0 && <p>{t('nobodyAsks')}</p>}
        <ul class="list">
          {asking.map((one) => (
            <Request {...props} request={one} />
          ))}
        </ul>
      </section>
      <section class="stack">
        <h2>{t('others')}</h2>
        {others.length === 0 && <p>{t('onlyYou')}</p>}
        <ul class="list">
          {others.map(({ name, approvedAt }) => (
            <li>
              <bdi>{name || t('noName')}</bdi> <span class="soft">{approvedAt && t('since', { at: view.moment(approvedAt) })}</span>
            </li>
          ))}
        </ul>
      </section>
      <Deputies view={view} action={addressOf(props)} deputies={acting.deputies} form={props.form} named />
      <PostForm action={addressOf(props)}>
        <p class="soft small">{others.length === 0 ? view.words(actingWords)('lastOne') : t('endHint')}</p>
        <button type="submit" class="button quiet" name="act" value="end">
          {t('endRole')}
        </button>
      </PostForm>
    </>
  )
}

function Request(props: Props & { request: Representative }) {
  const { view, request, form } = props
  const t = view.words(strings)
  const name = request.name || t('noName')
  return (
    <li>
      <p>
        <bdi>{name}</bdi> <span class="soft">{t('askedOn', { at: view.moment(request.askedAt) })}</span>
      </p>
      <PostForm action={addressOf(props)} label={name}>
        <input type="hidden" name="request" value={String(request.id)} />
        <Field
          name={`reason-${request.id}`}
          label={t('reason')}
          hint={t('reasonHint')}
          typed={form.typed}
          errors={form.errors}
          say={refusalsIn(view)}
        />
        <div class="acts">
          <button type="submit" name="act" value="approve">
            {t('approve')}
          </button>
          <button type="submit" class="button quiet" name="act" value="refuse">
            {t('refuse')}
          </button>
        </div>
      </PostForm>
    </li>
  )
}

/** On the page of an organisation: the way to act for it. */
export function RepresentLink({ view, stakeholder }: { view: View; stakeholder: Stakeholder }) {
  const t = view.words(strings)
  if (stakeholder.kind === 'organ' || stakeholder.standing === 'held') return null
  const address = view.to(`/stakeholders/${stakeholder.publicId}/represent`)
  if (stakeholder.kind === 'group')
    return (
      <p>
        <a href={address}>{view.words(actingWords)('groupWho')}</a>
      </p>
    )
  return (
    <p>
      {t('actFor')} <a href={address}>{t('represent')}</a>
    </p>
  )
}
