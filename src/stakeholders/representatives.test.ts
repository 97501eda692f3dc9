import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aStakeholder } from '../../test/builders.ts'
import { aVisitor, linkTo, mailsTo } from '../../test/visitor.ts'
import { wordsOf } from '../../test/words.ts'
import { aWorld, type World } from '../../test/world.ts'
import { invite } from '../accounts/index.ts'
import { endOfErased } from './index.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

type Visitor = ReturnType<typeof aVisitor>

const signedIn = async (email: string) => {
  const visitor = aVisitor(world)
  await visitor.signIn(email)
  return visitor
}
const secretary = async (email = 'femi@example.org') => {
  const femi = aVisitor(world)
  await femi.post(`/en/sign-in/${await invite(world.db, email, 'secretariat', world.now())}`, {})
  return femi
}
/** An organisation on record, by the path of its page. */
const known = async (over: Parameters<typeof aStakeholder>[1] = {}) =>
  `/en/stakeholders/${(await aStakeholder(world.db, { standing: 'public', website: 'https://www.example.org', ...over })).publicId}`

const ask = (visitor: Visitor, path: string, ownName = 'Ada') => visitor.post(`${path}/represent`, { act: 'ask', ownName })
/** The row number of a request, as the button of whoever decides sends it. */
const requestOf = async (email: string) => {
  const { rows } = await sql<{ id: number }>`
    select request.id from stakeholders.representative request join accounts.address using (person_id) where email = ${email} order by id desc
  `.execute(world.db)
  return String(rows[0]?.id ?? 0)
}
const bySecretariat = async (visitor: Visitor, email: string, act = 'approve', reason = '') => {
  const request = await requestOf(email)
  return visitor.post('/en/secretariat', { request, act, [`reason-${request}`]: reason })
}
const byRepresentative = async (visitor: Visitor, path: string, email: string, act = 'approve', reason = '') => {
  const request = await requestOf(email)
  return visitor.post(`${path}/represent`, { request, act, [`reason-${request}`]: reason })
}
/** Ada, whom the secretariat has approved. */
const represented = async (path: string, email = 'ada@home.example') => {
  const ada = await signedIn(email)
  await ask(ada, path)
  await bySecretariat(await secretary(), email)
  return ada
}
const page = async (visitor: Visitor, path: string) => wordsOf(await visitor.read(`${path}/represent`))
const kinds = async (email: string) => (await mailsTo(world, email)).map(({ kind }) => kind).filter((kind) => kind !== 'sign-in')
const events = async () => {
  const rows = await world.db
    .selectFrom('platform.event')
    .select('kind')
    .where('subject_kind', '=', 'representative')
    .orderBy('id')
    .execute()
  return rows.map(({ kind }) => kind.replace('representative-', ''))
}
const represents = (text: string) => text.includes('You represent this organisation since')

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
    const mail = (await mailsTo(world, 'ada@home.example')).at(-1)
    expect([mail?.kind, mail?.subject]).toEqual(['representative-asked', 'Bob asks to represent Village Networks'])
    expect(await page(ada, path)).toContain('Who asks to represent it Bob asked on 24 February 2026 at 12:00 UTC')
    expect((await byRepresentative(ada, path, 'bob@gmail.com')).status).toBe(303)
    expect(represents(await page(bob, path))).toBe(true)
    expect(await page(ada, path)).toContain('Who else represents it Bob since 24 February 2026 at 12:00 UTC')
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

describe('nobody decides', () => {
  test('who does not represent the organisation', async () => {
    const path = await known()
    const ada = await represented(path)
    const other = await known({ identifier: 'KE-2', names: { en: 'Another one' } })
    const carol = await represented(other, 'carol@home.example')
    const bob = await signedIn('bob@gmail.com')
    await ask(bob, path, 'Bob')
    const strangers = [bob, await signedIn('mallory@gmail.com'), carol]
    for (const stranger of strangers) expect((await byRepresentative(stranger, path, 'bob@gmail.com')).status).toBe(404)
    // Nor by the page of the organisation that is hers.
    expect((await byRepresentative(carol, other, 'bob@gmail.com')).status).toBe(404)
    expect(await page(carol, path)).not.toContain('Bob')
    expect((await byRepresentative(ada, path, 'bob@gmail.com')).status).toBe(303)
  })

  test('once their own role has ended, and what they have approved stays', async () => {
    const path = await known()
    const ada = await represented(path)
    for (const email of ['bob@gmail.com', 'eve@gmail.com']) await ask(await signedIn(email), path, email)
    await byRepresentative(ada, path, 'bob@gmail.com')
    await ada.post(`${path}/represent`, { act: 'end' })
    expect(represents(await page(ada, path))).toBe(false)
    expect((await byRepresentative(ada, path, 'eve@gmail.com')).status).toBe(404)
    const bob = await signedIn('bob@gmail.com')
    expect((await byRepresentative(bob, path, 'eve@gmail.com')).status).toBe(303)
  })

  test('on somebody who has erased their account', async () => {
    const path = await known()
    const ada = await represented(path)
    const bob = await signedIn('bob@gmail.com')
    await ask(bob, path, 'Bob')
    const request = await requestOf('bob@gmail.com')
    await bob.post('/en/account/erase', {})
    expect(await page(ada, path)).toContain('Nobody else asks to.')
    const answer = await ada.post(`${path}/represent`, { request, act: 'approve' })
    expect(answer.status).toBe(409)
    expect(wordsOf(await answer.text())).toContain('Whoever asked has erased their account. Nothing was changed.')
  })

  test('who has erased their account: then nobody represents the organisation', async () => {
    const path = await known()
    const ada = await represented(path)
    const bob = await signedIn('bob@gmail.com')
    await ada.post('/en/account/erase', {})
    expect(await page(bob, path)).toContain('Nobody represents it yet')
    await endOfErased(world.db, world.now())
    const rows = await world.db.selectFrom('stakeholders.representative').select('ended_at').execute()
    expect(rows).toEqual([{ ended_at: world.now() }])
  })
})

