/**
 * What IATI's schema of activities, version 2.03, says of each element: its attributes, and what is in it in which order.
 * Source: iati-activities-schema.xsd and iati-common.xsd of https://github.com/IATI/IATI-Schemas, commit 4c9ba1e (2024-10-22).
 */
import { lexical, type ValueType } from './value-types.ts'

/** `children` are in the schema's order, by name. `text` is the type of what stands in an element that has no elements of IATI in it. */
export type Shape = {
  attributes: ReadonlyMap<string, ValueType>
  required: readonly string[]
  /** Whether attributes of other namespaces may stand on it. */
  open: boolean
  children: ReadonlyMap<string, Part>
  needed: readonly Part[]
  text: ValueType | null
}

/** A child: its place among the others, and how often it may be there. */
export type Part = { place: number; least: 0 | 1; many: boolean; shape: Shape }

/**
 * By name: attributes (`!`: must be there, `:`: its type if not a string, `closed`: none of other namespaces), then content (`?`, `*` and `+`
 * as usual, `:`: its shape where the name alone does not tell; `=` and a type where it is text).
 */
const WRITTEN: Readonly<Record<string, readonly [attributes: string, content: string]>> = {
  'iati-activity': [
    'last-updated-datetime:dateTime default-currency humanitarian:boolean hierarchy:int linked-data-uri:anyURI budget-not-provided',
    `iati-identifier:string reporting-org title:text description:typed-text+ participating-org+ other-identifier* activity-status:code
     activity-date+ contact-info* activity-scope:code? recipient-country* recipient-region* location* sector* tag* country-budget-items?
     humanitarian-scope* policy-marker* collaboration-type:code? default-flow-type:code? default-finance-type:code?
     default-aid-type:aid-type* default-tied-status:code? budget* planned-disbursement* capital-spend? transaction* document-link*
     related-activity* legacy-data* conditions? result* crs-add? fss?`,
  ],
  narrative: ['', '=string'],
  string: ['', '=string'],
  uri: ['', '=anyURI'],
  number: ['', '=decimal'],
  text: ['', 'narrative+'],
  'typed-text': ['type', 'narrative+'],
  code: ['code!', ''],
  date: ['iso-date!:date', ''],
  value: ['currency value-date!:date', '=decimal'],
  'reporting-org': ['ref! type! secondary-reporter:boolean', 'narrative+'],
  'participating-org': ['ref type role! activity-id crs-channel-code', 'narrative*'],
  'other-identifier': ['ref! type!', 'owner-org?'],
  'owner-org': ['ref', 'narrative*'],
  'activity-date': ['type! iso-date!:date', 'narrative*'],
  'contact-info': [
    'type',
    `organisation:text? department:text? person-name:text? job-title:text? telephone:string* email:string* website:uri*
     mailing-address:text*`,
  ],
  'recipient-country': ['code! percentage:decimal', 'narrative*'],
  'recipient-region': ['code! vocabulary vocabulary-uri:anyURI percentage:decimal', 'narrative*'],
  location: [
    'ref',
    `location-reach:code? location-id* name:text? description:text? activity-description:text? administrative* point? exactness:code?
     location-class:code? feature-designation:code?`,
  ],
  'location-id': ['code! vocabulary!', ''],
  administrative: ['code! vocabulary! level:nonNegativeInteger', ''],
  point: ['srsName!', 'pos'],
  pos: ['closed', '=string'],
  sector: ['vocabulary vocabulary-uri:anyURI code! percentage:decimal', 'narrative*'],
  tag: ['code! vocabulary! vocabulary-uri:anyURI', 'narrative*'],
  'country-budget-items': ['vocabulary!', 'budget-item+'],
  'budget-item': ['code! percentage:decimal', 'description:text?'],
  'humanitarian-scope': ['type! vocabulary! vocabulary-uri:anyURI code!', 'narrative*'],
  'policy-marker': ['vocabulary vocabulary-uri:anyURI code! significance', 'narrative*'],
  'aid-type': ['code! vocabulary', ''],
  budget: ['type status', 'period-start:date period-end:date value'],
  'planned-disbursement': ['type', 'period-start:date period-end:date? value provider-org? receiver-org?'],
  'provider-org': ['ref provider-activity-id type', 'narrative*'],
  'receiver-org': ['ref receiver-activity-id type', 'narrative*'],
  'capital-spend': ['percentage!:decimal', ''],
  transaction: [
    'ref humanitarian:boolean',
    `transaction-type:code transaction-date:date value description:text? provider-org? receiver-org? disbursement-channel:code?
     sector:sector-of-transaction* recipient-country:country-of-transaction? recipient-region:region-of-transaction? flow-type:code?
     finance-type:code? aid-type* tied-status:code?`,
  ],
  'sector-of-transaction': ['vocabulary vocabulary-uri:anyURI code!', 'narrative*'],
  'country-of-transaction': ['code!', 'narrative*'],
  'region-of-transaction': ['code! vocabulary vocabulary-uri:anyURI', 'narrative*'],
  'document-link': ['url!:anyURI format!', 'title:text description:text? category:code+ language:code* document-date:date?'],
  'related-activity': ['ref! type! closed', ''],
  'legacy-data': ['name! value! iati-equivalent:NMTOKEN closed', ''],
  conditions: ['attached!:boolean', 'condition*'],
  condition: ['type! closed', 'narrative+'],
  result: ['type! aggregation-status:boolean', 'title:text description:text? document-link* reference:result-reference* indicator+'],
  'result-reference': ['code! vocabulary! vocabulary-uri:anyURI', ''],
  indicator: [
    'measure! ascending:boolean aggregation-status:boolean',
    'title:text description:text? document-link* reference:indicator-reference* baseline* period*',
  ],
  'indicator-reference': ['vocabulary! code! indicator-uri:anyURI', ''],
  baseline: ['iso-date:date year!:positiveInteger value', 'location:location-of-result* dimension* document-link* comment:text?'],
  period: ['', 'period-start:date period-end:date target:measured* actual:measured*'],
  measured: ['value closed', 'location:location-of-result* dimension* comment:text? document-link*'],
  'location-of-result': ['ref', ''],
  dimension: ['name value', ''],
  'crs-add': ['', 'other-flags* loan-terms? loan-status? channel-code:closed-string?'],
  'closed-string': ['closed', '=string'],
  'closed-number': ['closed', '=decimal'],
  'other-flags': ['code! significance!:boolean', ''],
  'loan-terms': [
    'rate-1:decimal rate-2:decimal',
    'repayment-type:code? repayment-plan:code? commitment-date:date? repayment-first-date:date? repayment-final-date:date?',
  ],
  'loan-status': [
    'year!:decimal currency value-date!:date',
    'interest-received:closed-number? principal-outstanding:closed-number? principal-arrears:closed-number? interest-arrears:closed-number?',
  ],
  fss: ['extraction-date!:date priority:boolean phaseout-year:decimal', 'forecast*'],
  forecast: ['year!:decimal currency value-date:date', '=decimal'],
}

