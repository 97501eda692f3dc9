import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor } from '../../../test/visitor.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { anAdministrator, publicIdOf, signedInAs } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const [ADA, BOB, GRACE] = ['ada@example.org', 'bob@example.org', 'grace@example.org'] as const
const ROLES = '/en/administration/roles'

/** Everybody's roles, by an address of theirs. */
const roles = async () => {
  const rows = await world.db
    .selectFrom('accounts.role')
    .innerJoin('accounts.address', 'accounts.address.person_id', 'accounts.role.person_id')
    .select(['email', 'role'])
    .orderBy('email')
    .orderBy('role')
    .execute()
  return rows.map(({ email, role }) => `${email}: ${role}`)
}
/** What the record says of roles: who did what to whom. */
const record = async () => {
  const events = await world.db.selectFrom('platform.event').select(['actor', 'kind', 'subject']).orderBy('id').execute()
  return events.filter(({ kind }) => /-(appointed|ended)$/.test(kind))
}
const office = async (role: string, email: string) => ({ end: `${role}:${await publicIdOf(world, email)}` })
const row = (html: string, name: string) => {
  const found = html.split('<tr>').find((part) => part.includes(`<bdi dir="auto">${name}</bdi></th>`))
  return found?.split('</tr>')[0] ?? ''
}

describe('a role', () => {
  test('is given to whoever has an account, and the page says to whom, since when and by whom', async () => {
    const ada = await anAdministrator(world, ADA, 'Ada')
    const grace = aVisitor(world)
    await grace.signIn(GRACE)
    world.at('2026-03-02T09:30:00Z')
    const answer = await ada.post(ROLES, { email: ' Grace@Example.org ', role: 'secretariat' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, ROLES])
    expect(await roles()).toEqual([`${ADA}: administrator`, `${GRACE}: secretariat`])
    expect(await grace.read('/en/account')).toContain('<li>Secretariat</li>')

    const html = await ada.read(ROLES)
    const [adaId, graceId] = [await publicIdOf(world, ADA), await publicIdOf(world, GRACE)]
    expect(wordsOf(html)).toContain('2 roles have been given')
    expect(wordsOf(row(html, graceId))).toBe(`${graceId} Secretariat ${GRACE} 2 March 2026 at 09:30 UTC Ada Take away from ${graceId}`)
    expect(wordsOf(row(html, 'Ada'))).toBe(
      `Ada Administrator ${ADA} 24 February 2026 at 12:00 UTC Whoever runs the site, by a command Take away from Ada`,
    )
    expect(await record()).toEqual([
      { actor: null, kind: 'administrator-appointed', subject: adaId },
      { actor: adaId, kind: 'secretariat-appointed', subject: graceId },
    ])
  })

  test('of an administrator makes one at once', async () => {
    const ada = await anAdministrator(world, ADA)
    const grace = aVisitor(world)
    await grace.signIn(GRACE)
    await ada.post(ROLES, { email: GRACE, role: 'administrator' })
    expect((await grace.get(ROLES)).status).toBe(200)
  })

  test('is taken away, and with it what it opened', async () => {
    const ada = await anAdministrator(world, ADA)
    const bob = await anAdministrator(world, BOB, 'Bob')
    const answer = await ada.post(ROLES, await office('administrator', BOB))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, ROLES])
    expect(await roles()).toEqual([`${ADA}: administrator`])
    expect((await bob.get(ROLES)).status).toBe(404)
    expect((await record()).at(-1)).toEqual({
      actor: await publicIdOf(world, ADA),
      kind: 'administrator-ended',
      subject: await publicIdOf(world, BOB),
    })
  })

  test('of the secretariat is taken away alone: other roles of the same person stay', async () => {
    const ada = await anAdministrator(world, ADA)
    await signedInAs(world, 'secretariat', BOB)
    await anAdministrator(world, BOB)
    await ada.post(ROLES, await office('secretariat', BOB))
    expect(await roles()).toEqual([`${ADA}: administrator`, `${BOB}: administrator`])
    expect((await record()).at(-1)).toMatchObject({ kind: 'secretariat-ended' })
  })

  test('that was taken away already is gone, and nothing more is written down', async () => {
    const ada = await anAdministrator(world, ADA)
    await signedInAs(world, 'secretariat', BOB)
    const button = await office('secretariat', BOB)
    await ada.post(ROLES, button)
    const before = await record()
    expect((await ada.post(ROLES, button)).status).toBe(303)
    expect(await record()).toEqual(before)
  })

  test('can be laid down by its owner, where somebody else remains', async () => {
    const ada = await anAdministrator(world, ADA)
    await anAdministrator(world, BOB)
    const answer = await ada.post(ROLES, await office('administrator', ADA))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/en/account'])
    expect(await roles()).toEqual([`${BOB}: administrator`])
  })

  test('that was given by somebody whose account is erased says no name', async () => {
    const ada = await anAdministrator(world, ADA)
    await aVisitor(world).signIn(GRACE)
    await ada.post(ROLES, { email: GRACE, role: 'secretariat' })
    const bob = await anAdministrator(world, BOB, 'Bob')
    await ada.post('/en/account/erase', {})
    const html = await bob.read(ROLES)
    expect(wordsOf(row(html, await publicIdOf(world, GRACE)))).toContain('Former participant')
    expect(html).not.toMatch(/ada/i)
  })
})

