/**
 * The catalogue of the data in JSON-LD, by DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) with what DCAT-AP asks for.
 *
 * It is the same at whatever address it is asked for: texts are in every language that is offered, addresses lead to pages in English.
 */
import type { Language, Say, View } from '../../platform/i18n.ts'
import { ABOUT, type Coverage, type DataFile, type Dataset, type Format, madeAt, pathOf } from './rules.ts'
import { strings } from './strings.ts'

const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  title: { '@id': 'dct:title', '@container': '@language' },
  description: { '@id': 'dct:description', '@container': '@language' },
  label: { '@id': 'rdfs:label', '@container': '@language' },
  modified: { '@id': 'dct:modified', '@type': 'xsd:dateTime' },
  byteSize: { '@id': 'dcat:byteSize', '@type': 'xsd:nonNegativeInteger' },
  checksumValue: { '@id': 'spdx:checksumValue', '@type': 'xsd:hexBinary' },
}

/** Lists of the Publications Office of the European Union, whose codes DCAT-AP wants. */
const AUTHORITY = 'http://publications.europa.eu/resource/authority'
const LANGUAGE_CODES: Record<Language, string> = { ar: 'ARA', zh: 'ZHO', en: 'ENG', fr: 'FRA', ru: 'RUS', es: 'SPA' }
const MEDIA = 'https://www.iana.org/assignments/media-types'
const MEDIA_TYPES: Record<Format, string> = { csv: 'text/csv', json: 'application/json', xml: 'application/xml' }
const IATI = 'https://iatistandard.org/en/iati-standard/203/'

type Key = keyof (typeof strings)['english']

export function catalogue(reader: View, datasets: readonly Dataset[], coverage: Coverage): string {
  const view = reader.in('en')
  const page = `${view.site.origin}${view.to('/data')}`
  const made = madeAt(datasets)
  const publisher = { '@id': `${view.site.origin}/#publisher`, '@type': 'foaf:Agent', 'foaf:name': 'Actionlines' }
  const catalogue = {
    '@context': CONTEXT,
    '@id': `${page}#catalogue`,
    '@type': 'dcat:Catalog',
    title: inAll(view, (t) => t('title')),
    description: inAll(view, (t) => t('description')),
    'dct:publisher': publisher,
    'dct:language': view.site.languages.map((language) => ({ '@id': `${AUTHORITY}/language/${LANGUAGE_CODES[language]}` })),
    'foaf:homepage': { '@id': page },
    'dct:rights': { '@type': 'dct:RightsStatement', label: inAll(view, (t) => t('termsText')) },
    modified: made?.toISOString(),
    'dcat:dataset': datasets.map((dataset) => ({
      ...datasetOf(view, dataset, page),
      'dct:publisher': { '@id': publisher['@id'] },
      ...(dataset.name === 'activities' ? ofActivities(coverage) : {}),
      ...(dataset.name === 'facilitators' ? since(coverage.facilitatorsSince) : {}),
    })),
  }
  return JSON.stringify(catalogue, null, 1)
}

/** A text in every language that is offered. */
function inAll(view: View, text: (t: Say<Key>) => string): Partial<Record<Language, string>> {
  return Object.fromEntries(view.site.languages.map((language) => [language, text(view.in(language).words(strings))]))
}

function datasetOf(view: View, { name, files }: Dataset, page: string) {
  const { contact } = view.site
  return {
    '@id': `${page}#${name}`,
    '@type': 'dcat:Dataset',
    'dct:identifier': name,
    title: inAll(view, (t) => t(name)),
    description: inAll(view, (t) => t(ABOUT[name].about)),
    ...(contact ? { 'dcat:contactPoint': { '@type': 'vcard:Kind', 'vcard:hasEmail': { '@id': `mailto:${contact}` } } } : {}),
    'dcat:landingPage': { '@id': page },
    'dct:accessRights': { '@id': `${AUTHORITY}/access-right/PUBLIC` },
    'dct:accrualPeriodicity': { '@id': `${AUTHORITY}/frequency/IRREG` },
    modified: files[0]?.madeAt.toISOString(),
    'dcat:distribution': files.map((file) => distributionOf(view, file, page)),
  }
}

function distributionOf(view: View, file: DataFile, page: string) {
  const { name, format, bytes, sha256 } = file
  const address = `${view.site.origin}${view.to(pathOf(file))}`
  return {
    '@id': address,
    '@type': 'dcat:Distribution',
    title: inAll(view, () => `${name}.gz`),
    'dcat:accessURL': { '@id': page },
    'dcat:downloadURL': { '@id': address },
    'dcat:mediaType': { '@id': `${MEDIA}/${MEDIA_TYPES[format]}` },
    'dct:format': { '@id': `${AUTHORITY}/file-type/${format.toUpperCase()}` },
    'dcat:compressFormat': { '@id': `${MEDIA}/application/gzip` },
    ...(name === 'activities.xml' ? { 'dct:conformsTo': { '@id': IATI, '@type': 'dct:Standard' } } : {}),
    byteSize: bytes,
    'spdx:checksum': { '@type': 'spdx:Checksum', 'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' }, checksumValue: sha256 },
    modified: file.madeAt.toISOString(),
  }
}

function ofActivities({ activities, countries }: Coverage) {
  const year = (value: number) => ({ '@value': String(value).padStart(4, '0'), '@type': 'xsd:gYear' })
  return {
    ...(activities
      ? {
          'dct:temporal': {
            '@type': 'dct:PeriodOfTime',
            'dcat:startDate': year(activities.from),
            'dcat:endDate': year(activities.until),
          },
        }
      : {}),
    'dct:spatial': countries.map((alpha3) => ({ '@id': `${AUTHORITY}/country/${alpha3}` })),
  }
}

function since(day: string | null) {
  if (day === null) return {}
  return { 'dct:temporal': { '@type': 'dct:PeriodOfTime', 'dcat:startDate': { '@value': day, '@type': 'xsd:date' } } }
}