const shapes = new Map<string, Shape>()
const typeOf = (written: string | undefined): ValueType => lexical(written ?? 'string')

/** The shape of a record; those of all that may be in it hang on it. */
export const ACTIVITY = shapeOf('iati-activity')

function shapeOf(name: string): Shape {
  const known = shapes.get(name)
  if (known !== undefined) return known
  const written = WRITTEN[name]
  if (written === undefined) throw new Error(`${name} is not written down here`)
  const [attributes, content] = written
  const words = attributes.split(' ').filter((word) => word !== '' && word !== 'closed')
  const children = content.startsWith('=') ? [] : content.split(/\s+/).filter((word) => word !== '')
  const parts = children.map(partOf)
  const shape: Shape = {
    attributes: new Map(words.map((word) => [word.split(/[!:]/, 1)[0] ?? '', typeOf(word.split(':')[1])])),
    required: words.filter((word) => word.includes('!')).map((word) => word.split('!', 1)[0] ?? ''),
    open: !attributes.includes('closed'),
    children: new Map(parts),
    needed: parts.map(([, part]) => part).filter(({ least }) => least === 1),
    text: content.startsWith('=') ? typeOf(content.slice(1)) : null,
  }
  shapes.set(name, shape)
  return shape
}

function partOf(written: string, place: number): [name: string, part: Part] {
  const [, name = '', shape, often = ''] = /^([\w-]+)(?::([\w-]+))?([?*+]?)$/.exec(written) ?? []
  const part: Part = {
    place,
    least: often === '' || often === '+' ? 1 : 0,
    many: often === '*' || often === '+',
    shape: shapeOf(shape ?? name),
  }
  return [name, part]
}
