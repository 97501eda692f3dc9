/** What is told without being asked for: together in the morning, once, and only while there is a reason. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor, linkTo } from '../../../test/visitor.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { firstLink, tellDaily } from '../index.ts'
import { noticesIn } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const { known, signedIn, secretary, represented, ask, byRepresentative, somebodyAsks, morning, unasked, lastTo, notices } = noticesIn(
  () => world,
)

const ADA = 'ada@home.example'
const FEMI = 'femi@example.org'
const register = async (email: string, name: string, represent = '') =>
  (await signedIn(email)).post('/en/stakeholders/new', { name, language: 'en', type: 'business', ownName: 'Carol', represent })

/** As many persons ask to represent the organisation that Ada does. */
async function manyAsk(count: number): Promise<void> {
  await sql`
    with asking as (
      insert into accounts.person (public_id, name, language, created_at)
      select 'aaaaaaaa' || chr(97 + n / 26) || chr(97 + n % 26), 'Person ' || n, 'en', ${world.now()} from generate_series(1, ${count}::int) n
      returning id
    ), requests as (
      insert into stakeholders.representative (stakeholder_id, person_id, asked_at)
      select (select min(stakeholder_id) from stakeholders.representative), id, ${world.now()} from asking returning id
    )
    insert into accounts.notice (person_id, purpose, kind, about, at)
    select (select id from accounts.person where name = 'Ada'), 'organisations', 'representative-asked', id, ${world.now()} from requests
  `.execute(world.db)
}

describe('a digest', () => {
  test('comes in the morning, with each organisation under its name and the newest first', async () => {
    const { path } = await somebodyAsks()
    const other = await known({ identifier: 'KE-2', names: { en: 'Island Radio' } })
    await represented(other, ADA)
    world.at('2026-02-24T13:00:00Z')
    await ask(await signedIn('eve@gmail.com'), other, 'Eve')
    world.at('2026-02-24T14:00:00Z')
    await ask(await signedIn('dan@gmail.com'), path, 'Dan')

    await morning('2026-02-25T05:59:59Z')
    expect(await unasked(ADA)).toEqual([])
    await morning('2026-02-25T06:00:00Z')
    const { subject, text } = await lastTo(ADA)
    expect(subject).toBe('3 things are new for you')
    expect(text.replace(/\/mail\/\S+/, '/mail/CODE')).toBe(`* Requests to represent your organisations

Village Networks

- Dan asks to represent Village Networks as you do. Any of its representatives can approve or refuse that.
  http://localhost${path}/represent
- Bob asks to represent Village Networks as you do. Any of its representatives can approve or refuse that.
  http://localhost${path}/represent

Island Radio

- Eve asks to represent Island Radio as you do. Any of its representatives can approve or refuse that.
  http://localhost${other}/represent

-- 
You get this mail because you represent an organisation at Actionlines.
To stop these mails: http://localhost/en/mail/CODE
Actionlines · Geneva Plan of Action
http://localhost
`)
  })

  test('tells each thing once, and does not come where there is nothing', async () => {
    await somebodyAsks()
    for (const day of ['25', '26', '27']) await morning(`2026-02-${day}T06:00:00Z`)
    expect(await unasked(ADA)).toHaveLength(1)
  })

  test('comes once after a month in which nobody was there to send it, and the next the morning after', async () => {
    const { path } = await somebodyAsks()
    await morning('2026-03-27T10:00:00Z')
    await morning('2026-03-27T10:00:15Z')
    expect((await unasked(ADA)).map(({ subject }) => subject)).toEqual(['Bob asks to represent Village Networks'])
    await ask(await signedIn('eve@gmail.com'), path, 'Eve')
    await morning('2026-03-27T23:00:00Z')
    expect(await unasked(ADA)).toHaveLength(1)
    await morning('2026-03-28T06:00:10Z')
    expect((await unasked(ADA)).map(({ subject }) => subject).at(-1)).toBe('Eve asks to represent Village Networks')
  })

  test('leaves out what has been decided, and does not come where nothing else is left', async () => {
    const { path, ada } = await somebodyAsks()
    await ask(await signedIn('eve@gmail.com'), path, 'Eve')
    await byRepresentative(ada, path, 'bob@gmail.com')
    await morning('2026-02-25T06:00:00Z')
    expect((await lastTo(ADA)).text).not.toContain('Bob')
    await ask(await signedIn('dan@gmail.com'), path, 'Dan')
    await byRepresentative(ada, path, 'dan@gmail.com')
    await morning('2026-02-26T06:00:00Z')
    expect((await unasked(ADA)).map(({ text }) => text === null)).toEqual([false, true])
    const states = await world.db.selectFrom('platform.mail').where('kind', '=', 'digest').select(['dropped_at', 'kept_at']).execute()
    expect(states.filter(({ dropped_at }) => dropped_at !== null)).toHaveLength(2) // also Bob's, who represents it since
  })

  test('tells nobody any more who may not know: a former representative, one who has erased their account', async () => {
    const { path, ada, bob } = await somebodyAsks()
    await byRepresentative(ada, path, 'bob@gmail.com')
    await ask(await signedIn('eve@gmail.com'), path, 'Eve')
    await bob.post(`${path}/represent`, { act: 'end' })
    await ada.post('/en/account/erase', {})
    await morning('2026-02-25T06:00:00Z')
    expect((await unasked('bob@gmail.com')).map(({ text }) => text)).toEqual([null])
    expect(await unasked(ADA)).toEqual([])
  })

  test('is in the language and the direction of its reader', async () => {
    const { ada } = await somebodyAsks()
    await ada.post('/en/account', { name: 'Ada', language: 'ar' })
    await morning('2026-02-25T06:00:00Z')
    const { language, html } = await lastTo(ADA)
    expect(language).toBe('ar')
    expect(html).toContain('<html lang="ar" dir="rtl">')
    expect(html).toContain('طلبات تمثيل منظماتك')
  })

  test('of two processes at once is sent by one', async () => {
    await somebodyAsks()
    world.at('2026-02-25T06:00:00Z')
    await Promise.all(Array.from({ length: 4 }, () => tellDaily(world.db, world.now())))
    expect(await unasked(ADA)).toHaveLength(1)
  })

  test('waits for who has no address yet', async () => {
    const femi = aVisitor(world)
    await femi.post(`/en/sign-in/${await firstLink(world.db, world.now())}`, {})
    await sql`insert into accounts.role (person_id, role, given_at) select id, 'secretariat', ${world.now()} from accounts.person`.execute(
      world.db,
    )
    await register('carol@radio.example', 'Island Radio')
    await morning('2026-02-25T06:00:00Z')
    expect(await notices()).toEqual(['organisation-received waits'])
    await femi.post('/en/account/addresses', { email: FEMI })
    await femi.post(await linkTo(world, FEMI), {})
    await morning('2026-02-25T06:00:15Z')
    expect((await lastTo(FEMI)).subject).toBe('Registered: Island Radio')
  })

  test('holds fifty lines, and says that there is more', async () => {
    await somebodyAsks()
    await manyAsk(55)
    await morning('2026-02-25T06:00:00Z')
    const { subject, text } = await lastTo(ADA)
    expect([subject, text.match(/^- /gm)?.length]).toEqual(['50 things are new for you', 50])
    expect(text).toContain('There is more than this mail holds. You find the rest on the pages above.')
  })
})

