/** For whom a person may act: for an organisation as its representative or a deputy, and with it for the groups it belongs to. */
import type { Standing } from './rules.ts'

export type As = 'representative' | 'deputy'

/** What a person is to an organisation now. */
export type Role = { stakeholder: number; as: As; standing: Standing }

/** That an organisation is a member of a group, for a region (M49) where it stands for one. */
export type Membership = { group: number; standing: Standing; member: number; region: string | null }

/** One way to act for a stakeholder; `through`: the member of the group by which it is. */
export type Act = { stakeholder: number; as: As; through: { member: number; region: string | null } | null }

/** Every way in which a person may act. For what is held back nobody acts, and who is a representative needs to be no deputy. */
export function actsOf(roles: readonly Role[], memberships: readonly Membership[]): Act[] {
  const own = roles.filter(({ stakeholder, as, standing }) => standing !== 'held' && !(as === 'deputy' && represents(roles, stakeholder)))
  const direct = own.map(({ stakeholder, as }) => ({ stakeholder, as, through: null }))
  const through = own.flatMap(({ stakeholder: member, as }) =>
    memberships
      .filter((membership) => membership.member === member && membership.standing !== 'held')
      .map(({ group, region }) => ({ stakeholder: group, as, through: { member, region } })),
  )
  return [...direct, ...through]
}

const represents = (roles: readonly Role[], stakeholder: number) =>
  roles.some((role) => role.stakeholder === stakeholder && role.as === 'representative')

/** How somebody acts for one stakeholder. `regions`: M49 codes within which; null: all of it. `members`: of the group, by which it is. */
export type How = { as: As; regions: readonly string[] | null; members: readonly number[] }

/** How a person may act for a stakeholder: of several ways the widest; null: they may not. */
export function howIn(acts: readonly Act[], stakeholder: number): How | null {
  const ways = acts.filter((act) => act.stakeholder === stakeholder)
  if (ways.length === 0) return null
  const regions = ways.map(({ through }) => through?.region ?? null)
  const named = regions.filter((region) => region !== null)
  return {
    as: ways.some(({ as }) => as === 'representative') ? 'representative' : 'deputy',
    regions: named.length < regions.length ? null : [...new Set(named)].sort(),
    members: ways.flatMap(({ through }) => (through === null ? [] : [through.member])),
  }
}
