import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { mailsTo, type Visitor } from '../../test/visitor.ts'
import { wordsOf } from '../../test/words.ts'
import { aWorld, type World } from '../../test/world.ts'
import { actsFor, mayActFor, publicIdOf } from './index.ts'
import { storiesIn } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const { signedIn, secretary, known, ask, requestOf, bySecretariat, represented, page, events, represents } = storiesIn(() => world)

const BOB = 'bob@field.example.org'
const queue = async (visitor: Visitor) => wordsOf(await visitor.read('/en/secretariat'))
const settle = async (visitor: Visitor, act: string, reason = '') => {
  const acting = await requestOf(BOB)
  return visitor.post('/en/secretariat', { acting, act, [`reason-${acting}`]: reason })
}
const mine = async (visitor: Visitor) => wordsOf(await visitor.read('/en/account/organisations'))
const personAt = async (email: string) => {
  const { rows } = await sql<{ id: number }>`select person_id as id from accounts.address where email = ${email}`.execute(world.db)
  return { id: rows[0]?.id ?? 0 }
}
const stakeholderAt = async (path: string) => {
  const found = await world.db
    .selectFrom('stakeholders.stakeholder')
    .where('public_id', '=', path.split('/').at(-1) ?? '')
    .select('id')
    .executeTakeFirstOrThrow()
  return found.id
}

describe('whom an address made a representative', () => {
  const byAddress = async () => {
    const path = await known()
    await represented(path)
    const bob = await signedIn(BOB)
    await ask(bob, path, 'Bob')
    return { path, bob }
  }

  test('acts at once, and is confirmed by the secretariat afterwards', async () => {
    const { path, bob } = await byAddress()
    expect(await page(bob, path)).toContain('The secretariat has yet to confirm this; until then you may act.')
    const femi = await secretary()
    const text = await queue(femi)
    expect(text).toContain('Bob represents it since 24 February 2026 at 12:00 UTC, because an address of theirs belongs to its website.')
    expect(text).toContain('Confirm: Bob goes on as before, and leaves this list.')
    expect(text).not.toContain(BOB)
    expect((await settle(femi, 'confirm')).status).toBe(303)
    expect(await queue(femi)).toContain('Nothing waits.')
    expect(await page(bob, path)).not.toContain('has yet to confirm')
    expect(represents(await page(bob, path))).toBe(true)
    expect((await events()).at(-1)).toBe('confirmed')
  })

  test('is ended with a reason, which they get, and their address speaks for them no more', async () => {
    const { path, bob } = await byAddress()
    const femi = await secretary()
    expect((await settle(femi, 'end')).status).toBe(422)
    expect((await settle(femi, 'end', 'You left in May.')).status).toBe(303)
    expect(represents(await page(bob, path))).toBe(false)
    expect(await page(bob, path)).toContain('The secretariat has ended your role. You can ask again. The reason was: You left in May.')
    const mail = (await mailsTo(world, BOB)).at(-1)
    expect([mail?.kind, mail?.subject]).toEqual(['representative-ended', 'You do not represent Village Networks any more'])
    expect(mail?.text).toContain('> You left in May.')
    await ask(bob, path)
    expect(represents(await page(bob, path))).toBe(false)
  })

  test('is confirmed or ended, of two at once the second is told', async () => {
    await byAddress()
    const [femi, grace] = [await secretary(), await secretary('grace@example.org')]
    const answers = await Promise.all([settle(femi, 'confirm'), settle(grace, 'end', 'No.')])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const refused = answers.find(({ status }) => status === 409)
    expect(wordsOf((await refused?.text()) ?? '')).toContain('Somebody has decided this already. Nothing was changed.')
  })

  test('is confirmed by nobody else', async () => {
    const { bob } = await byAddress()
    expect((await settle(bob, 'confirm')).status).toBe(404)
    expect(await queue(await secretary())).toContain('to be confirmed')
  })

  test('after the last has left is nobody: the secretariat decides', async () => {
    const path = await known()
    const ada = await represented(path)
    await ada.post(`${path}/represent`, { act: 'end' })
    const bob = await signedIn(BOB)
    await ask(bob, path, 'Bob')
    expect(represents(await page(bob, path))).toBe(false)
    await bySecretariat(await secretary('grace@example.org'), BOB)
    expect(represents(await page(bob, path))).toBe(true)
  })
})

describe('a person', () => {
  test('sees for whom they act, and what they have asked for', async () => {
    const path = await known()
    const ada = await represented(path)
    const other = await known({ identifier: 'KE-2', names: { en: 'Another one' } })
    await ask(ada, other)
    const text = await mine(ada)
    expect(text).toContain('Village Networks As representative')
    expect(text).toContain('You asked to represent Another one asked on 24 February 2026 at 12:00 UTC; not decided yet')
    expect(await ada.read('/en/account')).toContain('href="/en/account/organisations"')
    const person = await personAt('ada@home.example')
    expect((await actsFor(world.db, person, { on: world.now() })).map(({ name, as, through }) => ({ name, as, through }))).toEqual([
      { name: 'Village Networks', as: 'representative', through: null },
    ])
    expect(await mayActFor(world.db, person, await stakeholderAt(path), world.now())).toEqual({
      as: 'representative',
      regions: null,
      members: [],
    })
    expect(await mayActFor(world.db, person, await stakeholderAt(other), world.now())).toBe(null)
  })
})

describe('a group', () => {
  const GROUP = `/en/stakeholders/${publicIdOf('actionlines:un-regional-commissions')}`
  const ECE = `/en/stakeholders/${publicIdOf('XM-DAC-41314')}`

  test('is acted for by its members, each within its region', async () => {
    const ada = await represented(ECE)
    const text = await page(ada, GROUP)
    expect(text).toContain('You act for it, within Europe.')
    expect(text).toContain('Any member acts for this group')
    expect(await ada.read(`${GROUP}/represent`)).toContain(`href="${ECE}/represent"`)
    expect(await mine(ada)).toContain('As representative · By its member')
    expect(await mayActFor(world.db, await personAt('ada@home.example'), await stakeholderAt(GROUP), world.now())).toEqual({
      as: 'representative',
      regions: ['150'],
      members: [await stakeholderAt(ECE)],
    })
  })

  test('is acted for by nobody else, nor before its members were', async () => {
    const ada = await represented(ECE)
    const bob = await signedIn(BOB)
    expect(await page(bob, GROUP)).not.toContain('You act for it')
    expect((await ask(ada, GROUP)).status).toBe(404)
    const before = new Date('2005-11-17T12:00:00Z')
    expect(await mayActFor(world.db, await personAt('ada@home.example'), await stakeholderAt(GROUP), before)).toBe(null)
    expect(await world.read(GROUP)).toContain(`href="${GROUP}/represent"`)
  })
})
