import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { mailsTo, type Visitor } from '../../test/visitor.ts'
import { wordsOf } from '../../test/words.ts'
import { aWorld, type World } from '../../test/world.ts'
import { actsFor, endOfErased, mayActFor } from './index.ts'
import { storiesIn } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const { signedIn, secretary, known, ask, represented, byRepresentative, page, kinds, represents } = storiesIn(() => world)

const BOB = 'bob@gmail.com'
const name = (visitor: Visitor, path: string, personEmail = BOB, personName = 'Bob') =>
  visitor.post(`${path}/represent`, { act: 'name-deputy', personName, personEmail })
const mine = async (visitor: Visitor) => wordsOf(await visitor.read('/en/account/organisations'))
const invitation = async () => {
  const { rows } = await sql<{ id: number }>`select max(id) as id from stakeholders.invitation`.execute(world.db)
  return String(rows[0]?.id)
}
const reply = async (visitor: Visitor, act: string) => visitor.post('/en/account/organisations', { invitation: await invitation(), act })
const deputyOf = async () => {
  const { rows } = await sql<{ id: number }>`select max(id) as id from stakeholders.deputy`.execute(world.db)
  return String(rows[0]?.id)
}
/** Bob, whom Ada has named and who said yes. */
const aDeputy = async (ada: Visitor, path: string, email = BOB) => {
  await name(ada, path, email)
  const bob = await signedIn(email)
  await reply(bob, 'yes')
  return bob
}
const roleOf = async (email: string, path: string) => {
  const { rows } = await sql<{ id: number }>`select person_id as id from accounts.address where email = ${email}`.execute(world.db)
  const stakeholder = await world.db
    .selectFrom('stakeholders.stakeholder')
    .where('public_id', '=', path.split('/').at(-1) ?? '')
    .select('id')
    .executeTakeFirstOrThrow()
  return (await mayActFor(world.db, { id: rows[0]?.id ?? 0 }, stakeholder.id, world.now()))?.as ?? null
}

describe('a deputy', () => {
  test('without an account is mailed, signs in, says yes and acts for the organisation', async () => {
    const path = await known()
    const ada = await represented(path)
    expect((await name(ada, path)).status).toBe(303)
    expect(await page(ada, path)).toContain('Bob asked on 24 February 2026 at 12:00 UTC; no answer yet')
    const [mail] = await mailsTo(world, BOB)
    expect(mail?.subject).toBe('Will you be a deputy for Village Networks?')
    expect(mail?.text).toContain('http://localhost/en/account/organisations')
    expect(await roleOf(BOB, path)).toBe(null)

    const bob = await signedIn(BOB)
    expect(await mine(bob)).toContain('Ada asks you to be their deputy since 24 February 2026 at 12:00 UTC.')
    expect((await reply(bob, 'yes')).status).toBe(303)
    expect(await mine(bob)).toContain('Village Networks As deputy')
    expect(await page(bob, path)).toContain('You act for this organisation as deputy of Ada since 24 February 2026 at 12:00 UTC.')
    expect(await page(ada, path)).toContain('Bob deputy of Ada since 24 February 2026 at 12:00 UTC')
    expect(await roleOf(BOB, path)).toBe('deputy')
    expect((await mailsTo(world, 'ada@home.example')).at(-1)?.subject).toBe('Your deputy for Village Networks')
    const kept = await world.db.selectFrom('stakeholders.invitation').select(['name', 'email']).execute()
    expect(kept).toEqual([{ name: null, email: null }])
  })

  test('neither names deputies, nor approves others, nor ends the representative', async () => {
    const path = await known()
    const ada = await represented(path)
    const bob = await aDeputy(ada, path)
    await ask(await signedIn('eve@gmail.com'), path, 'Eve')
    expect((await name(bob, path, 'mallory@gmail.com')).status).toBe(404)
    expect((await byRepresentative(bob, path, 'eve@gmail.com')).status).toBe(404)
    expect(await page(bob, path)).not.toContain('Eve')
    await bob.post(`${path}/represent`, { act: 'end' })
    expect(represents(await page(ada, path))).toBe(true)
    expect(await roleOf(BOB, path)).toBe('deputy')
    expect((await byRepresentative(ada, path, 'eve@gmail.com')).status).toBe(303)
  })

  test('may say no, and the representative is told', async () => {
    const path = await known()
    const ada = await represented(path)
    await name(ada, path)
    const bob = await signedIn(BOB)
    await reply(bob, 'no')
    expect(await roleOf(BOB, path)).toBe(null)
    expect(await mine(bob)).toContain('You act for no organisation yet.')
    expect((await mailsTo(world, 'ada@home.example')).at(-1)?.text).toContain('has said no.')
    expect((await reply(bob, 'yes')).status).toBe(409)
    expect((await name(ada, path)).status).toBe(303)
  })

  test.each([
    ['they themselves', async (_: Visitor, bob: Visitor) => bob],
    ['who named them', async (ada: Visitor) => ada],
    ['the secretariat', () => secretary('grace@example.org')],
  ])('is ended by %s, and nobody else', async (_, who) => {
    const path = await known()
    const ada = await represented(path)
    const bob = await aDeputy(ada, path)
    const form = { act: 'end-deputy', deputy: await deputyOf() }
    expect((await (await signedIn('mallory@gmail.com')).post(`${path}/represent`, form)).status).toBe(404)
    expect(await roleOf(BOB, path)).toBe('deputy')
    expect((await (await who(ada, bob)).post(`${path}/represent`, form)).status).toBe(303)
    expect(await roleOf(BOB, path)).toBe(null)
    const told = [await kinds('ada@home.example'), await kinds(BOB)].map((all) => all.filter((kind) => kind === 'deputy-ended').length)
    expect(told).toEqual(_ === 'they themselves' ? [1, 0] : _ === 'who named them' ? [0, 1] : [1, 1])
  })

  test('is one no longer once who named them has ended their role', async () => {
    const path = await known()
    const ada = await represented(path)
    expect(await page(ada, path)).toContain('If you end your role, the secretariat decides on whoever comes next.')
    const bob = await aDeputy(ada, path)
    await name(ada, path, 'eve@gmail.com', 'Eve')
    await ada.post(`${path}/represent`, { act: 'end' })
    expect(await roleOf(BOB, path)).toBe(null)
    expect(await mine(bob)).toContain('You act for no organisation yet.')
    expect(await mine(await signedIn('eve@gmail.com'))).not.toContain('You are asked')
  })

  test.each(['ada@home.example', BOB])('is one no longer once %s has erased their account', async (email) => {
    const path = await known()
    const ada = await represented(path)
    const bob = await aDeputy(ada, path)
    const { rows } = await sql<{ id: number }>`select person_id as id from accounts.address where email = ${BOB}`.execute(world.db)
    await (email === BOB ? bob : ada).post('/en/account/erase', {})
    expect(await actsFor(world.db, { id: rows[0]?.id ?? 0 }, { on: world.now() })).toEqual([])
    await endOfErased(world.db, world.now())
    const left = await world.db.selectFrom('stakeholders.deputy').where('ended_at', 'is', null).selectAll().execute()
    expect(left).toEqual([])
  })
})