describe('the secretariat', () => {
  test('hears in the morning of what was registered and of who asks first, each of its members, and not of what is looked at', async () => {
    const [femi] = [await secretary(FEMI), await secretary('grace@example.org')]
    await register('carol@radio.example', 'Island Radio', 'yes')
    const looked = (await register('dan@net.example', 'Village Net')).headers.get('location') ?? ''
    await femi.post('/en/secretariat', { organisation: looked.split('/').at(-1) ?? '', act: 'publish' })
    await morning('2026-02-25T06:00:00Z')
    const { text, html } = await lastTo(FEMI)
    expect(text.replace(/\/mail\/\S+/, '/mail/CODE')).toBe(`* What waits for the secretariat

Island Radio

- Carol asks to represent Island Radio, which nobody represents yet. The secretariat decides.
  http://localhost/en/secretariat
- Carol has registered Island Radio. Nobody of the secretariat has looked at it yet.
  http://localhost/en/secretariat

-- 
You get this mail because you are of the secretariat of Actionlines.
To stop these mails: http://localhost/en/mail/CODE
Actionlines · Geneva Plan of Action
http://localhost
`)
    expect(html).toContain('<h2 style="margin:24px 0 8px;font-size:18px">What waits for the secretariat</h2>')
    expect((await lastTo('grace@example.org')).subject).toBe('2 things are new for you')
    await morning('2026-02-26T06:00:00Z')
    expect(await unasked(FEMI)).toHaveLength(1)
  })

  test('is not told what the representatives of an organisation decide', async () => {
    await secretary()
    await somebodyAsks()
    await morning('2026-02-25T06:00:00Z')
    expect(await notices()).toEqual(['request-received told', 'representative-asked told'])
    expect((await unasked(FEMI)).map(({ text }) => text)).toEqual([null]) // Ada, who asked first, has been approved
  })
})
