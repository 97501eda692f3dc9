/** The list of facilitators as a data set, in the terms of schema.org. */
import type { View } from '../platform/i18n.ts'
import { strings } from './strings.ts'

/** @param since the day of the first list; null before any is loaded */
export function facilitatorsDataset(view: View, since: string | null) {
  const t = view.words(strings)
  const address = `${view.site.origin}${view.to('/facilitators')}`
  return {
    '@type': 'Dataset',
    name: t('title'),
    description: t('description'),
    url: address,
    inLanguage: view.language,
    isAccessibleForFree: true,
    temporalCoverage: since === null ? undefined : `${since}/..`,
    distribution: [
      { '@type': 'DataDownload', contentUrl: `${address}.csv`, encodingFormat: 'text/csv' },
      { '@type': 'DataDownload', contentUrl: `${address}.json`, encodingFormat: 'application/json' },
    ],
  }
}
