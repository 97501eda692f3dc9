import { beforeEach, describe, expect, test } from 'vitest'
import { linkTo, mailsTo } from '../../test/visitor.ts'
import { wordsOf } from '../../test/words.ts'
import { aWorld, type World } from '../../test/world.ts'
import { tellDaily } from '../accounts/index.ts'
import { storiesIn } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const { signedIn, secretary, known, ask, bySecretariat, byRepresentative, represented, page, kinds, events, represents } = storiesIn(
  () => world,
)

describe('from nothing', () => {
  test('to representing an organisation: one form, one mail, one look', async () => {
    const ada = await signedIn('ada@home.example')
    const form = {
      name: 'Island Radio',
      language: 'en',
      type: 'civil-society',
      country: 'KE',
      website: '',
      ownName: 'Ada',
      represent: 'yes',
    }
    const path = (await ada.post('/en/stakeholders/new', form)).headers.get('location') ?? ''
    const femi = await secretary()
    const queue = wordsOf(await femi.read('/en/secretariat'))
    expect(queue).toContain('Ada asks to represent it since 24 February 2026 at 12:00 UTC. Has confirmed addresses at: home.example')
    expect(queue).toContain(
      'Approve: Ada becomes its first representative, and can approve others. Approving also makes the organisation public.',
    )
    expect(queue).not.toContain('ada@home.example')

    expect((await bySecretariat(femi, 'ada@home.example')).status).toBe(303)
    expect((await world.get(path)).status).toBe(200)
    expect(represents(await page(ada, path))).toBe(true)
    expect(await kinds('ada@home.example')).toEqual(['representative-approved'])
    expect((await mailsTo(world, 'ada@home.example')).at(-1)?.text).toContain(`http://localhost${path}/represent`)
    expect(await events()).toEqual(['asked', 'approved'])
  })
})

describe('the first representative', () => {
  test.each(['public', 'mentioned'] as const)(
    'of an organisation that is %s without anybody having registered it needs the secretariat',
    async (standing) => {
      const path = await known({ standing })
      const ada = await signedIn('ada@example.org')
      expect(await page(ada, path)).toContain('Nobody represents it yet, so the secretariat decides.')
      await ask(ada, path)
      expect(represents(await page(ada, path))).toBe(false)
      await bySecretariat(await secretary(), 'ada@example.org')
      expect(represents(await page(ada, path))).toBe(true)
    },
  )

  test('of a registered one whose website the secretariat has looked at is who has an address there', async () => {
    const bob = await signedIn('bob@home.example')
    const form = {
      name: 'Island Radio',
      language: 'en',
      type: 'civil-society',
      country: '',
      website: 'https://radio.example',
      ownName: 'Bob',
    }
    const path = (await bob.post('/en/stakeholders/new', form)).headers.get('location') ?? ''
    await (await secretary()).post('/en/secretariat', { organisation: path.split('/').at(-1) ?? '', act: 'publish' })
    const [ada, eve] = [await signedIn('ada@news.radio.example'), await signedIn('eve@radio.example.org')]
    for (const one of [ada, eve]) await ask(one, path)
    expect([represents(await page(ada, path)), represents(await page(eve, path))]).toEqual([true, false])
  })

  test('is refused with a reason, may ask again, and an address speaks for them no more', async () => {
    const path = await known()
    const ada = await signedIn('ada@example.org')
    await ask(ada, path)
    const femi = await secretary()
    expect((await bySecretariat(femi, 'ada@example.org', 'refuse')).status).toBe(422)
    expect((await bySecretariat(femi, 'ada@example.org', 'refuse', 'Ask your office first.')).status).toBe(303)
    expect(await kinds('ada@example.org')).toEqual(['representative-refused'])
    expect((await mailsTo(world, 'ada@example.org')).at(-1)?.text).toContain('> Ask your office first.')
    expect(await page(ada, path)).toContain('Your last request was refused. You can ask again. The reason was: Ask your office first.')

    await represented(path, 'bob@home.example')
    await ask(ada, path)
    expect(represents(await page(ada, path))).toBe(false)
  })

  test('is not themselves, even where they are of the secretariat', async () => {
    const path = await known()
    const femi = await secretary()
    await ask(femi, path, 'Femi')
    const answer = await bySecretariat(femi, 'femi@example.org')
    expect(answer.status).toBe(409)
    expect(wordsOf(await answer.text())).toContain('This request is your own. Somebody else has to decide it.')
    expect((await bySecretariat(await secretary('grace@example.org'), 'femi@example.org')).status).toBe(303)
    expect(represents(await page(femi, path))).toBe(true)
  })
})

