import { beforeEach, describe, expect, test } from 'vitest'
import { aDevice, askedOn } from '../../../test/authenticator.ts'
import { aVisitor } from '../../../test/visitor.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { storiesIn } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const { ADA, signedIn, pageOf, add, atTheDoor, enter, onto, sessions, kept, refusedWith, TOO_LATE, NOT_ACCEPTED, NOT_ADDED } = storiesIn(
  () => world,
)

describe('a passkey', () => {
  test('is added, signs in its own person, and is listed with what was done with it', async () => {
    const [ada, phone] = [await signedIn(), aDevice()]
    await signedIn('bob@example.org')
    expect(await pageOf(ada)).toContain('You have no passkey yet.')
    expect(onto(await add(ada, phone, ' Phone '))).toEqual([303, '/en/account/passkeys'])
    expect(await pageOf(ada)).toContain('<bdi>Phone</bdi></p><p class="soft small">Added 24 February 2026 at 12:00 UTC, not used yet</p>')

    world.at('2026-02-25T08:30:00Z')
    const { visitor, answer } = await enter(phone, { next: '/en/account' })
    expect(onto(answer)).toEqual([303, '/en/account'])
    expect(await visitor.read('/en/account/addresses')).toContain('<bdi>ada@example.org</bdi>')
    expect(await pageOf(ada)).toContain('Added 24 February 2026 at 12:00 UTC, last used 25 February 2026 at 08:30 UTC')
    expect(await sessions()).toEqual([{ device: 'A browser' }, { device: 'A browser' }, { device: 'Another browser' }])
  })

  test('without a name is called as the browser calls itself', async () => {
    const ada = await signedIn()
    await add(ada, aDevice())
    expect(await kept()).toEqual([{ label: 'A browser', counter: 0 }])
  })

  test('is made for one account: the device is told of those it may hold, and who asks', async () => {
    const [ada, phone] = [await signedIn(), aDevice()]
    await add(ada, phone)
    const [, data = ''] = /data-options="([^"]*)"/.exec(await pageOf(ada)) ?? []
    const { challenge, user, excludeCredentials, rp, authenticatorSelection, attestation } = JSON.parse(data.replaceAll('&quot;', '"'))
    const { public_id } = await world.db.selectFrom('accounts.person').select('public_id').executeTakeFirstOrThrow()
    expect({ user, excludeCredentials, rp, attestation }).toEqual({
      user: { id: Buffer.from(public_id).toString('base64url'), name: ADA, displayName: '' },
      excludeCredentials: [{ id: phone.keys[0]?.id.toString('base64url'), type: 'public-key', transports: ['internal', 'hybrid'] }],
      rp: { name: 'Actionlines', id: 'localhost' },
      attestation: 'none',
    })
    expect(authenticatorSelection).toMatchObject({ residentKey: 'required', userVerification: 'preferred' })
    expect(challenge).toMatch(/^[\w-]{43}$/)
  })

  test('of a device that does not count signs in every time', async () => {
    const [ada, phone] = [await signedIn(), aDevice({ counts: false })]
    await add(ada, phone)
    expect([(await enter(phone)).answer.status, (await enter(phone)).answer.status]).toEqual([303, 303])
  })

  test('that somebody has copied is refused: its counter does not go on', async () => {
    const [ada, phone] = [await signedIn(), aDevice()]
    await add(ada, phone)
    await enter(phone)
    await enter(phone)
    const [key] = phone.keys
    if (key) key.uses = 1
    await refusedWith((await enter(phone)).answer, NOT_ACCEPTED)
    expect(await kept()).toEqual([{ label: 'A browser', counter: 2 }])
  })

  test('is called what its owner says, without what no text can hold, and not for ever', async () => {
    await add(await signedIn(), aDevice(), 'Pho\0ne\u202e')
    expect(await kept()).toEqual([{ label: 'Pho ne\u202e', counter: 0 }])
    await add(await signedIn('bob@example.org'), aDevice(), 'x'.repeat(201))
    expect(await kept()).toContainEqual({ label: 'x'.repeat(200), counter: 0 })
  })

  test('leads nowhere but to a page of ours', async () => {
    const [ada, phone] = [await signedIn(), aDevice()]
    await add(ada, phone)
    expect(onto((await enter(phone, { next: 'https://evil.example/' })).answer)).toEqual([303, '/en/'])
  })
})

