/** What was typed into a long form is found again: told with the form for registering an organisation, without scripts. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor, linkTo, type Visitor } from '../../../test/visitor.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { forgetOldDrafts } from './index.ts'

let world: World
let ada: Visitor
beforeEach(async () => {
  world = await aWorld()
  ada = aVisitor(world)
  await ada.signIn('ada@example.org')
})

const FORM = '/en/stakeholders/new'
const TYPED = { name: 'Village Networks', language: 'sw', type: 'civil-society', country: 'KE', website: '', ownName: 'Ada' }
const BEGUN = 'You began this on 24 February 2026'
const onto = (answer: Response) => [answer.status, answer.headers.get('location')]
const kept = async () => {
  const { rows } = await sql<{ path: string; field: string; value: string }>`
    select path, field, value from accounts.draft join accounts.draft_field on draft_id = draft.id order by draft.id, position
  `.execute(world.db)
  return rows.map(({ path, field, value }) => `${path} ${field}=${value}`)
}
const ALL = ['name=Village Networks', 'language=sw', 'type=civil-society', 'country=KE', 'ownName=Ada'].map(
  (field) => `/stakeholders/new ${field}`,
)

describe('what was typed', () => {
  test('is kept when somebody asks for that, and stands in the form when it is opened again, in any language', async () => {
    expect(await ada.read(FORM)).not.toContain('You began this')
    expect(onto(await ada.post(FORM, { ...TYPED, draft: 'keep' }))).toEqual([303, FORM])
    expect(await kept()).toEqual(ALL)
    const again = await ada.read(FORM)
    expect(again).toContain(BEGUN)
    expect(again).toContain('value="Village Networks"')
    // As it was left: not ticked, where it is ticked at first.
    expect(again).toContain('name="represent" value="yes"/>')
    const elsewhere = aVisitor(world)
    await elsewhere.signIn('ada@example.org')
    expect(await elsewhere.read('/fr/stakeholders/new')).toContain('value="Village Networks"')
  })

  test('is kept by the script without an answer to show', async () => {
    const answer = await ada.post(FORM, { ...TYPED, draft: 'save' })
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    expect(await kept()).toEqual(ALL)
  })

  test('is kept when the form is refused, and forgotten when it succeeds', async () => {
    expect((await ada.post(FORM, TYPED)).status).toBe(422)
    expect(await kept()).toEqual(ALL)
    expect((await ada.post(FORM, { ...TYPED, language: 'en' })).status).toBe(303)
    expect(await kept()).toEqual([])
    expect(await ada.read(FORM)).not.toContain('You began this')
  })

  test('is kept while something is asked back', async () => {
    const alike = { ...TYPED, name: 'International Telecommunication Union', language: 'en' }
    const answer = await ada.post(FORM, alike)
    expect([answer.status, (await kept()).length]).toEqual([200, 5])
  })

  test('is forgotten when its owner says so', async () => {
    await ada.post(FORM, { ...TYPED, draft: 'keep' })
    expect(onto(await ada.post(FORM, { draft: 'forget' }))).toEqual([303, FORM])
    expect(await kept()).toEqual([])
  })

  test('is forgotten after 90 days', async () => {
    await ada.post(FORM, { ...TYPED, draft: 'keep' })
    world.at('2026-05-25T11:59:59Z')
    expect(await ada.read(FORM)).toContain(BEGUN)
    await forgetOldDrafts(world.db, world.now())
    expect(await kept()).toEqual(ALL)
    world.at('2026-05-25T12:00:00Z')
    expect(await ada.read(FORM)).not.toContain(BEGUN)
    await forgetOldDrafts(world.db, world.now())
    expect(await kept()).toEqual([])
  })

  test('is seen by nobody else', async () => {
    await ada.post(FORM, { ...TYPED, draft: 'keep' })
    const bob = aVisitor(world)
    await bob.signIn('bob@example.org')
    expect(await bob.read(FORM)).not.toContain('Village Networks')
    await bob.post(FORM, { draft: 'forget' })
    expect(await kept()).toEqual(ALL)
  })

  test('is kept once, when it comes twice at the same moment', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => ada.post(FORM, { ...TYPED, draft: 'save' })))
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204])
    expect(await kept()).toEqual(ALL)
  })

  test('may be anything: what no form is called and what no column holds is left out', async () => {
    await ada.post(FORM, { name: 'a\0b', 'not a name': 'x', ['x'.repeat(61)]: 'x', draft: 'save' })
    expect(await kept()).toEqual(['/stakeholders/new name=ab'])
  })
})

describe('a session that ended meanwhile', () => {
  test('loses nothing: signing in leads back to the form with what was typed', async () => {
    ada.jar.delete('session')
    const sent = await ada.post(FORM, TYPED)
    expect(onto(sent)).toEqual([303, '/en/sign-in?next=%2Fen%2Fstakeholders%2Fnew'])
    expect(sent.headers.get('set-cookie')?.replace(/=[\w-]{43}/, '=SECRET')).toBe(
      'draft=SECRET; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax',
    )
    await ada.post('/en/sign-in', { email: 'ada@example.org', next: FORM })
    expect(onto(await ada.post(await linkTo(world, 'ada@example.org'), {}))).toEqual([303, FORM])
    expect(await ada.read(FORM)).toContain('value="Village Networks"')
    await ada.post(FORM, { ...TYPED, language: 'en' })
    expect(await kept()).toEqual([])
  })

  test('keeps it for that browser only, and for an hour', async () => {
    ada.jar.delete('session')
    await ada.post(FORM, TYPED)
    const bob = aVisitor(world)
    await bob.signIn('bob@example.org')
    expect(await bob.read(FORM)).not.toContain('Village Networks')
    await ada.signIn('ada@example.org')
    world.at('2026-02-24T13:00:00Z')
    expect(await ada.read(FORM)).not.toContain('Village Networks')
    await forgetOldDrafts(world.db, world.now())
    expect(await kept()).toEqual([])
  })
})

describe('what is known of a person', () => {
  test('has their drafts, and they are erased with the account', async () => {
    await ada.post(FORM, { name: 'Village Networks', draft: 'keep' })
    const known = JSON.parse(await ada.read('/en/account.json')) as Record<string, unknown>
    expect(known.drafts).toEqual([
      { path: '/stakeholders/new', keptAt: '2026-02-24T12:00:00.000Z', fields: [{ field: 'name', value: 'Village Networks' }] },
    ])
    await ada.post('/en/account/erase', {})
    expect(await world.db.selectFrom('accounts.draft').selectAll().execute()).toEqual([])
    expect(await world.db.selectFrom('accounts.draft_field').selectAll().execute()).toEqual([])
  })
})

test('only beside a long form a script may run that sends', async () => {
  const policy = async (path: string) => (await ada.get(path)).headers.get('content-security-policy') ?? ''
  expect((await policy(FORM)).replace(/\.[0-9a-f]{10}\./, '.HASH.')).toContain(
    "script-src http://localhost/draft.HASH.js; connect-src 'self'",
  )
  expect(await policy('/en/account')).not.toMatch(/script-src|connect-src/)
  expect(await policy('/en/account/passkeys')).not.toContain('connect-src')
})
