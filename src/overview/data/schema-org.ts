/** The data page for search engines of data: a catalogue of data sets in the terms of schema.org. */
import type { View } from '../../platform/i18n.ts'
import { ABOUT, type Dataset, pathOf } from './rules.ts'
import { strings } from './strings.ts'

const MEDIA_TYPES = { csv: 'text/csv', json: 'application/json', xml: 'application/xml' } as const

export function dataCatalog(view: View, datasets: readonly Dataset[]) {
  const t = view.words(strings)
  const address = (path: string) => `${view.site.origin}${view.to(path)}`
  return {
    '@type': 'DataCatalog',
    name: t('title'),
    description: t('description'),
    url: address('/data'),
    inLanguage: view.language,
    dataset: datasets.map(({ name, files }) => ({
      '@type': 'Dataset',
      name: t(name),
      description: t(ABOUT[name].about),
      url: `${address('/data')}#${name}`,
      isAccessibleForFree: true,
      dateModified: files[0]?.madeAt.toISOString(),
      distribution: files.map((file) => ({
        '@type': 'DataDownload',
        contentUrl: address(pathOf(file)),
        encodingFormat: [MEDIA_TYPES[file.format], 'application/gzip'],
        contentSize: `${file.bytes} B`,
        sha256: file.sha256,
      })),
    })),
  }
}