describe('the next', () => {
  test('is at once who has a confirmed address under the domain of the website', async () => {
    const path = await known()
    await represented(path)
    const bob = await signedIn('bob@field.example.org')
    expect(await page(bob, path)).toContain(
      'One of your addresses belongs to the website of this organisation, so you represent it at once.',
    )
    await ask(bob, path, 'Bob')
    expect(represents(await page(bob, path))).toBe(true)
    expect(await kinds('bob@field.example.org')).toEqual(['representative-approved'])
  })

  test('is not at once where the domain is a public mail provider', async () => {
    const path = await known({ website: 'https://www.gmail.com' })
    await represented(path)
    const bob = await signedIn('bob@gmail.com')
    await ask(bob, path, 'Bob')
    expect(represents(await page(bob, path))).toBe(false)
  })

  test('is at once by an address only once it is confirmed', async () => {
    const path = await known()
    await represented(path)
    const bob = await signedIn('bob@gmail.com')
    await bob.post('/en/account/addresses', { email: 'bob@example.org' })
    expect(await page(bob, path)).toContain('Those who represent it decide')
    await bob.post(await linkTo(world, 'bob@example.org'), {})
    expect(await page(bob, path)).toContain('so you represent it at once')
  })

  test('is approved by a representative, who is told by mail that somebody asks', async () => {
    const path = await known()
    const ada = await represented(path)
    const bob = await signedIn('bob@gmail.com')
    await ask(bob, path, 'Bob')
    world.at('2026-02-25T06:00:00Z')
    await tellDaily(world.db, world.now())
    const mail = (await mailsTo(world, 'ada@home.example')).at(-1)
    expect([mail?.kind, mail?.subject]).toEqual(['digest', 'Bob asks to represent Village Networks'])
    expect(await page(ada, path)).toContain('Who asks to represent it Bob asked on 24 February 2026 at 12:00 UTC')
    expect((await byRepresentative(ada, path, 'bob@gmail.com')).status).toBe(303)
    expect(represents(await page(bob, path))).toBe(true)
    expect(await page(ada, path)).toContain('Who else represents it Bob since 25 February 2026 at 06:00 UTC')
    expect(await events()).toEqual(['asked', 'approved', 'asked', 'approved'])
  })

  test('is refused by a representative with a reason, and never without', async () => {
    const path = await known()
    const ada = await represented(path)
    await ask(await signedIn('bob@gmail.com'), path, 'Bob')
    const without = await byRepresentative(ada, path, 'bob@gmail.com', 'refuse', '  ')
    expect(without.status).toBe(422)
    expect(await without.text()).toContain('Type a reason: it is sent to whom it concerns.')
    expect((await byRepresentative(ada, path, 'bob@gmail.com', 'refuse', 'Who are you?')).status).toBe(303)
    expect(await kinds('bob@gmail.com')).toEqual(['representative-refused'])
  })

  test('can be approved by the secretariat as well; of both at once the second is told', async () => {
    const path = await known()
    const ada = await represented(path)
    await ask(await signedIn('bob@gmail.com'), path, 'Bob')
    const femi = await secretary()
    const answers = await Promise.all([byRepresentative(ada, path, 'bob@gmail.com'), bySecretariat(femi, 'bob@gmail.com', 'refuse', 'No.')])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await events()).toHaveLength(4)
  })
})