describe('an answer', () => {
  test('is taken once', async () => {
    const [ada, phone] = [await signedIn(), aDevice()]
    await add(ada, phone)
    const { form, answer } = await enter(phone)
    expect(answer.status).toBe(303)
    await refusedWith(await aVisitor(world).post('/en/sign-in/passkey', form), TOO_LATE)
  })

  test('is taken once when it is sent twice at the same moment', async () => {
    const [ada, phone] = [await signedIn(), aDevice()]
    await add(ada, phone)
    const { asked } = await atTheDoor()
    const form = { challenge: asked.challenge, answer: phone.get(asked) }
    const answers = await Promise.all(Array.from({ length: 4 }, () => aVisitor(world).post('/en/sign-in/passkey', form)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422])
  })

  test('is taken for five minutes', async () => {
    const [ada, phone] = [await signedIn(), aDevice()]
    await add(ada, phone)
    const [late, early] = [await atTheDoor(), await atTheDoor()]
    const send = ({ visitor, asked }: typeof late) =>
      visitor.post('/en/sign-in/passkey', { challenge: asked.challenge, answer: phone.get(asked) })
    world.at('2026-02-24T12:04:59Z')
    expect((await send(early)).status).toBe(303)
    world.at('2026-02-24T12:05:00Z')
    await refusedWith(await send(late), TOO_LATE)
  })

  test('to what we did not ask is not taken', async () => {
    const [ada, phone] = [await signedIn(), aDevice()]
    await add(ada, phone)
    const { visitor, asked } = await atTheDoor()
    const own = { ...asked, challenge: 'A'.repeat(43) }
    await refusedWith(await visitor.post('/en/sign-in/passkey', { challenge: own.challenge, answer: phone.get(own) }), TOO_LATE)
    await refusedWith(await visitor.post('/en/sign-in/passkey', { challenge: asked.challenge, answer: phone.get(own) }), NOT_ACCEPTED)
    expect(await sessions()).toHaveLength(1)
  })

  test('given on another site is not taken, nor is a passkey made there', async () => {
    const [ada, phone] = [await signedIn(), aDevice()]
    await refusedWith(await add(ada, phone, '', 'https://evil.example'), NOT_ADDED)
    expect(await kept()).toEqual([])
    await add(ada, phone)
    await refusedWith((await enter(phone, { origin: 'https://evil.example' })).answer, NOT_ACCEPTED)
  })

  test('for another name than ours is not taken', async () => {
    const [ada, phone] = [await signedIn(), aDevice()]
    await add(ada, phone)
    const { visitor, asked } = await atTheDoor()
    const answer = phone.get({ ...asked, rpId: 'evil.example' })
    await refusedWith(await visitor.post('/en/sign-in/passkey', { challenge: asked.challenge, answer }), NOT_ACCEPTED)
  })

  test('that says it is for somebody else is not taken', async () => {
    const [ada, phone] = [await signedIn(), aDevice()]
    await add(ada, phone)
    const user = Buffer.from('aaaaaaaaaa').toString('base64url')
    await refusedWith((await enter(phone, { user })).answer, NOT_ACCEPTED)
  })

  test('signed by another key than the passkey’s is not taken', async () => {
    const [ada, phone, forger] = [await signedIn(), aDevice(), aDevice()]
    await add(ada, phone)
    const { visitor, asked } = await atTheDoor()
    forger.create({ ...asked, user: { id: phone.keys[0]?.user ?? '' } })
    const [forged, own] = [forger.keys[0], phone.keys[0]]
    if (forged && own) forged.id = own.id
    await refusedWith(await visitor.post('/en/sign-in/passkey', { challenge: asked.challenge, answer: forger.get(asked) }), NOT_ACCEPTED)
  })

  test.each(['', 'x', '{}', '[]', 'null', '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA"}}'])(
    'that is none is refused with words: %j',
    async (answer) => {
      const { visitor, asked } = await atTheDoor()
      await refusedWith(await visitor.post('/en/sign-in/passkey', { challenge: asked.challenge, answer }), NOT_ACCEPTED)
      const ada = await signedIn()
      const { challenge } = askedOn(await pageOf(ada))
      await refusedWith(await ada.post('/en/account/passkeys', { label: '', challenge, answer }), NOT_ADDED)
    },
  )

  test('without anything else is refused, too', async () => {
    expect((await aVisitor(world).post('/en/sign-in/passkey', {})).status).toBe(422)
    expect((await (await signedIn()).post('/en/account/passkeys', {})).status).toBe(422)
  })

  test('from a page of another site is refused', async () => {
    const [ada, phone] = [await signedIn(), aDevice()]
    await add(ada, phone)
    const { visitor, asked } = await atTheDoor()
    const form = { challenge: asked.challenge, answer: phone.get(asked) }
    expect((await visitor.post('/en/sign-in/passkey', form, { origin: 'https://evil.example' })).status).toBe(403)
    expect(visitor.jar.size).toBe(0)
  })
})

