import { beforeEach, describe, expect, test } from 'vitest'
import type { Visitor } from '../../../test/visitor.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { anAdministrator, publicIdOf } from './testing.ts'

let world: World
let ada: Visitor
beforeEach(async () => {
  world = await aWorld()
  ada = await anAdministrator(world)
})

const PATH = '/en/administration/settings'
const set = (form: Record<string, string>) => ada.post(PATH, form)
const noticeOn = async (path: string) => /<p class="wrap note notice"[^>]*>[^<]*/.exec(await world.read(path))?.[0] ?? null

test('the page says what the site runs with, and nothing secret', async () => {
  const { app } = await world.build({
    SMTP_URL: 'smtp://ada:hush@mail.example.org:587',
    MAIL_FROM: 'Desk <desk@example.org>',
    RATE_LIMIT: '60',
    SECRET: 'x'.repeat(40),
  })
  const answer = await app.request(PATH, { headers: { cookie: `session=${ada.jar.get('session')}` } })
  const page = await answer.text()
  expect(wordsOf(page)).toContain('Mail server (SMTP_URL) mail.example.org:587 Sender of mails (MAIL_FROM) Desk <desk@example.org>')
  expect(wordsOf(page)).toContain('Address of the site (PUBLIC_URL) http://localhost')
  expect(page).not.toMatch(/hush|xxxx/)
})

describe('a notice', () => {
  test('stands on every page, also on those that were kept, until its last day is over', async () => {
    expect(await noticeOn('/en/about')).toBeNull()
    await set({ act: 'notice', 'notice-en': 'Maintenance on <Sunday>', 'notice-ar': 'صيانة يوم الأحد', lastDay: '2026-02-25' })
    expect(await noticeOn('/en/about')).toBe('<p class="wrap note notice" lang="en" dir="ltr">Maintenance on &lt;Sunday&gt;')
    expect(await noticeOn('/ar/about')).toBe('<p class="wrap note notice" lang="ar" dir="rtl">صيانة يوم الأحد')
    expect(await noticeOn('/fr/about')).toBe('<p class="wrap note notice" lang="en" dir="ltr">Maintenance on &lt;Sunday&gt;')
    world.at('2026-02-25T23:59:59Z')
    expect(await noticeOn('/en/about')).not.toBeNull()
    world.at('2026-02-26T00:00:00Z')
    expect(await noticeOn('/en/about')).toBeNull()
  })

  test('is taken off, and told in the log who did it', async () => {
    await set({ act: 'notice', 'notice-fr': 'Entretien dimanche', lastDay: '2026-02-24' })
    expect(await noticeOn('/en/about')).toContain('lang="fr"')
    await Promise.all([set({ act: 'end' }), set({ act: 'end' })])
    expect(await noticeOn('/en/about')).toBeNull()
    const events = await world.db
      .selectFrom('platform.event')
      .select(['kind', 'actor', 'subject'])
      .where('subject_kind', '=', 'settings')
      .orderBy('id')
      .execute()
    const actor = await publicIdOf(world, 'ada@example.org')
    expect(events).toEqual([
      { kind: 'notice-set', actor, subject: 'notice' },
      { kind: 'notice-ended', actor, subject: 'notice' },
    ])
  })

  test.each([
    [{ 'notice-en': 'x'.repeat(301), lastDay: '2026-02-25' }, 'Shorten the notice to 300 characters.'],
    [{ 'notice-en': ' ', lastDay: '2026-02-25' }, 'Write the notice in one language at least.'],
    [{ 'notice-en': 'Soon', lastDay: '2026-02-30' }, 'Write the day like 2026-03-31.'],
    [{ 'notice-en': 'Soon', lastDay: '2026-02-23' }, 'This day is over.'],
  ])('%o comes back as typed', async (form, sentence) => {
    const answer = await set({ act: 'notice', ...form })
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(sentence)])
    expect(await noticeOn('/en/about')).toBeNull()
  })
})

describe('where people can write', () => {
  const shown = async () => /mailto:[^?"]*/.exec(await world.read('/en/facilitators'))?.[0]
  test('is as the environment says until it is changed, and again when that is taken back', async () => {
    expect(await shown()).toBe('mailto:desk@example.org')
    await set({ act: 'contact', contact: 'Secretariat@Example.org' })
    expect(await shown()).toBe('mailto:secretariat@example.org')
    await set({ act: 'contact', contact: '' })
    expect(await shown()).toBe('mailto:desk@example.org')
  })

  test('is an address', async () => {
    const answer = await set({ act: 'contact', contact: '<nobody>' })
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('value="&lt;nobody&gt;"')])
  })
})

describe('the last administrator', () => {
  test('cannot erase their account; another can', async () => {
    const refused = await ada.post('/en/account/erase', {})
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('This is the last administrator')])
    const bob = await anAdministrator(world, 'bob@example.org', 'Bob')
    expect((await ada.post('/en/account/erase', {})).headers.get('location')).toBe('/en/account/erased')
    expect((await bob.post('/en/account/erase', {})).status).toBe(409)
  })

  test('is one of two who leave at once', async () => {
    const bob = await anAdministrator(world, 'bob@example.org', 'Bob')
    const [erased, resigned] = await Promise.all([
      ada.post('/en/account/erase', {}),
      bob.post('/en/administration/roles', { end: `administrator:${await publicIdOf(world, 'bob@example.org')}` }),
    ])
    expect([erased.status, resigned.status].sort()).toEqual([303, 409])
    const both = [await anAdministrator(world, 'carl@example.org', 'Carl'), await anAdministrator(world, 'dora@example.org', 'Dora')]
    const answers = await Promise.all(both.map((one) => one.post('/en/account/erase', {})))
    expect(answers.map(({ status }) => status)).toEqual([303, 303]) // one of Ada and Bob is still there
    const rows = await world.db.selectFrom('accounts.role').select('role').execute()
    expect(rows).toEqual([{ role: 'administrator' }])
  })
})
