/** The pages on which persons register organisations and act for them; what is public of them is shown by the overview. */
import type { MandatesClash } from './double-merging-store.ts'
import { doublesRoutes } from './doubles-routes.tsx'
import { queue } from './queue-routes.tsx'
import { registration } from './registration-routes.tsx'
import { representativeRoutes } from './representative-routes.tsx'
import type { SharedDomains } from './representative-rules.ts'

export function stakeholderRoutes(shared: SharedDomains, mandatesClash: MandatesClash) {
  const routes = [registration, representativeRoutes(shared), doublesRoutes(mandatesClash), queue].flatMap((part) => part.routes)
  return { routes }
}
