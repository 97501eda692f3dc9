/** The pages on which persons register organisations and act for them; what is public of them is shown by the overview. */
import { stakeholderCorrection } from './correction-routes.tsx'
import { queue } from './queue-routes.tsx'
import { registration } from './registration-routes.tsx'
import { representativeRoutes } from './representative-routes.tsx'
import type { SharedDomains } from './representative-rules.ts'

export function stakeholderRoutes(shared: SharedDomains) {
  return { routes: [...registration.routes, ...representativeRoutes(shared).routes, ...queue.routes, ...stakeholderCorrection.routes] }
}