describe('an organisation that is held back', () => {
  test('has nobody approved for it until it is published', async () => {
    const ada = await signedIn('ada@home.example')
    const form = { name: 'Island Radio', language: 'en', type: 'civil-society', country: '', website: '', ownName: 'Ada', represent: 'yes' }
    const path = (await ada.post('/en/stakeholders/new', form)).headers.get('location') ?? ''
    const organisation = path.split('/').at(-1) ?? ''
    const femi = await secretary()
    await femi.post('/en/secretariat', { organisation, act: 'hold', [`reason-${organisation}`]: 'Who is this?' })
    expect(wordsOf(await femi.read('/en/secretariat'))).toContain('it must be published before anybody can represent it')
    const answer = await bySecretariat(femi, 'ada@home.example')
    expect(answer.status).toBe(409)
    expect(wordsOf(await answer.text())).toContain('This organisation is held back. Publish it first, or refuse the request.')
    await femi.post('/en/secretariat', { organisation, act: 'publish' })
    expect((await bySecretariat(femi, 'ada@home.example')).status).toBe(303)
    expect(represents(await page(ada, path))).toBe(true)
  })
})

describe('asking', () => {
  test('twice is once, and can be taken back', async () => {
    const path = await known()
    const ada = await signedIn('ada@gmail.com')
    await Promise.all([ask(ada, path), ask(ada, path)])
    expect(await events()).toEqual(['asked'])
    await ada.post(`${path}/represent`, { act: 'end' })
    expect((await bySecretariat(await secretary(), 'ada@gmail.com')).status).toBe(409)
    await ask(ada, path)
    expect(await events()).toEqual(['asked', 'ended', 'asked'])
  })

  test('needs a name of who has none', async () => {
    const path = await known()
    const ada = await signedIn('ada@gmail.com')
    const answer = await ask(ada, path, ' ')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('<a href="#ownName">Type your own name, so that others know who asks.</a>')
    expect((await ask(ada, path, 'Ada')).status).toBe(303)
  })

  test('is for organisations five times a day, and not for bodies of bodies', async () => {
    const ada = await signedIn('ada@gmail.com')
    const paths: string[] = []
    for (const number of [1, 2, 3, 4, 5, 6]) paths.push(await known({ identifier: `KE-${number}` }))
    const answers: number[] = []
    for (const path of paths) answers.push((await ask(ada, path)).status)
    expect(answers).toEqual([303, 303, 303, 303, 303, 429])
    const group = await known({ identifier: 'group', kind: 'group' })
    expect((await ada.get(`${group}/represent`)).status).toBe(404)
    expect((await ask(ada, group)).status).toBe(404)
  })

  test.each([{}, { act: 'approve' }, { act: 'approve', request: 'x' }, { act: 'merge', request: '1' }])(
    'with %o is no form of ours',
    async (form) => {
      const path = await known()
      const ada = await signedIn('ada@gmail.com')
      expect((await ada.post(`${path}/represent`, form)).status).toBe(400)
    },
  )
})

describe('the database itself refuses', () => {
  /** A second row like the first, but for what is given. */
  const insert = ({ approved = "'domain', null, null", ended = 'null' }: { approved?: string; ended?: string }) =>
    sql
      .raw(`
      insert into stakeholders.representative (stakeholder_id, person_id, asked_at, approved_at, ended_at, ground, approved_by, approved_as)
      select stakeholder_id, person_id, asked_at, asked_at, ${ended}, ${approved} from stakeholders.representative limit 1`)
      .execute(world.db)

  test.each([
    ['two open rows of one person', {}, 'representative_once'],
    ['whoever approves themselves', { approved: "'secretariat', person_id, null" }, 'nobody_approves_themselves'],
    ['a ground without who approved', { approved: "'secretariat', null, null" }, 'approved_by_who_may'],
    [
      'a representative of another organisation',
      { approved: "'representative', (select max(id) from accounts.person), id", ended: 'asked_at' },
      'representative_approved_as_stakeholder_id_approved_by_fkey',
    ],
  ])('%s', async (_, over, constraint) => {
    await represented(await known())
    await expect(insert(over)).rejects.toThrow(constraint)
    await expect(insert({ ended: 'asked_at' })).resolves.toBeDefined()
  })
})
