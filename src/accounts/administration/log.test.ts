import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor, type Visitor } from '../../../test/visitor.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { record } from '../../platform/events.ts'
import { anAdministrator, publicIdOf } from './testing.ts'

let world: World
let ada: Visitor
beforeEach(async () => {
  world = await aWorld()
  ada = await anAdministrator(world)
})

const LOG = '/en/administration/log'
const GRACE = 'grace@example.org'
const AT = '24 February 2026 at 12:00 UTC'
const rows = (html: string) =>
  html
    .split('<tr>')
    .slice(2)
    .map((row) => wordsOf(row.split('</tr>')[0] ?? ''))

/** Grace opens an account and is given a role. */
async function aSecretary(): Promise<string> {
  await aVisitor(world).signIn(GRACE)
  await ada.post('/en/administration/roles', { email: GRACE, role: 'secretariat' })
  return publicIdOf(world, GRACE)
}

describe('the record', () => {
  test('says who did what, when, to what, the newest first', async () => {
    const grace = await aSecretary()
    expect(rows(await ada.read(LOG))).toEqual([
      `${AT} Ada secretariat-appointed person ${grace}`,
      `${AT} ${grace} account-opened person ${grace}`,
      `${AT} Whoever runs the site, by a command administrator-appointed person Ada`,
      `${AT} Ada account-opened person Ada`,
      `${AT} Whoever runs the site, by a command plan-loaded plan plan`,
    ])
  })

  test('is narrowed to a kind', async () => {
    const grace = await aSecretary()
    const html = await ada.read(`${LOG}?kind=secretariat-appointed`)
    expect(rows(html)).toEqual([`${AT} Ada secretariat-appointed person ${grace}`])
    expect(html).toContain('<option value="secretariat-appointed" lang="en" selected="">')
    expect(wordsOf(await ada.read(`${LOG}?kind=never-seen`))).toContain('There is nothing like that in the record.')
    expect((await ada.get(`${LOG}?kind=${encodeURIComponent("a' or true --")}`)).status).toBe(400)
  })

  test('is narrowed to what somebody did and what was done to them, by their identifier or an address of theirs', async () => {
    const grace = await aSecretary()
    const expected = [`${AT} Ada secretariat-appointed person ${grace}`, `${AT} ${grace} account-opened person ${grace}`]
    const html = await ada.read(`${LOG}?who=${grace}`)
    expect(rows(html)).toEqual(expected)
    expect(html).toContain(`<input type="text" id="who" name="who" value="${grace}"`)
    expect(rows(await ada.read(`${LOG}?who=Grace%40Example.org`))).toEqual(expected)
    expect(rows(await ada.read(`${LOG}?who=${grace}&kind=account-opened`))).toEqual(expected.slice(1))
    expect(rows(await ada.read(`${LOG}?who=plan`))).toEqual([`${AT} Whoever runs the site, by a command plan-loaded plan plan`])
    expect(wordsOf(await ada.read(`${LOG}?who=nobody%40example.org`))).toContain('There is nothing like that in the record.')
  })

  test('leads from a name to everything about it', async () => {
    await aSecretary()
    expect(await ada.read(LOG)).toContain(
      `<a href="${LOG}?who=${await publicIdOf(world, 'ada@example.org')}"><bdi dir="auto">Ada</bdi></a>`,
    )
  })

  test('says nothing of somebody whose account is erased but what they did', async () => {
    const grace = aVisitor(world)
    await grace.signIn(GRACE)
    await grace.post('/en/account', { name: 'Grace Hopper', language: 'en' })
    await grace.post('/en/account/erase', {})
    const html = await ada.read(LOG)
    expect(rows(html).slice(0, 2)).toEqual([
      `${AT} Former participant account-erased person Former participant`,
      `${AT} Former participant account-opened person Former participant`,
    ])
    expect(html).not.toMatch(/grace|hopper/i)
  })

  test('comes in parts that stay what they are when more is recorded', async () => {
    for (let number = 1; number <= 60; number++)
      await record(world.db, { at: world.now(), kind: 'thing-happened', subjectKind: 'thing', subject: `thing-${number}` })
    const first = await ada.read(`${LOG}?kind=thing-happened`)
    expect(rows(first)).toHaveLength(50)
    const [, older = ''] = /<a rel="next" href="([^"]+)">Older<\/a>/.exec(first) ?? []
    await record(world.db, { at: world.now(), kind: 'thing-happened', subjectKind: 'thing', subject: 'thing-61' })
    const second = await ada.read(older.replaceAll('&amp;', '&'))
    expect(rows(second).map((row) => row.split(' ').at(-1))).toEqual(Array.from({ length: 10 }, (_, index) => `thing-${10 - index}`))
    expect(second).toContain(`<a href="${LOG}?kind=thing-happened">The newest</a>`)
    expect(second).not.toContain('rel="next"')
    expect((await ada.get(`${LOG}?before=now`)).status).toBe(400)
  })
})
