import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { wordsOf } from '../../test/words.ts'
import { aWorld, type World } from '../../test/world.ts'
import { endOfErased } from './index.ts'
import { storiesIn } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const { signedIn, secretary, known, ask, requestOf, bySecretariat, byRepresentative, represented, page, events, represents } = storiesIn(
  () => world,
)

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
    await femi.post('/en/secretariat', { organisation, act: 'publish-held' })
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
    const organ = await known({ identifier: 'organ', kind: 'organ' })
    expect((await ada.get(`${organ}/represent`)).status).toBe(404)
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
