import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor, type Visitor } from '../../../test/visitor.ts'
import { mainOf, wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { endMail, leaseNext, postponeMail } from '../../platform/outbox-store.ts'
import { anAdministrator } from './testing.ts'

let world: World
let ada: Visitor
beforeEach(async () => {
  world = await aWorld()
  ada = await anAdministrator(world)
})

const OUTBOX = '/en/administration/outbox'
const GRACE = 'grace@example.org'
/** Somebody asks to sign in, so that a mail waits for them. */
const ask = (email: string) => aVisitor(world).post('/en/sign-in', { email })
const newest = async () => {
  const { id } = await world.db.selectFrom('platform.mail').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
  return id
}
const mailPage = async () => ada.read(`${OUTBOX}/${await newest()}`)
const rows = (html: string) =>
  html
    .split('<tr>')
    .slice(2)
    .map((row) => wordsOf(row.split('</tr>')[0] ?? ''))

describe('the outbox', () => {
  test('is empty as long as nobody was written to', async () => {
    expect(wordsOf(await ada.read(OUTBOX))).toContain('No mails')
  })

  test('says of each mail how it stands, the newest first', async () => {
    await ask(GRACE)
    await world.deliver()
    world.at('2026-02-24T12:05:00Z')
    await ask('bob@example.org')
    const mail = await leaseNext(world.db, world.now())
    await postponeMail(world.db, { id: mail?.id ?? 0, due: new Date('2026-02-24T12:06:00Z'), reply: '451 <try> again later' })
    const html = await ada.read(OUTBOX)
    expect(wordsOf(html)).toContain('2 mails')
    expect(wordsOf(html)).toContain('Where no mail server is set (SMTP_URL), mails are kept here')
    expect(rows(html)).toEqual([
      'sign-in bob@example.org Waiting 24 February 2026 at 12:05 UTC 1 24 February 2026 at 12:06 UTC 451 <try> again later',
      'sign-in grace@example.org Kept to be read here 24 February 2026 at 12:00 UTC 1',
    ])
  })

  test('comes in pages', async () => {
    for (let minute = 0; minute < 53; minute++) {
      world.at(`2026-02-24T13:${String(minute).padStart(2, '0')}:00Z`)
      await ask(`reader${minute}@example.org`)
    }
    const first = await ada.read(OUTBOX)
    expect([rows(first).length, first.includes(`href="${OUTBOX}?page=2"`)]).toEqual([50, true])
    const second = await ada.read(`${OUTBOX}?page=2`)
    expect(rows(second).map((row) => row.split(' ')[1])).toEqual(['reader2@example.org', 'reader1@example.org', 'reader0@example.org'])
    expect((await ada.get(`${OUTBOX}?page=3`)).status).toBe(404)
    expect((await ada.get(`${OUTBOX}?page=first`)).status).toBe(400)
  })

  test('is narrowed to a state', async () => {
    await ask(GRACE)
    await world.deliver()
    await ask('bob@example.org')
    const html = await ada.read(`${OUTBOX}?state=waiting`)
    expect(rows(html).map((row) => row.split(' ')[1])).toEqual(['bob@example.org'])
    expect(html).toContain('<option value="waiting" selected="">Waiting</option>')
    expect(rows(await ada.read(`${OUTBOX}?state=failed`))).toEqual([])
    expect((await ada.get(`${OUTBOX}?state=lost`)).status).toBe(400)
  })
})

describe('a mail', () => {
  test('that was kept is read, and its link works', async () => {
    await ask(GRACE)
    await world.deliver()
    const html = await mailPage()
    const [link = ''] = /http:\/\/localhost(\/en\/sign-in\/[\w-]{43})/.exec(html) ?? []
    expect(html).toContain('<pre class="letter" lang="en" dir="ltr">')
    expect(wordsOf(html)).toContain('Subject Sign in to Actionlines')
    expect((await aVisitor(world).post(new URL(link).pathname, {})).status).toBe(303)
  })

  test('is read in its own language and direction', async () => {
    await ask('amina@example.org')
    await world.db.updateTable('platform.mail').set({ language: 'ar' }).execute()
    await world.deliver()
    expect(await mailPage()).toContain('<pre class="letter" lang="ar" dir="rtl">')
  })

  test('is text, whatever somebody wrote', async () => {
    const grace = aVisitor(world)
    await grace.signIn(GRACE)
    await grace.post('/en/account', { name: '<script>alert(1)</script>', language: 'en' })
    await grace.post('/en/account/addresses', { email: 'grace@example.com' })
    await world.deliver()
    const main = mainOf(await mailPage())
    expect(main).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(main).not.toContain('<script')
  })

  test('that has not been written yet says so', async () => {
    await ask(GRACE)
    expect(await mailPage()).toContain('This mail has not been written yet.')
  })

  test('that lets somebody in is not shown where a server will take it, and is blanked once one has', async () => {
    await ask(GRACE)
    await world.deliver()
    const [link = ''] = /\/en\/sign-in\/[\w-]{43}/.exec(await mailPage()) ?? []
    const id = await newest()
    await world.db.updateTable('platform.mail').set({ kept_at: null, due_at: world.now() }).where('id', '=', id).execute()
    const waiting = await mailPage()
    expect(waiting).toContain('Texts are shown only of mails that are kept here because no mail server is set.')
    expect(waiting).not.toContain(link)

    await endMail(world.db, { id, end: 'accepted', reply: '250 taken', now: world.now() })
    const accepted = await mailPage()
    expect(accepted).toContain('The text has been blanked: it would have let somebody in.')
    expect(accepted).not.toContain(link)
    expect(wordsOf(accepted)).toContain('State Taken by a mail server')
    expect(wordsOf(accepted)).toContain('Last reply 250 taken')
  })

  test('that could not be written says so', async () => {
    await ask(GRACE)
    await world.db.updateTable('platform.mail').set({ kind: 'of-no-kind' }).execute()
    world.at('2026-03-24T12:00:00Z')
    await world.deliver()
    const words = wordsOf(await mailPage())
    expect(words).toContain('State Failed')
    expect(words).toContain('This mail could not be written. The last reply says what was wrong.')
  })

  test('whose reason had gone says so', async () => {
    await ask(GRACE)
    world.at('2026-02-26T12:00:00Z')
    await world.deliver()
    expect(await mailPage()).toContain('This mail was never written: its reason had gone before.')
  })

  test('that is none is none', async () => {
    expect((await ada.get(`${OUTBOX}/1`)).status).toBe(404)
    expect((await ada.get(`${OUTBOX}/999999999999999`)).status).toBe(404)
    expect((await ada.get(`${OUTBOX}/x`)).status).toBe(404)
  })
})
