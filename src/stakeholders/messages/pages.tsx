/** The pages on which somebody writes to an organisation, and on which both sides read what was written. */
import type { Form } from '../../platform/forms.ts'
import type { View } from '../../platform/i18n.ts'
import { ErrorSummary, Field, PostForm, TextArea } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name, textIn } from '../../ui/text.tsx'
import { OwnNameField, type Stakeholder } from '../index.ts'
import { strings as registrationWords } from '../registration-strings.ts'
import { strings as representativeWords } from '../representative-strings.ts'
import type { Conversation, Listed, Message, MessageRefusal } from './rules.ts'
import { strings } from './strings.ts'

/** The refusals of these forms in words; what they share with registering has its words there. */
function refusalsIn(view: View): (key: MessageRefusal) => string {
  const t = view.words(strings)
  const shared = view.words(registrationWords)
  return (key) => (key === 'ownNameMissing' || key === 'ownNameTooLong' ? shared(key) : t(key))
}

type WriteProps = {
  view: View
  organisation: Stakeholder
  /** Whether somebody would read it. */
  isRead: boolean
  form: Form<MessageRefusal>
}

export function WritePage(props: WriteProps) {
  const { view, organisation, isRead, form } = props
  const t = view.words(strings)
  const { publicId, name, nameLanguage } = organisation
  return (
    <Layout view={view} title={t('write')} part="stakeholders">
      <div class="stack" id="act">
        <h1>
          <Sentence text={t('writeTo', { organisation: slot(0) })} parts={[<Name text={name} language={nameLanguage} />]} />
        </h1>
        <p>
          <a href={view.to(`/stakeholders/${publicId}`)}>
            <Name text={name} language={nameLanguage} />
          </a>
        </p>
        <ErrorSummary view={view} errors={form.errors} say={refusalsIn(view)} />
        {isRead ? <WriteForm {...props} /> : <Nobody {...props} />}
      </div>
    </Layout>
  )
}

function WriteForm({ view, organisation, form: { typed, errors } }: WriteProps) {
  const t = view.words(strings)
  const shared = { typed, errors, say: refusalsIn(view), required: true }
  return (
    <PostForm action={view.to(`/stakeholders/${organisation.publicId}/write`)}>
      {view.visitor?.name === '' && <OwnNameField view={view} form={{ typed, errors }} />}
      <Field name="subject" label={t('subject')} {...shared} />
      <TextArea name="text" label={t('message')} hint={t('messageHint')} {...shared} />
      <button type="submit">{t('send')}</button>
    </PostForm>
  )
}

/** Nobody would read it: what can be done instead. */
function Nobody({ view, organisation: { publicId, kind, website } }: WriteProps) {
  const t = view.words(strings)
  const { contact } = view.site
  return (
    <>
      <p class="note">{t('nobodyYet')}</p>
      {kind === 'group' && <p>{t('nobodyYetGroup')}</p>}
      {website && (
        <p>
          {t('nobodyYetWebsite')}{' '}
          <a href={website}>
            <bdi dir="ltr">{website}</bdi>
          </a>
        </p>
      )}
      {contact && (
        <p>
          {t('nobodyYetContact')}{' '}
          <a href={`mailto:${contact}`}>
            <bdi dir="ltr">{contact}</bdi>
          </a>
        </p>
      )}
      {kind === 'organisation' && (
        <p>
          {t('nobodyYetAct')} <a href={view.to(`/stakeholders/${publicId}/represent`)}>{view.words(representativeWords)('represent')}</a>
        </p>
      )}
    </>
  )
}

type ConversationProps = { view: View; conversation: Conversation; form: Form<MessageRefusal> }

