/** Which mails somebody gets: by the signed link of a mail, without signing in; or from their account. */
import { NotFound } from '../../platform/errors.ts'
import type { PlatformTables } from '../../platform/events.ts'
import { type Form, parse } from '../../platform/forms.ts'
import { type Answer, type Ask, page, redirect, slice } from '../../platform/http.ts'
import type { Secret } from '../../platform/secret.ts'
import { askToConfirm, SentPage } from '../confirmations/index.ts'
import type { AccountsTables } from '../tables.ts'
import { preferencesIn, preferencesPath, stopIn } from './addresses.ts'
import { LostLinkPage, PreferencesPage, StopPage, StoppedPage } from './pages.tsx'
import { AskedForLink, Chosen, REFUSALS, type Reader, type Refusal } from './rules.ts'
import { preferencesOf, readerOf, savePreferences, stop, stopAll } from './store.ts'

type Tables = AccountsTables & PlatformTables

const OWN = '/account/mail'
const BY_LINK = '/mail/:code{[a-z0-9-]+}'
const STOP = '/mail/:code{[a-z0-9-]+}/stop'
const FRESH = { typed: {}, errors: {} }

export function mailChoices(secret: Secret) {
  const choices = slice<Tables>('accounts')

  choices.get(OWN, 'signed-in', ['saved'], async (asked) => show(asked, asked.visitor, OWN, FRESH))

  choices.post(OWN, 'signed-in', async (asked) => choose(asked, asked.visitor, OWN))

  choices.get('/mail', 'public', [], async ({ view }) => page(<LostLinkPage view={view} form={FRESH} />))

  choices.post('/mail', 'public', async ({ db, now, view, typed }) => {
    const form = parse(AskedForLink, typed, REFUSALS)
    if (!form.ok) return page(<LostLinkPage view={view} form={form} />, { status: 422 })

    const { email } = form.value
    const asked = { email, language: view.language, purpose: 'lost-link', subject: null }
    await db.transaction().execute(async (tx) => askToConfirm(tx, asked, now))
    return page(<SentPage view={view} email={email} />)
  })

  choices.get(BY_LINK, 'public', ['saved'], async (asked) => show(asked, await readerBy(asked), byLink(asked), FRESH))

  choices.post(BY_LINK, 'public', async (asked) => choose(asked, await readerBy(asked), byLink(asked)))

  choices.get(STOP, 'public', [], async (asked) => {
    const { what } = await stopBy(asked)
    return page(<StopPage view={asked.view} action={`/mail/${asked.param('code')}/stop`} what={what} />, { personal: true })
  })

  // RFC 8058 §3.1: one click of whoever reads the mail is enough, and the answer leads nowhere else.
  choices.post(
    STOP,
    'public',
    async (asked) => {
      const { reader, what } = await stopBy(asked)
      await stop(asked.db, reader, what, asked.now)
      return page(<StoppedPage view={asked.view} preferences={preferencesPath(secret, reader.publicId)} />)
    },
    { fromElsewhere: true },
  )

  const byLink = ({ param }: Ask<Tables>) => `/mail/${param('code')}`

  async function readerBy({ db, param }: Ask<Tables>): Promise<Reader> {
    const publicId = preferencesIn(secret, param('code'))
    const reader = publicId === null ? null : await readerOf(db, publicId)
    if (reader === null) throw new NotFound('preferences')
    return reader
  }

  async function stopBy({ db, param }: Ask<Tables>) {
    const found = stopIn(secret, param('code'))
    const reader = found && (await readerOf(db, found.publicId))
    if (!reader) throw new NotFound('what is to be stopped')
    return { reader, what: found.what }
  }

  return choices
}

type Asked = Pick<Ask<Tables>, 'db' | 'now' | 'view' | 'query' | 'typed'>

async function show({ db, view, query }: Asked, reader: Reader, action: string, form: Form<Refusal>): Promise<Answer> {
  const shown = { view, action, reader, form, preferences: await preferencesOf(db, reader), saved: query.saved !== undefined }
  return page(<PreferencesPage {...shown} />, { personal: true, status: form === FRESH ? 200 : 422 })
}

async function choose(asked: Asked, reader: Reader, action: string): Promise<Answer> {
  const { db, now, view, typed } = asked
  if (typed.stop !== undefined) {
    await stopAll(db, reader, now)
    return redirect(view.to(`${action}?saved=yes`))
  }
  const form = parse(Chosen, typed, REFUSALS)
  if (!form.ok) return show(asked, reader, action, form)

  await savePreferences(db, reader, form.value, now)
  return redirect(`/${form.value.language}${action}?saved=yes`)
}