describe('what is refused comes back as it was typed, with what to do', () => {
  test.each([
    ['', 'Type the email address of the person.'],
    ['grace', 'This does not look like an email address. It should be like name@example.org.'],
    ['grace@example.org\0', 'This does not look like an email address. It should be like name@example.org.'],
    [
      'nobody@example.org',
      'No account has this address. Let the person sign in with it once, then give the role; or let whoever runs the site invite them by the command “invite”.',
    ],
    [ADA, 'This address is your own. Nobody can give themselves a role: ask another administrator.'],
    [BOB, 'This person already has this role.'],
  ])('%j', async (email, sentence) => {
    const ada = await anAdministrator(world, ADA)
    await signedInAs(world, 'secretariat', BOB)
    const before = [await roles(), await record()]
    const answer = await ada.post(ROLES, { email, role: 'secretariat' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(`<li><a href="#email">${sentence}</a></li>`)
    expect(html).toContain(`<p class="field-error" id="email-error">${sentence}</p>`)
    expect(html).toContain('<option value="secretariat" selected="">Secretariat</option>')
    expect([await roles(), await record()]).toEqual(before)
    expect(await world.db.selectFrom('accounts.person').select('id').execute()).toHaveLength(2)
  })

  test('a role that is none', async () => {
    const ada = await anAdministrator(world, ADA)
    const answer = await ada.post(ROLES, { email: GRACE, role: 'emperor' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('<li><a href="#role">Choose one of the roles.</a></li>')
  })

  test.each(['', 'administrator', 'emperor:aaaaaaaaaa', "administrator:' or ''='", 'administrator:aaaaaaaaaa'])(
    'a button that is none does nothing: %j',
    async (end) => {
      const ada = await anAdministrator(world, ADA)
      expect((await ada.post(ROLES, { end })).status).toBe(303)
      expect(await roles()).toEqual([`${ADA}: administrator`])
    },
  )

  test('the last administrator', async () => {
    const ada = await anAdministrator(world, ADA)
    await signedInAs(world, 'secretariat', BOB)
    const answer = await ada.post(ROLES, await office('administrator', ADA))
    expect(answer.status).toBe(409)
    const html = await answer.text()
    const sentence = 'This is the last administrator, and somebody has to be one. Give the role to somebody else first.'
    expect(html).toContain(`<li><a href="#end">${sentence}</a></li>`)
    expect(row(html, 'Ada')).toContain(`<p class="field-error" id="end-error">${sentence}</p>`)
    expect(html.match(/id="end"/g)).toHaveLength(1)
    expect(await roles()).toEqual([`${ADA}: administrator`, `${BOB}: secretariat`])
    // Another's role of the secretariat is nobody's last.
    expect((await ada.post(ROLES, await office('secretariat', BOB))).status).toBe(303)
  })

  test('a form from another site', async () => {
    const ada = await anAdministrator(world, ADA)
    await aVisitor(world).signIn(GRACE)
    const forged = await ada.post(ROLES, { email: GRACE, role: 'administrator' }, { origin: 'https://evil.example' })
    expect(forged.status).toBe(403)
    expect(await roles()).toEqual([`${ADA}: administrator`])
  })
})

describe('two administrators at the same moment', () => {
  test('who take away each other’s role leave one', async () => {
    const ada = await anAdministrator(world, ADA)
    const bob = await anAdministrator(world, BOB)
    const [his, hers] = [await office('administrator', BOB), await office('administrator', ADA)]
    // So that both have a connection, and neither waits for one.
    await Promise.all([ada.get(ROLES), bob.get(ROLES)])
    const answers = await Promise.all([ada.post(ROLES, his), bob.post(ROLES, hers)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404])
    expect(await roles()).toHaveLength(1)
    expect((await record()).map(({ kind }) => kind)).toEqual(['administrator-appointed', 'administrator-appointed', 'administrator-ended'])
  })

  test('who both lay down theirs leave one', async () => {
    const ada = await anAdministrator(world, ADA)
    const bob = await anAdministrator(world, BOB)
    const [his, hers] = [await office('administrator', BOB), await office('administrator', ADA)]
    const answers = await Promise.all([ada.post(ROLES, hers), bob.post(ROLES, his)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await roles()).toHaveLength(1)
  })

  test('who give one person the same role give it once', async () => {
    const ada = await anAdministrator(world, ADA)
    const bob = await anAdministrator(world, BOB)
    await aVisitor(world).signIn(GRACE)
    const form = { email: GRACE, role: 'secretariat' }
    const answers = await Promise.all([ada.post(ROLES, form), bob.post(ROLES, form)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
    expect((await record()).filter(({ kind }) => kind === 'secretariat-appointed')).toHaveLength(1)
  })
})

test('the database itself lets nobody raise themselves', async () => {
  await anAdministrator(world, ADA)
  await aVisitor(world).signIn(GRACE)
  const { id } = await world.db
    .selectFrom('accounts.address')
    .where('email', '=', GRACE)
    .select('person_id as id')
    .executeTakeFirstOrThrow()
  const own = { person_id: id, role: 'administrator', given_at: world.now() } as const
  await expect(
    world.db
      .insertInto('accounts.role')
      .values({ ...own, given_by: id })
      .execute(),
  ).rejects.toThrow(/check constraint/)
  await world.db
    .insertInto('accounts.role')
    .values({ ...own, given_by: null })
    .execute()
})

test('the page asks the database as often for many as for few', async () => {
  const ada = await anAdministrator(world, ADA)
  const asked = async () => {
    world.queries()
    await ada.get(ROLES)
    return world.queries()
  }
  const few = await asked()
  for (const name of ['bob', 'carl', 'dora', 'emil']) await signedInAs(world, 'secretariat', `${name}@example.org`)
  expect(await asked()).toBe(few)
})
