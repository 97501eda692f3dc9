/** The pages on which persons register organisations and act for them; what is public of them is shown by the overview. */
import { acting } from './acting-routes.tsx'
import { behalf } from './behalf-routes.tsx'
import { stakeholderCorrection } from './correction-routes.tsx'
import type { MandatesClash } from './double-merging-store.ts'
import { doublesRoutes } from './doubles-routes.tsx'
import { invitations } from './invitation-routes.tsx'
import { queue } from './queue-routes.tsx'
import { registration } from './registration-routes.tsx'
import { representativeRoutes } from './representative-routes.tsx'
import type { SharedDomains } from './representative-rules.ts'
import { withdrawalRoutes } from './withdrawal-routes.tsx'
import type { HoldsMandate } from './withdrawal-store.ts'

/** What is asked of the mandates, which are known further on. */
type OfMandates = { mandatesClash: MandatesClash; holdsMandate: HoldsMandate }

export function stakeholderRoutes(shared: SharedDomains, { mandatesClash, holdsMandate }: OfMandates) {
  const withPowers = [representativeRoutes(shared), doublesRoutes(mandatesClash), withdrawalRoutes(holdsMandate)]
  const parts = [registration, acting, behalf, ...withPowers, queue, invitations, stakeholderCorrection]
  return { routes: parts.flatMap((part) => part.routes) }
}
