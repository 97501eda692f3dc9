/** What a row of a flat file says, in the columns of the stocktaking. */
import {
  type ActivityRecord,
  codeOf,
  countryOf,
  currencyOf,
  dateOf,
  decimalOf,
  digestOf,
  firstOfEach,
  goalOf,
  identifierOf,
  instantOf,
  integerOf,
  languageOf,
  lineOf,
  ownCopy,
  percentageOf,
  proseOf,
  type RecordRefusal,
  targetOf,
} from '../iati/index.ts'
import type { Row } from './row-rules.ts'

/** The record of a row, or why it is refused. Its `xml` is the row as lines of column and value. */
export function recordOfRow(row: Row): ActivityRecord | RecordRefusal {
  const identifier = identifierOf(row.value('identifier'))
  if (typeof identifier !== 'string') return identifier
  const reporter = reporterOf(row)
  if (reporter === null) return { identifier, reason: 'noReporter', params: {} }
  const text = textOf(row)
  if (text.title === null) return { identifier, reason: 'noTitle', params: {} }
  const written = row.canonical()
  return {
    identifier,
    updatedAt: instantOf(row.value('updated')),
    reporter,
    texts: [text],
    ...generalOf(row),
    ...datesOf(row),
    ...partsOf(row),
    digest: digestOf(written),
    xml: written,
  }
}

function reporterOf(row: Row): ActivityRecord['reporter'] | null {
  const identifier = codeOf(row.code('reporter-identifier'))
  if (identifier === null) return null
  const name = lineOf(row.value('reporter'))
  const names = name === null ? [] : [{ language: languageOf(row.value('language')), text: name }]
  return { identifier: ownCopy(identifier), type: codeOf(row.code('reporter-type')), names, secondary: false }
}

function textOf(row: Row): ActivityRecord['texts'][number] {
  return {
    language: languageOf(row.value('language')),
    title: lineOf(row.value('title')),
    description: proseOf(row.value('description')),
    objectives: proseOf(row.value('objectives')),
    targetGroups: proseOf(row.value('target-groups')),
    other: null,
  }
}

function generalOf(row: Row): Pick<ActivityRecord, 'language' | 'currency' | 'hierarchy' | 'status' | 'scope'> {
  const language = languageOf(row.value('language'))
  return {
    language: language === 'und' ? null : language,
    currency: currencyOf(row.value('currency')),
    hierarchy: integerOf(row.value('hierarchy'), 0, 32767),
    status: integerOf(row.value('status'), 1, 6),
    scope: integerOf(row.value('scope'), 1, 8),
  }
}

function datesOf(row: Row): Pick<ActivityRecord, 'startPlanned' | 'startActual' | 'endPlanned' | 'endActual'> {
  return {
    startPlanned: dateOf(row.value('start-planned')),
    startActual: dateOf(row.value('start-actual')),
    endPlanned: dateOf(row.value('end-planned')),
    endActual: dateOf(row.value('end-actual')),
  }
}

function partsOf(row: Row) {
  const sectors = sectorsOf(row)
  return {
    participants: roles.flatMap(([field, role]) => participantsOf(row, field, role)),
    countries: countriesOf(row),
    regions: regionsOf(row),
    places: [],
    sectors,
    goals: goalsOf(sectors),
    lines: [...new Set(row.values('line').flatMap((slug) => codeOf(slug)?.toLowerCase() ?? []))],
    budgets: [],
    transactions: transactionsOf(row),
    results: [],
  }
}

/** IATI OrganisationRole. */
const roles = [
  ['funding', 1],
  ['accountable', 2],
  ['extending', 3],
  ['implementing', 4],
] as const

