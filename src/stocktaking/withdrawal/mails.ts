/** The mail to those of the organisation that reported an activity which was withdrawn. */
import type { Renderers } from '../../platform/outbox.ts'
import { withdrawnMail } from '../../stakeholders/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { withdrawnBy } from './store.ts'

export const stocktakingMails = {
  'activity-withdrawn': async (tx, view, { withdrawal }) => {
    const withdrawn = await withdrawnBy(tx, Number(withdrawal), view.language)
    return withdrawn && withdrawnMail(view, { ...withdrawn, path: `/activities/${withdrawn.publicId}` })
  },
} as const satisfies Renderers<StocktakingTables>
