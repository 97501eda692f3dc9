/** Adding and removing passkeys, and signing in with one. */
import type { Person } from '../../platform/auth.ts'
import type { PlatformTables } from '../../platform/events.ts'
import { type Form, parse, refusing, rowIn } from '../../platform/forms.ts'
import { type Ask, page, redirect, slice } from '../../platform/http.ts'
import { pageOfOurs } from '../index.ts'
import type { AccountsTables } from '../tables.ts'
import { PasskeySignInPage, PasskeysPage } from './pages.tsx'
import { NewPasskey, REFUSALS, type Refusal, UsedPasskey } from './rules.ts'
import { addPasskey, newChallenge, openByPasskey, passkeysOf, removePasskey, takeChallenge, toldToDevice } from './store.ts'
import { askToCreate, askToSign, keyIn } from './webauthn.ts'

type Tables = AccountsTables & PlatformTables
export const passkeys = slice<Tables>('accounts')

passkeys.get('/account/passkeys', 'signed-in', [], (ask) => ownPasskeys(ask, { typed: {}, errors: {} }, 200))

passkeys.post('/account/passkeys', 'signed-in', async (ask) => {
  const { db, now, view, visitor, typed, device } = ask
  if (typed.remove !== undefined) {
    await removePasskey(db, visitor, rowIn(typed.remove), now)
    return redirect(view.to('/account/passkeys'))
  }
  const form = parse(NewPasskey, typed, REFUSALS)
  if (!form.ok) return ownPasskeys(ask, form, 422)

  const { label, challenge, answer } = form.value
  if (!(await takeChallenge(db, challenge, visitor.id, now))) return ownPasskeys(ask, refusing(typed, 'answer', 'tooLate'), 422)
  const key = await keyIn(answer, challenge, view.site.origin)
  if (!key) return ownPasskeys(ask, refusing(typed, 'answer', 'notAdded'), 422)

  const added = { ...key, label, device, transports: answer.response.transports }
  const refused = await addPasskey(db, visitor, added, now)
  return refused ? ownPasskeys(ask, refusing(typed, 'answer', refused), 422) : redirect(view.to('/account/passkeys'))
})

/** Each time the page is shown, there is something new to sign on it. */
async function ownPasskeys({ db, now, view, visitor }: Ask<Tables, Person>, form: Form<Refusal>, status: 200 | 422) {
  const { owner, known } = await toldToDevice(db, visitor)
  const asked = await askToCreate(view.site.origin, await newChallenge(db, visitor.id, now), owner, known)
  const list = await passkeysOf(db, visitor)
  return page(<PasskeysPage view={view} passkeys={list} asked={asked} form={form} />, { status, ...scripted(view.site) })
}

passkeys.get('/sign-in/passkey', 'public', ['next'], async (ask) => {
  const { view, visitor, query } = ask
  if (visitor) return redirect(pageOfOurs(query.next, view.language))
  return signIn(ask, { typed: query, errors: {} }, 200)
})

passkeys.post(
  '/sign-in/passkey',
  'public',
  async (ask) => {
    const { db, now, view, typed, device } = ask
    const form = parse(UsedPasskey, typed, REFUSALS)
    if (!form.ok) return signIn(ask, form, 422)

    const { challenge, answer, next } = form.value
    const opened = await openByPasskey(db, { challenge, answer, origin: view.site.origin, device }, now)
    if (!opened.ok) return signIn(ask, refusing(typed, 'answer', opened.why), 422)
    return redirect(pageOfOurs(next, view.language), opened.session)
  },
  { tries: true },
)

async function signIn({ db, now, view }: Ask<Tables>, form: Form<Refusal>, status: 200 | 422) {
  const asked = await askToSign(view.site.origin, await newChallenge(db, null, now))
  return page(<PasskeySignInPage view={view} asked={asked} form={form} />, { status, ...scripted(view.site) })
}

/** What is to be signed is for one reader; the script may run. */
const scripted = ({ origin, passkeyScript }: { origin: string; passkeyScript: string }) => ({
  personal: true,
  script: `${origin}${passkeyScript}`,
})