describe('being asked', () => {
  test('is only for who has the address', async () => {
    const path = await known()
    const ada = await represented(path)
    await name(ada, path)
    const mallory = await signedIn('mallory@gmail.com')
    expect(await mine(mallory)).not.toContain('Village Networks')
    expect((await reply(mallory, 'yes')).status).toBe(404)
    expect((await reply(await signedIn(BOB), 'yes')).status).toBe(303)
  })

  test('ends after thirty days, and what was known of them is forgotten', async () => {
    const path = await known()
    await name(await represented(path), path)
    const bob = await signedIn(BOB)
    world.at('2026-03-26T12:00:00Z')
    expect(await mine(bob)).not.toContain('You are asked')
    expect((await reply(bob, 'yes')).status).toBe(409)
    await endOfErased(world.db, world.now())
    expect(await world.db.selectFrom('stakeholders.invitation').select('email').execute()).toEqual([{ email: null }])
  })

  test('can be taken back', async () => {
    const path = await known()
    const ada = await represented(path)
    await name(ada, path)
    await ada.post(`${path}/represent`, { act: 'take-back', invitation: await invitation() })
    expect(await mine(await signedIn(BOB))).not.toContain('You are asked')
    expect((await mailsTo(world, BOB)).map(({ kind, text }) => [kind, text])).toContainEqual(['deputy-invited', null])
  })

  test('of one person by two at once is one: the second is told', async () => {
    const path = await known()
    const ada = await represented(path)
    const carol = await signedIn('carol@gmail.com')
    await ask(carol, path, 'Carol')
    await byRepresentative(ada, path, 'carol@gmail.com')
    const answers = await Promise.all([name(ada, path), name(carol, path)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const refused = answers.find(({ status }) => status === 409)
    expect(wordsOf((await refused?.text()) ?? '')).toContain('This person has been asked already. Nothing was changed.')
  })

  test('is answered once where two answers come at once', async () => {
    const path = await known()
    await name(await represented(path), path)
    const bob = await signedIn(BOB)
    const answers = await Promise.all([reply(bob, 'yes'), reply(bob, 'no')])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  })

  test('comes back as typed where the form is refused', async () => {
    const path = await known()
    const ada = await represented(path)
    const answer = await name(ada, path, 'no address', ' ')
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('<a href="#personName">Type the name of the person.</a>')
    expect(html).toContain('<a href="#personEmail">This does not look like an email address.')
    expect(html).toContain('value="no address"')
    expect(wordsOf(await (await name(ada, path, 'ada@home.example')).text())).toContain('This is your own address.')
  })

  test('happens five times a day', async () => {
    const path = await known()
    const ada = await represented(path)
    const statuses: number[] = []
    for (const number of [1, 2, 3, 4, 5, 6]) statuses.push((await name(ada, path, `bob${number}@gmail.com`)).status)
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429])
  })
})

describe('the database itself refuses', () => {
  test.each([
    ['whoever names themselves', 'update stakeholders.deputy set named_by = person_id', 'nobody_is_their_own_deputy'],
    [
      'who did not say yes',
      'update stakeholders.deputy set person_id = (select max(id) from accounts.person)',
      'deputy_invitation_id_stakeholder_id_person_id_fkey',
    ],
    ['an address kept after the answer', "update stakeholders.invitation set email = 'bob@gmail.com'", 'forgotten_once_over'],
    ['an answer to oneself', 'update stakeholders.invitation set answered_by = invited_by', 'nobody_names_themselves'],
    ['a deputy of the secretariat', 'update stakeholders.invitation set invited_as = null', 'invited_by_who_may'],
    [
      'two of one person',
      'insert into stakeholders.deputy (stakeholder_id, person_id, named_as, named_by, invitation_id, since) select stakeholder_id, person_id, named_as, named_by, invitation_id + 1, since from stakeholders.deputy',
      'deputy_once',
    ],
  ])('%s', async (_, statement, constraint) => {
    const path = await known()
    await aDeputy(await represented(path), path)
    await signedIn('last@gmail.com')
    await expect(sql.raw(statement).execute(world.db)).rejects.toThrow(constraint)
  })
})