describe('what one person was asked', () => {
  test('adds nothing to the account of another, and signs nobody in', async () => {
    const [ada, mallory, phone] = [await signedIn(), await signedIn('mallory@example.org'), aDevice()]
    const asked = askedOn(await pageOf(ada))
    const form = { label: '', challenge: asked.challenge, answer: phone.create(asked) }
    await refusedWith(await mallory.post('/en/account/passkeys', form), TOO_LATE)
    // Whoever it was for can still use it: it was not used up by somebody else.
    expect(onto(await ada.post('/en/account/passkeys', form))).toEqual([303, '/en/account/passkeys'])
    const again = askedOn(await pageOf(ada))
    const signed = phone.get({ ...again, rpId: 'localhost' })
    await refusedWith(await aVisitor(world).post('/en/sign-in/passkey', { challenge: again.challenge, answer: signed }), TOO_LATE)
  })

  test('is kept as a hash only, and goes when its time is over', async () => {
    const { asked } = await atTheDoor()
    const rows = () => world.db.selectFrom('accounts.passkey_challenge').selectAll().execute()
    expect((await rows()).map(({ challenge_hash }) => challenge_hash.length)).toEqual([32])
    expect(JSON.stringify(await rows())).not.toContain(asked.challenge)
    world.at('2026-02-24T12:05:00Z')
    await atTheDoor()
    expect(await rows()).toHaveLength(1)
  })
})

describe('a passkey that is known already', () => {
  test('stays with whom it belongs to', async () => {
    const [ada, mallory, phone] = [await signedIn(), await signedIn('mallory@example.org'), aDevice()]
    await add(ada, phone, 'Of Ada')
    const asked = askedOn(await pageOf(mallory))
    const forger = aDevice()
    forger.create(asked)
    const created = JSON.parse(forger.create(asked))
    // The same name of a key, inside and outside of what is looked at.
    const own = phone.keys[0]?.id ?? Buffer.alloc(0)
    const attestation = Buffer.from(created.response.attestationObject, 'base64url')
    const at = attestation.indexOf(forger.keys[1]?.id ?? Buffer.alloc(1))
    own.copy(attestation, at)
    const id = own.toString('base64url')
    const answer = JSON.stringify({
      ...created,
      id,
      rawId: id,
      response: { ...created.response, attestationObject: attestation.toString('base64url') },
    })
    await refusedWith(
      await mallory.post('/en/account/passkeys', { label: 'Of Mallory', challenge: asked.challenge, answer }),
      'This device already holds a passkey for an account here. You can sign in with it.',
    )
    expect(await kept()).toEqual([{ label: 'Of Ada', counter: 0 }])
  })
})
