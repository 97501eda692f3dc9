/** The pages on which persons register organisations and act for them; what is public of them is shown by the overview. */
import { acting } from './acting-routes.tsx'
import { behalf } from './behalf-routes.tsx'
import type { MandatesClash } from './double-merging-store.ts'
import { doublesRoutes } from './doubles-routes.tsx'
import { queue } from './queue-routes.tsx'
import { registration } from './registration-routes.tsx'
import { representativeRoutes } from './representative-routes.tsx'
import type { SharedDomains } from './representative-rules.ts'

export function stakeholderRoutes(shared: SharedDomains, mandatesClash: MandatesClash) {
  const parts = [registration, acting, behalf, representativeRoutes(shared), doublesRoutes(mandatesClash), queue]
  return { routes: parts.flatMap((part) => part.routes) }
}
