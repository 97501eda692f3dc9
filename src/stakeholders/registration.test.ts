import { beforeEach, describe, expect, test } from 'vitest'
import { aStakeholder } from '../../test/builders.ts'
import { aVisitor, mailsTo } from '../../test/visitor.ts'
import { wordsOf } from '../../test/words.ts'
import { aWorld, type World } from '../../test/world.ts'
import { invite } from '../accounts/index.ts'
import { publishDue } from './index.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const ADA = 'ada@example.org'
const FORM = {
  name: 'Island Radio',
  language: 'en',
  type: 'civil-society',
  country: 'KE',
  website: 'radio.example.org',
  ownName: 'Ada Lovelace',
}

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
type Visitor = Awaited<ReturnType<typeof signedIn>>
const registered = async (visitor: Visitor, over: Record<string, string> = {}) => {
  const answer = await visitor.post('/en/stakeholders/new', { ...FORM, ...over })
  return answer.headers.get('location') ?? `not registered: ${wordsOf(await answer.text())}`
}
const events = async () => {
  const rows = await world.db.selectFrom('platform.event').select('kind').where('subject_kind', '=', 'stakeholder').orderBy('id').execute()
  return rows.map(({ kind }) => kind)
}

describe('an organisation', () => {
  test('is registered in one form, and seen as received by its author and the secretariat only', async () => {
    const ada = await signedIn(ADA)
    const path = await registered(ada)
    const own = wordsOf(await ada.read(path))
    expect(own).toMatch(/^Island Radio Received on 24 February 2026 at 12:00 UTC. Only you and the secretariat see this page/)
    expect(own).toContain('or until 26 February 2026 at 12:00 UTC at the latest.')
    expect(own).toContain('Country Kenya Website https://radio.example.org')

    const others = [aVisitor(world), await signedIn('mallory@example.org')]
    for (const other of others) expect((await other.get(path)).status).toBe(404)
    expect(await aVisitor(world).read('/en/stakeholders?type=civil-society')).not.toContain('Island Radio')
    expect(await world.read('/api/v1/stakeholders?limit=100')).not.toContain('Island Radio')
    expect((await world.get(`/api/v1${path.replace('/en', '')}`)).status).toBe(404)
    expect(wordsOf(await (await secretary()).read(path))).toContain('Island Radio')
  })

  test('needs an account', async () => {
    const answer = await aVisitor(world).post('/en/stakeholders/new', FORM)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/en/sign-in?next=%2Fen%2Fstakeholders%2Fnew'])
    expect(await world.db.selectFrom('stakeholders.submission').selectAll().execute()).toEqual([])
  })

  test('comes back as typed where the form is refused, with a summary', async () => {
    const ada = await signedIn(ADA)
    const answer = await ada.post('/en/stakeholders/new', {
      name: ' ',
      language: 'ar',
      type: '',
      country: 'KE',
      website: 'no site',
      represent: 'yes',
    })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    const summary = /<div class="error-summary".*?<\/div>/s.exec(html)?.[0] ?? ''
    expect([...summary.matchAll(/href="#(\w+)"/g)].map(([, field]) => field)).toEqual(['name', 'type', 'website', 'ownName'])
    expect(html).toContain('value="no site"')
    expect(html).toContain('<option value="ar" lang="ar" selected')
    expect(html).toContain('<option value="KE" selected')
    expect(html).toContain('checked')
  })

  test('asks for the own name only of who has none, and keeps it', async () => {
    const ada = await signedIn(ADA)
    expect(await ada.read('/en/stakeholders/new')).toContain('id="ownName"')
    await registered(ada)
    expect(await ada.read('/en/stakeholders/new')).not.toContain('id="ownName"')
    expect(await ada.read('/en/account')).toContain('value="Ada Lovelace"')
  })

  test.each([
    ['by its name', { name: 'island radio' }],
    ['by its website', { name: 'Another name', website: 'https://www.radio.example.org/en' }],
  ])('that is known already is shown first, %s', async (_, over) => {
    const { publicId } = await aStakeholder(world.db, { names: { en: 'Island Radio' }, website: 'http://radio.example.org' })
    const ada = await signedIn(ADA)
    const answer = await ada.post('/en/stakeholders/new', { ...FORM, ...over, represent: 'yes' })
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(wordsOf(html)).toContain('Is it one of these?')
    expect(html).toContain(`href="/en/stakeholders/${publicId}/represent"`)
    expect(await world.db.selectFrom('stakeholders.submission').selectAll().execute()).toEqual([])
    const typed = Object.fromEntries(
      [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    )
    expect(typed).toEqual({ ...FORM, ...over, represent: 'yes' })
    expect(await registered(ada, { ...typed, another: 'yes' })).toMatch(/^\/en\/stakeholders\/[a-z2-7]{10}$/)
  })

  test('is one where the form is sent twice', async () => {
    const ada = await signedIn(ADA)
    const [first, second] = await Promise.all([registered(ada), registered(ada)])
    expect(second).toBe(first)
    expect(await events()).toEqual(['stakeholder-received'])
  })

  test('is registered three times a day by one person, and again the next day', async () => {
    const ada = await signedIn(ADA)
    for (const name of ['Radio One', 'Radio Two', 'Radio Three']) expect(await registered(ada, { name, website: '' })).toMatch(/^\/en/)
    const fourth = await ada.post('/en/stakeholders/new', { ...FORM, name: 'Radio Four' })
    expect(fourth.status).toBe(429)
    expect(wordsOf(await fourth.text())).toContain('You have registered three organisations within 24 hours')
    world.at('2026-02-25T12:00:01Z')
    expect(await registered(ada, { name: 'Radio Four' })).toMatch(/^\/en/)
  })
})

describe('time', () => {
  test('publishes what nobody has looked at within two working days, and tells the author', async () => {
    const ada = await signedIn(ADA)
    const path = await registered(ada, { represent: 'yes' })
    await publishDue(world.db, new Date('2026-02-26T11:59:59Z'))
    expect((await world.get(path)).status).toBe(404)
    world.at('2026-02-26T12:00:00Z')
    await publishDue(world.db, world.now())
    await publishDue(world.db, world.now())
    expect((await world.get(path)).status).toBe(200)
    expect(await events()).toEqual(['stakeholder-received', 'stakeholder-published'])
    const mails = await mailsTo(world, ADA)
    expect(mails.map(({ kind, subject }) => [kind, subject]).slice(1)).toEqual([['stakeholder-published', 'Public now: Island Radio']])
    expect(mails.at(-1)?.text).toContain(`http://localhost${path}`)
  })

  test('gives nobody a power', async () => {
    const ada = await signedIn('ada@radio.example.org')
    const path = await registered(ada, { represent: 'yes' })
    world.at('2026-03-20T12:00:00Z')
    await publishDue(world.db, world.now())
    expect(wordsOf(await ada.read(`${path}/represent`))).toContain('You asked on 24 February 2026 at 12:00 UTC. Nobody represents it yet')
  })

  test('leaves it to the secretariat to look', async () => {
    await registered(await signedIn(ADA))
    world.at('2026-02-26T12:00:00Z')
    await publishDue(world.db, world.now())
    const femi = await secretary()
    const text = wordsOf(await femi.read('/en/secretariat'))
    expect(text).toContain('Public by time since 26 February 2026 at 12:00 UTC; nobody has looked at it yet.')
    expect(text).toContain('Leave public')
    const mails = (await mailsTo(world, ADA)).length
    const id = (
      await world.db.selectFrom('stakeholders.stakeholder').where('source_id', 'is', null).select('public_id').executeTakeFirstOrThrow()
    ).public_id
    await femi.post('/en/secretariat', { organisation: id, act: 'publish' })
    expect(wordsOf(await femi.read('/en/secretariat'))).toContain('Nothing waits.')
    expect((await mailsTo(world, ADA)).length).toBe(mails)
    expect(await events()).toEqual(['stakeholder-received', 'stakeholder-published', 'stakeholder-looked-at'])
  })
})

describe('the secretariat', () => {
  const act = (visitor: Visitor, path: string, form: Record<string, string>) => {
    const id = path.split('/').at(-1) ?? ''
    return visitor.post('/en/secretariat', { organisation: id, ...form, ...(form.reason ? { [`reason-${id}`]: form.reason } : {}) })
  }

  test('is nobody else', async () => {
    const ada = await signedIn(ADA)
    const path = await registered(ada)
    expect((await ada.get('/en/secretariat')).status).toBe(404)
    expect((await act(ada, path, { act: 'publish' })).status).toBe(404)
    expect((await world.get('/en/secretariat')).status).toBe(303)
    expect((await world.get(path)).status).toBe(404)
  })

  test('sees who registered what, and publishes it', async () => {
    const ada = await signedIn(ADA)
    const path = await registered(ada)
    const femi = await secretary()
    const text = wordsOf(await femi.read('/en/secretariat'))
    expect(text).toContain('Island Radio Civil society · Kenya https://radio.example.org Registered by Ada Lovelace on 24 February 2026')
    expect(text).toContain('Publish: everybody sees it, and its author gets a mail. It gives nobody the right to act for it.')
    expect((await act(femi, path, { act: 'publish' })).status).toBe(303)
    expect((await world.get(path)).status).toBe(200)
    expect(wordsOf(await femi.read('/en/secretariat'))).toContain('Nothing waits.')
    expect(await events()).toEqual(['stakeholder-received', 'stakeholder-published'])
    expect((await mailsTo(world, ADA)).at(-1)?.subject).toBe('Public now: Island Radio')
  })

  test('holds with a reason, which the author gets, and can publish after all', async () => {
    const ada = await signedIn(ADA)
    const path = await registered(ada)
    const femi = await secretary()
    const without = await act(femi, path, { act: 'hold' })
    expect(without.status).toBe(422)
    expect(await without.text()).toContain(`<a href="#reason-${path.split('/').at(-1)}">Type a reason: it is sent to whom it concerns.</a>`)
    expect((await act(femi, path, { act: 'hold', reason: 'This is <b>no</b> organisation.' })).status).toBe(303)

    expect(wordsOf(await ada.read(path))).toContain('The reason: This is <b>no</b> organisation.')
    expect((await world.get(path)).status).toBe(404)
    expect((await ada.get(`${path}/represent`)).status).toBe(404)
    const [, mail] = await mailsTo(world, ADA)
    expect([mail?.kind, mail?.subject]).toEqual(['stakeholder-held', 'Held back: Island Radio'])
    expect(mail?.text).toContain('> This is <b>no</b> organisation.')
    world.at('2026-03-20T12:00:00Z')
    await publishDue(world.db, world.now())
    expect((await world.get(path)).status).toBe(404)

    expect((await act(femi, path, { act: 'publish-held' })).status).toBe(303)
    expect((await world.get(path)).status).toBe(200)
    expect(await events()).toEqual(['stakeholder-received', 'stakeholder-held', 'stakeholder-published'])
  })

  test('decides once: of two at the same time the second is told', async () => {
    const path = await registered(await signedIn(ADA))
    const [femi, grace] = [await secretary(), await secretary('grace@example.org')]
    const answers = await Promise.all([act(femi, path, { act: 'publish' }), act(grace, path, { act: 'hold', reason: 'Abuse.' })])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const refused = answers.find(({ status }) => status === 409)
    expect(wordsOf((await refused?.text()) ?? '')).toContain('Somebody has decided this already. Nothing was changed.')
    expect(await events()).toHaveLength(2)
  })

  test.each([
    ['an organisation that nobody registered', { organisation: 'aaaaaaaaaa', act: 'publish' }, 404],
    ['a request that is not there', { request: '99', act: 'approve' }, 404],
    ['no button of ours', { organisation: 'aaaaaaaaaa', act: 'merge' }, 400],
    ['nothing', {}, 400],
  ])('is refused %s', async (_, form, status) => {
    expect((await (await secretary()).post('/en/secretariat', form)).status).toBe(status)
  })
})
