/** The pages on which persons register organisations and act for them; what is public of them is shown by the overview. */
import { invitations } from './invitation-routes.tsx'
import { queue } from './queue-routes.tsx'
import { registration } from './registration-routes.tsx'
import { representativeRoutes } from './representative-routes.tsx'
import type { SharedDomains } from './representative-rules.ts'
import { withdrawalRoutes } from './withdrawal-routes.tsx'
import type { HoldsMandate } from './withdrawal-store.ts'

export function stakeholderRoutes(shared: SharedDomains, holdsMandate: HoldsMandate) {
  return {
    routes: [
      ...registration.routes,
      ...representativeRoutes(shared).routes,
      ...queue.routes,
      ...invitations.routes,
      ...withdrawalRoutes(holdsMandate).routes,
    ],
  }
}
