/** Who may see the pages of administrators: each of them, called on what exists, refused to everybody else, with the twin that succeeds. */
import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor } from '../../../test/visitor.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { anAdministrator, signedInAs } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

/** The mail by which somebody asked to sign in, so that there is something to open. */
async function aMail(): Promise<number> {
  await aVisitor(world).post('/en/sign-in', { email: 'grace@example.org' })
  await world.deliver()
  const { id } = await world.db.selectFrom('platform.mail').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
  return id
}

const PAGES = ['/en/administration', '/en/administration/roles', '/en/administration/outbox', '/en/administration/log'] as const
const FORM = { email: 'grace@example.org', role: 'secretariat' }

describe('the pages of administrators', () => {
  test('open to them', async () => {
    const ada = await anAdministrator(world)
    const mail = `/en/administration/outbox/${await aMail()}`
    for (const path of [...PAGES, mail]) {
      const answer = await ada.get(path)
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'private, no-store'])
    }
    expect((await ada.post('/en/administration/roles', FORM)).status).toBe(422)
    const front = await ada.read('/en/administration')
    for (const path of PAGES) expect(front).toContain(`<a href="${path === PAGES[0] ? '/en/account' : path}"`)
    expect(await ada.read('/en/account')).toContain('<a href="/en/administration">Administration</a>')
  })

  test('are no pages to anybody else who is signed in', async () => {
    await anAdministrator(world)
    const mail = `/en/administration/outbox/${await aMail()}`
    const grace = aVisitor(world)
    await grace.signIn('grace@example.org')
    for (const visitor of [grace, await signedInAs(world, 'secretariat', 'femi@example.org')]) {
      const nothing = await visitor.get('/en/nothing')
      const absent = [404, await nothing.text()]
      for (const path of [...PAGES, mail]) {
        const answer = await visitor.get(path)
        expect([answer.status, await answer.text()]).toEqual(absent)
      }
      const refused = await visitor.post('/en/administration/roles', FORM)
      expect([refused.status, await refused.text()]).toEqual(absent)
      expect(await visitor.read('/en/account')).not.toContain('/administration')
    }
    expect(await world.db.selectFrom('accounts.role').select('role').orderBy('role').execute()).toEqual([
      { role: 'administrator' },
      { role: 'secretariat' },
    ])
  })

  test('send somebody who is not signed in to sign in, and say no more', async () => {
    await anAdministrator(world)
    const mail = `/en/administration/outbox/${await aMail()}`
    const nobody = aVisitor(world)
    for (const path of [...PAGES, mail]) {
      const answer = await nobody.get(path)
      expect([answer.status, answer.headers.get('location'), await answer.text()]).toEqual([
        303,
        `/en/sign-in?next=${encodeURIComponent(path)}`,
        '',
      ])
    }
    expect((await nobody.post('/en/administration/roles', FORM)).status).toBe(303)
    expect(await world.db.selectFrom('accounts.role').select('role').execute()).toEqual([{ role: 'administrator' }])
  })
})