function participantsOf(row: Row, field: (typeof roles)[number][0], role: number): ActivityRecord['participants'] {
  const names = row.values(field)
  const identifiers = row.values(`${field}-identifier`)
  const types = row.values(`${field}-type`)
  const count = Math.max(names.length, identifiers.length)
  return Array.from({ length: count }, (_, i) => {
    const identifier = codeOf(identifiers[i])
    const name = lineOf(names[i] ?? '')
    return {
      identifier: identifier === null ? null : ownCopy(identifier),
      name: name === null ? null : ownCopy(name),
      language: name === null ? null : languageOf(row.value('language')),
      type: codeOf(types[i]),
      role,
    }
  }).filter(({ identifier, name }) => identifier !== null || name !== null)
}

/** Many programs read Namibia's code, NA, as "nothing known" and write nothing; the name beside it still says which country it is. */
function countriesOf(row: Row): ActivityRecord['countries'] {
  const written = row.values('country')
  const codes = written.length === 0 && row.value('country-name').trim() === 'Namibia' ? ['NA'] : written
  const percentages = row.values('country-percentage')
  const countries = codes.flatMap((one, i) => {
    const code = countryOf(one)
    return code === null ? [] : [{ code, percentage: percentageOf(percentages[i]) }]
  })
  return firstOfEach(countries, ({ code }) => code)
}

function regionsOf(row: Row): ActivityRecord['regions'] {
  const vocabularies = row.values('region-vocabulary')
  const percentages = row.values('region-percentage')
  const regions = row.values('region').flatMap((written, i) => {
    const code = codeOf(written)
    return code === null ? [] : [{ vocabulary: codeOf(vocabularies[i]) ?? '1', code, percentage: percentageOf(percentages[i]) }]
  })
  return firstOfEach(regions, ({ vocabulary, code }) => `${vocabulary} ${code}`)
}

/** What IATI 1.0x called the vocabularies of sectors. */
const formerVocabularies: ReadonlyMap<string, string> = new Map([
  ['DAC', '1'],
  ['DAC-3', '2'],
  ['COFOG', '3'],
  ['NACE', '4'],
  ['NTEE', '5'],
  ['ADT', '6'],
  ['RO', '99'],
  ['RO2', '98'],
])

function sectorsOf(row: Row): ActivityRecord['sectors'] {
  const vocabularies = row.values('sector-vocabulary')
  const names = row.values('sector-name')
  const percentages = row.values('sector-percentage')
  const sectors = row.values('sector').flatMap((written, i) => {
    const code = codeOf(written)
    const stated = codeOf(vocabularies[i]) ?? '1'
    const vocabulary = formerVocabularies.get(stated) ?? stated
    return code === null ? [] : [{ vocabulary, code, name: lineOf(names[i] ?? ''), percentage: percentageOf(percentages[i]) }]
  })
  return firstOfEach(sectors, ({ vocabulary, code }) => `${vocabulary} ${code}`)
}

/** IATI SectorVocabulary 7 and 8. */
function goalsOf(sectors: ActivityRecord['sectors']): string[] {
  const goals = sectors.map(({ vocabulary, code }) => (vocabulary === '7' ? goalOf(code) : vocabulary === '8' ? targetOf(code) : null))
  return [...new Set(goals.filter((goal) => goal !== null))]
}

/** IATI TransactionType. */
const totals = [
  ['total-incoming', '1'],
  ['total-commitment', '2'],
  ['total-disbursement', '3'],
  ['total-expenditure', '4'],
  ['total-interest', '5'],
  ['total-loan-repayment', '6'],
  ['total-reimbursement', '7'],
] as const

/** A total stands for all transactions of its type. Over mixed currencies it is no amount, and zero says that there were none. */
function transactionsOf(row: Row): ActivityRecord['transactions'] {
  const written = row.value('total-currency')
  const currency = currencyOf(written)
  if (written !== '' && currency === null) return []
  return totals.flatMap(([field, type]) => {
    const value = decimalOf(row.value(field))
    return value === null || Number(value) === 0 ? [] : [{ type, happenedOn: null, valueOn: null, currency, value }]
  })
}