export function ConversationPage(props: ConversationProps) {
  const { view, conversation, form } = props
  const t = view.words(strings)
  const { id, subject, organisation, side, messages } = conversation
  return (
    <Layout view={view} title={subject || t('conversations')} part="account">
      <div class="stack" id="act">
        <h1>
          <Name text={subject || t('conversations')} />
        </h1>
        <p>
          <a href={view.to(`/stakeholders/${organisation.publicId}`)}>
            <Name text={organisation.name} language={organisation.nameLanguage} />
          </a>
        </p>
        <ErrorSummary view={view} errors={form.errors} say={refusalsIn(view)} />
        <ul class="list">
          {messages.map((message) => (
            <Entry {...props} message={message} />
          ))}
        </ul>
        {side !== null && (
          <PostForm action={view.to(`/messages/${id}`)}>
            <TextArea name="text" label={t('answer')} typed={form.typed} errors={form.errors} say={refusalsIn(view)} required />
            <button type="submit" name="act" value="answer">
              {t('send')}
            </button>
          </PostForm>
        )}
      </div>
    </Layout>
  )
}

function Entry(props: ConversationProps & { message: Message }) {
  const { view, conversation, message } = props
  const t = view.words(strings)
  const { author, side, text, hadFiles, writtenAt } = message
  return (
    <li>
      <p>
        <bdi>{author || t('formerParticipant')}</bdi>
        {side === 'organisation' && (
          <>
            {' · '}
            <Name text={conversation.organisation.name} language={conversation.organisation.nameLanguage} />
          </>
        )}{' '}
        <span class="soft">{t('sent', { at: view.moment(writtenAt) })}</span>
      </p>
      {text === '' ? (
        <p class="soft">{t('erased')}</p>
      ) : (
        <p class="letter" {...textIn('und')}>
          {text}
        </p>
      )}
      {hadFiles && <p class="soft">{t('hadFiles')}</p>}
      <Report {...props} />
    </li>
  )
}

function Report({ view, conversation: { id, side }, message }: ConversationProps & { message: Message }) {
  const t = view.words(strings)
  const { reportedAt, isAbuse, writtenAt } = message
  const action = view.to(`/messages/${id}`)
  const label = t('sent', { at: view.moment(writtenAt) })
  if (side === null) return <Decision view={view} action={action} label={label} message={message} />
  if (reportedAt !== null)
    return (
      <p class="soft">
        {t('reported', { at: view.moment(reportedAt) })} {isAbuse && t('wasAbuse')}
      </p>
    )
  if (message.side === side) return null
  return (
    <PostForm action={action} label={label}>
      <input type="hidden" name="message" value={String(message.id)} />
      <button type="submit" class="button quiet" name="act" value="report">
        {t('report')}
      </button>
    </PostForm>
  )
}

function Decision({ view, action, label, message }: { view: View; action: string; label: string; message: Message }) {
  const t = view.words(strings)
  return (
    <>
      <p class="soft">
        {message.reportedAt && t('reported', { at: view.moment(message.reportedAt) })} {message.isAbuse && t('wasAbuse')}
      </p>
      <ul>
        <li>{t('effect_abuse')}</li>
        <li>{t('effect_fine')}</li>
      </ul>
      <PostForm action={action} label={label}>
        <input type="hidden" name="message" value={String(message.id)} />
        <div class="acts">
          <button type="submit" name="act" value="abuse">
            {t('findAbuse')}
          </button>
          <button type="submit" class="button quiet" name="act" value="fine">
            {t('findFine')}
          </button>
        </div>
      </PostForm>
    </>
  )
}

export function ConversationsPage({ view, conversations }: { view: View; conversations: readonly Listed[] }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('conversations')} part="account">
      <div class="stack">
        <h1>{t('conversations')}</h1>
        {conversations.length === 0 && <p>{t('noneYet')}</p>}
        <ul class="list">
          {conversations.map(({ id, subject, organisation, organisationLanguage, writer, lastAt }) => (
            <li>
              <a href={view.to(`/messages/${id}`)}>
                <Name text={subject || t('erased')} />
              </a>
              <p>
                <Sentence
                  text={t('fromTo', { person: slot(0), organisation: slot(1) })}
                  parts={[<bdi>{writer || t('formerParticipant')}</bdi>, <Name text={organisation} language={organisationLanguage} />]}
                />
              </p>
              <p class="soft">{view.moment(lastAt)}</p>
            </li>
          ))}
        </ul>
      </div>
    </Layout>
  )
}
