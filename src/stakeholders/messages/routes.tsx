/** Writing to an organisation, and the page on which both sides read and answer. */
import type { AccountsTables } from '../../accounts/index.ts'
import type { FrameworkTables } from '../../framework/index.ts'
import type { Person } from '../../platform/auth.ts'
import { BadRequest, NotFound } from '../../platform/errors.ts'
import type { PlatformTables } from '../../platform/events.ts'
import { type Form, parse, refusing, rowIn } from '../../platform/forms.ts'
import { type Ask, page, redirect, slice } from '../../platform/http.ts'
import { findStakeholder, ownNameIf } from '../index.ts'
import type { StakeholdersTables } from '../tables.ts'
import { ConversationPage, ConversationsPage, WritePage } from './pages.tsx'
import { Answer, firstMessage, MESSAGE_REFUSALS, type MessageRefusal, refusedField, statusOf } from './rules.ts'
import { representativesOf } from './side-store.ts'
import { conversationsOf, findConversation, lookAtMessage, reportMessage } from './store.ts'
import { answerOnPage, writeTo } from './writing-store.ts'

type Tables = StakeholdersTables & FrameworkTables & AccountsTables & PlatformTables
type Own = Ask<Tables, Person>

const WRITE = '/stakeholders/:id{[a-z2-7]+}/write'
const CONVERSATION = '/messages/:id{[1-9][0-9]{0,8}}'
const FRESH = { typed: {}, errors: {} }

export const messages = slice<Tables>('accounts', 'stakeholders')

messages.get(WRITE, 'signed-in', [], (asked) => write(asked, FRESH, 200))

messages.post(WRITE, 'signed-in', async (asked) => {
  const { db, now, view, visitor, typed } = asked
  const organisation = await organisationOf(asked)
  const form = parse(firstMessage(ownNameIf(visitor.name === '')), typed, MESSAGE_REFUSALS)
  if (!form.ok) return write(asked, form, 422)

  const sent = await writeTo(db, organisation, visitor, form.value, now)
  if (sent.ok) return redirect(view.to(`/messages/${sent.conversation}`))
  return write(asked, refusing(typed, refusedField(sent.why), sent.why), statusOf(sent.why))
})

async function write(asked: Own, form: Form<MessageRefusal>, status: Status) {
  const { db, view } = asked
  const organisation = await organisationOf(asked)
  const isRead = organisation.kind === 'organisation' && (await representativesOf(db, organisation.id)).length > 0
  return page(<WritePage view={view} organisation={organisation} isRead={isRead} form={form} />, { status })
}

type Status = 200 | 409 | 422 | 429

/** Any stakeholder that the visitor may see and that is not held back; whether somebody reads for it is another matter. Throws NotFound. */
async function organisationOf({ db, view, visitor, param }: Own) {
  const found = await findStakeholder(db, param('id'), view.language, visitor)
  if (found.standing === 'held') throw new NotFound(`stakeholder ${found.publicId}`)
  return found
}

messages.get('/messages', 'signed-in', [], async ({ db, view, visitor }) =>
  page(<ConversationsPage view={view} conversations={await conversationsOf(db, view.language, visitor)} />),
)

messages.get(CONVERSATION, 'signed-in', [], (asked) => conversation(asked, FRESH, 200))

messages.post(CONVERSATION, 'signed-in', async (asked) => {
  const { db, now, view, visitor, typed } = asked
  const found = await conversationOf(asked)
  const done = () => redirect(view.to(`/messages/${found.id}`))

  if (typed.act === 'answer') {
    if (found.side === null) throw new NotFound(`conversation ${found.id}`)
    const form = parse(Answer, typed, MESSAGE_REFUSALS)
    if (!form.ok) return conversation(asked, form, 422)
    const refused = await answerOnPage(db, found.id, visitor, form.value.text, now)
    return refused ? conversation(asked, refusing(typed, refusedField(refused), refused), statusOf(refused)) : done()
  }
  const message = rowIn(typed.message)
  if (message === null) throw new BadRequest('message')
  if (typed.act === 'report') {
    await reportMessage(db, found, message, visitor, now)
    return done()
  }
  if (typed.act !== 'abuse' && typed.act !== 'fine') throw new BadRequest('act')
  const refused = await lookAtMessage(db, { conversation: found, message, isAbuse: typed.act === 'abuse' }, visitor, now)
  return refused ? conversation(asked, refusing(typed, 'act', refused), 409) : done()
})

async function conversation(asked: Own, form: Form<MessageRefusal>, status: Status) {
  return page(<ConversationPage view={asked.view} conversation={await conversationOf(asked)} form={form} />, { status })
}

function conversationOf({ db, view, visitor, param }: Own) {
  const id = rowIn(param('id'))
  if (id === null) throw new NotFound('conversation')
  return findConversation(db, id, view.language, visitor)
}
