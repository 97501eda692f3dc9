/** What the database itself refuses of notices, digests and preferences. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { aVisitor } from '../../../test/visitor.ts'
import { aWorld, type World } from '../../../test/world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
  await aVisitor(world).signIn('ada@example.org')
  await aVisitor(world).signIn('bob@example.org')
  await run(notice('1, null, null'))
  await run(digest(1, '2026-02-24'))
})

const run = (statement: string) => sql.raw(statement).execute(world.db)
const AT = "'2026-02-24T12:00:00Z'"
/** Of Ada; `rest`: what it is about, when it was told, in which digest. */
const notice = (rest: string) =>
  `insert into accounts.notice (person_id, purpose, kind, at, about, told_at, digest_id) values (1, 'organisations', 'representative-asked', ${AT}, ${rest})`
const digest = (person: number, day: string) => `insert into accounts.digest (person_id, day, made_at) values (${person}, '${day}', ${AT})`
const address = (id: number) =>
  `insert into accounts.address (person_id, email, confirmed_at, gets_mail) values (1, 'ada-${id}@example.com', ${AT}, true)`

test.each([
  ['that one thing waits twice', [notice('1, null, null')], 'notice_waits_once'],
  ['two digests on one day', [digest(1, '2026-02-24')], 'digest_person_id_day_key'],
  ['a notice in a digest of somebody else', [digest(2, '2026-02-24'), notice(`2, ${AT}, 2`)], 'notice_digest_id_person_id_fkey'],
  ['what is in a digest and waits', [notice('2, null, 1')], 'what_is_in_a_digest_is_told'],
  ['what was told before it was so', [notice("2, '2026-02-24T11:59:59Z', null")], 'notice_check'],
  ['two addresses that mails go to', [address(1), address(2)], 'address_for_mail'],
  [
    'a frequency that is none',
    [`insert into accounts.preference (person_id, purpose, frequency, changed_at) values (1, 'organisations', 'hourly', ${AT})`],
    'preference_frequency_check',
  ],
])('%s', async (_, statements, constraint) => {
  const last = statements.at(-1) ?? ''
  for (const before of statements.slice(0, -1)) await run(before)
  await expect(run(last)).rejects.toThrow(constraint)
})

test('and takes the same in order: told once and waiting again, the next day, in her own digest', async () => {
  for (const statement of [
    notice(`1, ${AT}, 1`),
    notice(`1, ${AT}, null`),
    notice('2, null, null'),
    digest(1, '2026-02-25'),
    digest(2, '2026-02-24'),
    address(1),
  ])
    await run(statement)
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from accounts.notice`.execute(world.db)
  expect(rows).toEqual([{ count: 4 }])
})
