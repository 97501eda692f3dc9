/** What stories of passkeys are told with. */
import { expect } from 'vitest'
import { type aDevice, askedOn } from '../../../test/authenticator.ts'
import { aVisitor, type Visitor } from '../../../test/visitor.ts'
import type { World } from '../../../test/world.ts'

type Device = ReturnType<typeof aDevice>

/** `world` is asked for each time, as each test has its own. */
export function storiesIn(world: () => World) {
  const ADA = 'ada@example.org'

  const signedIn = async (email = ADA) => {
    const visitor = aVisitor(world(), 'A browser')
    await visitor.signIn(email)
    return visitor
  }
  const pageOf = (visitor: Visitor) => visitor.read('/en/account/passkeys')

  /** Adds a passkey on the page of whoever is signed in. */
  const add = async (visitor: Visitor, device: Device, label = '', origin?: string) => {
    const asked = askedOn(await pageOf(visitor))
    return visitor.post('/en/account/passkeys', { label, challenge: asked.challenge, answer: device.create(asked, origin) })
  }

  /** Somebody who is not signed in, in front of the page for it. */
  const atTheDoor = async () => {
    const visitor = aVisitor(world(), 'Another browser')
    return { visitor, asked: askedOn(await visitor.read('/en/sign-in/passkey')) }
  }
  /** Signs in with what the device holds. */
  const enter = async (device: Device, { next = '', origin, user }: { next?: string; origin?: string; user?: string } = {}) => {
    const { visitor, asked } = await atTheDoor()
    const form = { challenge: asked.challenge, answer: device.get(asked, origin, user), ...(next ? { next } : {}) }
    return { visitor, form, answer: await visitor.post('/en/sign-in/passkey', form) }
  }
  const onto = (answer: Response) => [answer.status, answer.headers.get('location')]
  const sessions = () => world().db.selectFrom('accounts.session').select('device').orderBy('id').execute()
  const kept = () => world().db.selectFrom('accounts.passkey').select(['label', 'counter']).orderBy('id').execute()

  const refusedWith = async (answer: Response, sentence: string) => {
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(`<li><a href="#answer">${sentence}</a></li>`)
  }
  const TOO_LATE = 'This page was open for more than five minutes, or was sent before. Press the button to try again.'
  const NOT_ACCEPTED = 'This passkey opens nothing here; perhaps it was removed. Try another one, or sign in by mail.'
  const NOT_ADDED = 'What the device answered could not be checked, so nothing was added. Press the button to try again.'
  return { ADA, signedIn, pageOf, add, atTheDoor, enter, onto, sessions, kept, refusedWith, TOO_LATE, NOT_ACCEPTED, NOT_ADDED }
}
