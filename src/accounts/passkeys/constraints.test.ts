/** What the database itself refuses of passkeys, whoever writes to it. */
import type { Insertable } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor } from '../../../test/visitor.ts'
import { aWorld, type World } from '../../../test/world.ts'
import type { AccountsTables } from '../tables.ts'

let world: World
let person: number
beforeEach(async () => {
  world = await aWorld()
  await aVisitor(world).signIn('ada@example.org')
  person = (await world.db.selectFrom('accounts.person').select('id').executeTakeFirstOrThrow()).id
})

type Passkey = Insertable<AccountsTables['accounts.passkey']>
const keep = (over: Partial<Passkey> = {}) => {
  const good: Passkey = {
    person_id: person,
    credential_id: Buffer.from('a key'),
    public_key: Buffer.from('its public half'),
    counter: 0,
    transports: ['internal'],
    label: 'Phone',
    added_at: world.now(),
    used_at: null,
  }
  return world.db
    .insertInto('accounts.passkey')
    .values({ ...good, ...over })
    .execute()
}

describe('a passkey', () => {
  test('is kept once, whosever it is', async () => {
    await keep()
    await expect(keep({ label: 'Again' })).rejects.toThrow('passkey_credential_id_key')
    await keep({ credential_id: Buffer.from('another key') })
  })

  test.each<[string, Partial<Passkey>]>([
    ['without a name of its key', { credential_id: Buffer.alloc(0) }],
    ['with a name of its key that no device gives', { credential_id: Buffer.alloc(1024) }],
    ['without a key', { public_key: Buffer.alloc(0) }],
    ['used less than never', { counter: -1 }],
    ['used more often than a device can count', { counter: 2 ** 32 }],
    ['with a label that is too long', { label: 'x'.repeat(201) }],
    ['used before it was added', { used_at: new Date('2026-02-24T11:59:59Z') }],
  ])('is not kept %s', async (_, over) => {
    await expect(keep(over)).rejects.toThrow('violates check constraint')
  })

  test('belongs to somebody', async () => {
    await expect(keep({ person_id: person + 1 })).rejects.toThrow('violates foreign key constraint')
  })
})

describe('what is to be signed', () => {
  const ask = (minutes: number, hash = Buffer.alloc(32)) =>
    world.db
      .insertInto('accounts.passkey_challenge')
      .values({
        challenge_hash: hash,
        person_id: null,
        asked_at: world.now(),
        expires_at: new Date(world.now().getTime() + minutes * 60 * 1000),
      })
      .execute()

  test('stands for five minutes at most, under a hash, once', async () => {
    await expect(ask(6)).rejects.toThrow('violates check constraint')
    await expect(ask(0)).rejects.toThrow('violates check constraint')
    await expect(ask(5, Buffer.from('in plain words'))).rejects.toThrow('violates check constraint')
    await ask(5)
    await expect(ask(5)).rejects.toThrow('passkey_challenge_pkey')
  })
})
