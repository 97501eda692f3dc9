/** Somebody with a role, signed in. */
import { aVisitor } from '../../../test/visitor.ts'
import type { World } from '../../../test/world.ts'
import type { Role } from '../../platform/auth.ts'
import { invite } from '../index.ts'

export async function signedInAs(world: World, role: Role, email: string, name = '') {
  const visitor = aVisitor(world)
  await visitor.post(`/en/sign-in/${await invite(world.db, email, role, world.now())}`, {})
  if (name !== '') await visitor.post('/en/account', { name, language: 'en' })
  return visitor
}

export function anAdministrator(world: World, email = 'ada@example.org', name = 'Ada') {
  return signedInAs(world, 'administrator', email, name)
}

/** The public identifier of the account that an address opens. */
export async function publicIdOf(world: World, email: string): Promise<string> {
  const { publicId } = await world.db
    .selectFrom('accounts.address')
    .innerJoin('accounts.person', 'accounts.person.id', 'accounts.address.person_id')
    .where('email', '=', email)
    .select('public_id as publicId')
    .executeTakeFirstOrThrow()
  return publicId
}
