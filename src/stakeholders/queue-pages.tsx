/** What waits for the secretariat, each with what a decision will do. */
import { correctionWords } from '../framework/index.ts'
import type { Form } from '../platform/forms.ts'
import type { View } from '../platform/i18n.ts'
import { ErrorSummary, Field, PostForm } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Name, Paragraphs } from '../ui/text.tsx'
import { strings as actingWords } from './acting-strings.ts'
import { strings as behalfWords } from './behalf-strings.ts'
import { DoublesSection } from './doubles-pages.tsx'
import { InviteLink } from './invitation-pages.tsx'
import { ReportedMessages } from './message-pages.tsx'
import type { Queue, Unconfirmed, Waiting, WaitingRequest } from './queue.ts'
import { strings } from './queue-strings.ts'
import { refusalsIn } from './representative-pages.tsx'
import type { RepresentativeRefusal } from './representative-rules.ts'
import { strings as representativeWords } from './representative-strings.ts'
import { strings as stakeholderWords } from './strings.ts'

type Props = { view: View; queue: Queue; form: Form<RepresentativeRefusal> }

export function SecretariatPage({ view, queue, form }: Props) {
  const t = view.words(strings)
  const { waiting, held, requests, unconfirmed, doubles, messages } = queue
  const count = waiting.length + requests.length + unconfirmed.length + doubles.length + messages.length
  return (
    <Layout view={view} title={t('secretariat')} part="secretariat">
      <div class="stack" id="act">
        <h1>{t('secretariat')}</h1>
        <p>
          <a href={view.to('/secretariat/on-behalf')}>{view.words(behalfWords)('onBehalf')}</a>
        </p>
        <InviteLink view={view} />
        <ErrorSummary view={view} errors={form.errors} say={refusalsIn(view)} />
        <p>
          <a href={view.to('/secretariat/corrections')}>{view.words(correctionWords)('findTitle')}</a>
        </p>
        {count === 0 && <p>{t('nothing')}</p>}
        {waiting.length > 0 && (
          <section class="stack">
            <h2>{t('organisations')}</h2>
            <ul class="list">
              {waiting.map((one) => (
                <WaitingEntry view={view} form={form} one={one} />
              ))}
            </ul>
          </section>
        )}
        {requests.length > 0 && (
          <section class="stack">
            <h2>{t('requests')}</h2>
            <ul class="list">
              {requests.map((request) => (
                <RequestEntry view={view} form={form} request={request} />
              ))}
            </ul>
          </section>
        )}
        {unconfirmed.length > 0 && (
          <section class="stack">
            <h2>{view.words(actingWords)('unconfirmed')}</h2>
            <ul class="list">
              {unconfirmed.map((one) => (
                <UnconfirmedEntry view={view} form={form} one={one} />
              ))}
            </ul>
          </section>
        )}
        <DoublesSection view={view} doubles={doubles} />
        <ReportedMessages view={view} messages={messages} />
        {held.length > 0 && (
          <section class="stack">
            <h2>{t('held')}</h2>
            <ul class="list">
              {held.map((one) => (
                <HeldEntry view={view} one={one} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </Layout>
  )
}

type EntryProps = Pick<Props, 'view' | 'form'>

function WaitingEntry({ view, form, one }: EntryProps & { one: Waiting }) {
  const t = view.words(strings)
  const { publicId, publishedAt, dueAt, name } = one
  return (
    <li>
      <About view={view} one={one} />
      <p>{publishedAt === null ? t('dueAt', { at: view.moment(dueAt) }) : t('publicByTime', { at: view.moment(publishedAt) })}</p>
      <ul>
        <li>{publishedAt === null ? t('effect_publish') : t('effect_keep')}</li>
        <li>{t('effect_hold')}</li>
      </ul>
      <PostForm action={view.to('/secretariat')} label={name}>
        <input type="hidden" name="organisation" value={publicId} />
        <ReasonField view={view} form={form} name={`reason-${publicId}`} />
        <div class="acts">
          <button type="submit" name="act" value="publish">
            {publishedAt === null ? t('publish') : t('keep')}
          </button>
          <button type="submit" class="button quiet" name="act" value="hold">
            {t('hold')}
          </button>
        </div>
      </PostForm>
    </li>
  )
}

function HeldEntry({ view, one }: { view: View; one: Waiting }) {
  const t = view.words(strings)
  return (
    <li>
      <About view={view} one={one} />
      <p>{t('heldBecause')}</p>
      <Paragraphs text={one.heldBecause ?? ''} language="und" />
      <p>{t('effect_publishHeld')}</p>
      <PostForm action={view.to('/secretariat')} label={one.name}>
        <input type="hidden" name="organisation" value={one.publicId} />
        <button type="submit" class="button quiet" name="act" value="publish-held">
          {t('publish')}
        </button>
      </PostForm>
    </li>
  )
}

function About({ view, one }: { view: View; one: Waiting }) {
  const t = view.words(strings)
  const { publicId, name, nameLanguage, type, country, website, author, submittedAt } = one
  return (
    <>
      <h3>
        <a href={view.to(`/stakeholders/${publicId}`)}>
          <Name text={name} language={nameLanguage} />
        </a>
      </h3>
      <p class="soft">{[view.words(stakeholderWords)(type), country].filter(Boolean).join(' · ')}</p>
      {website && (
        <p>
          <bdi dir="ltr">{website}</bdi>
        </p>
      )}
      <p>{t('author', { person: author || view.words(representativeWords)('noName'), at: view.moment(submittedAt) })}</p>
    </>
  )
}

type Named = Pick<WaitingRequest, 'publicId' | 'name' | 'nameLanguage' | 'website'>

function Organisation({ view, of: { publicId, name, nameLanguage, website } }: { view: View; of: Named }) {
  return (
    <>
      <h3>
        <a href={view.to(`/stakeholders/${publicId}`)}>
          <Name text={name} language={nameLanguage} />
        </a>
      </h3>
      {website && (
        <p>
          <bdi dir="ltr">{website}</bdi>
        </p>
      )}
    </>
  )
}

function RequestEntry({ view, form, request }: EntryProps & { request: WaitingRequest }) {
  const t = view.words(strings)
  const { id, name, askedAt, domains } = request
  const person = request.asker || view.words(representativeWords)('noName')
  return (
    <li>
      <Organisation view={view} of={request} />
      <p>{t('asker', { person, at: view.moment(askedAt) })}</p>
      {domains.length > 0 && <p>{t('addresses', { domains: view.list(domains) })}</p>}
      <Effects view={view} request={request} person={person} />
      <PostForm action={view.to('/secretariat')} label={`${person}, ${name}`}>
        <input type="hidden" name="request" value={String(id)} />
        <ReasonField view={view} form={form} name={`reason-${id}`} />
        <div class="acts">
          <button type="submit" name="act" value="approve">
            {view.words(representativeWords)('approve')}
          </button>
          <button type="submit" class="button quiet" name="act" value="refuse">
            {view.words(representativeWords)('refuse')}
          </button>
        </div>
      </PostForm>
    </li>
  )
}

function UnconfirmedEntry({ view, form, one }: EntryProps & { one: Unconfirmed }) {
  const t = view.words(strings)
  const acting = view.words(actingWords)
  const { id, name, approvedAt, domains } = one
  const person = one.person || view.words(representativeWords)('noName')
  return (
    <li>
      <Organisation view={view} of={one} />
      <p>{acting('actsByAddress', { person, at: view.moment(approvedAt) })}</p>
      {domains.length > 0 && <p>{t('addresses', { domains: view.list(domains) })}</p>}
      <ul>
        <li>{acting('effect_confirm', { person })}</li>
        <li>{acting('effect_end', { person })}</li>
      </ul>
      <PostForm action={view.to('/secretariat')} label={`${person}, ${name}`}>
        <input type="hidden" name="acting" value={String(id)} />
        <Field name={`reason-${id}`} label={acting('reasonToEnd')} typed={form.typed} errors={form.errors} say={refusalsIn(view)} />
        <div class="acts">
          <button type="submit" name="act" value="confirm">
            {acting('confirm')}
          </button>
          <button type="submit" class="button quiet" name="act" value="end">
            {acting('end')}
          </button>
        </div>
      </PostForm>
    </li>
  )
}

function Effects({ view, request: { standing, represented }, person }: { view: View; request: WaitingRequest; person: string }) {
  const t = view.words(strings)
  return (
    <ul>
      {standing === 'held' ? (
        <li>{t('effect_held')}</li>
      ) : (
        <li>
          {t(represented ? 'effect_approveNext' : 'effect_approveFirst', { person })}{' '}
          {standing === 'received' && t('effect_approvePublishes')}
        </li>
      )}
      <li>{t('effect_refuse', { person })}</li>
    </ul>
  )
}

function ReasonField({ view, form, name }: EntryProps & { name: string }) {
  return <Field name={name} label={view.words(strings)('reason')} typed={form.typed} errors={form.errors} say={refusalsIn(view)} />
}
