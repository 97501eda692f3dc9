/** The tables that the pages of the overview read: those of every slice. It has none of its own and writes to none. */
import type { AccountsTables } from '../accounts/index.ts'
import type { FacilitationTables } from '../facilitation/index.ts'
import type { FrameworkTables } from '../framework/index.ts'
import type { PlatformTables } from '../platform/events.ts'
import type { StakeholdersTables } from '../stakeholders/index.ts'
import type { StocktakingTables } from '../stocktaking/index.ts'

export type Tables = PlatformTables & FrameworkTables & AccountsTables & StakeholdersTables & FacilitationTables & StocktakingTables
