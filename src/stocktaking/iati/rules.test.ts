import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ActivitiesDocument } from './document-rules.ts'
import { type ActivityRecord, recordOf } from './rules.ts'

const OURS = 'https://lines.example/vocabulary'

/** A record with what it must have and this; `root` is for the outermost element. */
function recordWith(
  content: string,
  { attributes = '', root = '', title = '<title><narrative>Telecentres</narrative></title>' } = {},
): ActivityRecord {
  const document = new ActivitiesDocument()
  const [element] =
    document.write(`<iati-activities version="2.03" generated-datetime="2026-02-01T00:00:00Z" ${root}><iati-activity ${attributes}>
    <iati-identifier> XX-KIT-1 </iati-identifier><reporting-org ref="XX-KIT" type="22"/>${title}${content}
  </iati-activity></iati-activities>`)
  if (element === undefined || document.facts === null) throw new Error('no record')
  const record = recordOf(element, document.facts, OURS)
  if ('reason' in record) throw new Error(record.reason)
  return record
}

const text = (language: string, texts: object) => ({
  language,
  title: null,
  description: null,
  objectives: null,
  targetGroups: null,
  other: null,
  ...texts,
})

describe('a record', () => {
  test('that says no more than it must', () => {
    const record = recordWith('')
    const xml =
      '<iati-activity><iati-identifier> XX-KIT-1 </iati-identifier><reporting-org ref="XX-KIT" type="22"/><title><narrative>Telecentres</narrative></title></iati-activity>'
    expect(record).toEqual({
      identifier: 'XX-KIT-1',
      updatedAt: '2026-02-01T00:00:00.000Z',
      reporter: { identifier: 'XX-KIT', type: '22', names: [], secondary: false },
      language: null,
      currency: null,
      hierarchy: null,
      texts: [text('und', { title: 'Telecentres' })],
      status: null,
      scope: null,
      startPlanned: null,
      startActual: null,
      endPlanned: null,
      endActual: null,
      participants: [],
      countries: [],
      regions: [],
      places: [],
      sectors: [],
      goals: [],
      lines: [],
      budgets: [],
      transactions: [],
      results: [],
      digest: createHash('sha256').update(xml).digest(),
      xml,
    })
  })

  test('says when it changed, in what language and currency it is, and how it stands', () => {
    const attributes = 'last-updated-datetime="2026-01-31T01:00:00+02:00" xml:lang="fr-CA" default-currency="cad" hierarchy="2"'
    expect(recordWith('<activity-status code="2"/><activity-scope code="4"/>', { attributes })).toMatchObject({
      updatedAt: '2026-01-30T23:00:00.000Z',
      language: 'fr',
      currency: 'CAD',
      hierarchy: 2,
      status: 2,
      scope: 4,
    })
  })

  test('has its dates by their types, and of two the first', () => {
    const content = `<activity-date type="1" iso-date="2024-01-01"/><activity-date type="2" iso-date="2024-02-30"/>
      <activity-date type="2" iso-date="2024-03-01"/><activity-date type="2" iso-date="2024-04-01"/>
      <activity-date type="3" iso-date="2025-12-31Z"/><activity-date type="4"/>`
    expect(recordWith(content)).toMatchObject({
      startPlanned: '2024-01-01',
      startActual: '2024-03-01',
      endPlanned: '2025-12-31',
      endActual: null,
    })
  })
})

describe('texts', () => {
  test('are those of each language: its own, else the record’s, else the file’s', () => {
    const title =
      '<title><narrative>Télécentres</narrative><narrative xml:lang="en">Telecentres</narrative><narrative xml:lang="pt-BR">Telecentros</narrative></title>'
    const content = `<description><narrative>Un.</narrative><narrative xml:lang="sw">Moja.</narrative></description>
      <description type="1"><narrative>Deux.</narrative></description>
      <description type="2"><narrative>But.</narrative></description>
      <description type="3"><narrative>Pour qui.</narrative></description>
      <description type="4"><narrative>Autre.</narrative></description>`
    const texts = [
      text('fr', { title: 'Télécentres', description: 'Un.\n\nDeux.', objectives: 'But.', targetGroups: 'Pour qui.', other: 'Autre.' }),
      text('en', { title: 'Telecentres' }),
      text('pt', { title: 'Telecentros' }),
      text('sw', { description: 'Moja.' }),
    ]
    expect(recordWith(content, { title, attributes: 'xml:lang="fr"' }).texts).toEqual(texts)
    expect(recordWith(content, { title, root: 'xml:lang="fr"' }).texts).toEqual(texts)
  })

  test('are not those of foreign elements, nor empty ones', () => {
    const title = '<title><x:narrative xmlns:x="urn:x">No</x:narrative><narrative> </narrative><narrative>Yes</narrative></title>'
    expect(recordWith('<description><narrative/></description>', { title }).texts).toEqual([text('und', { title: 'Yes' })])
  })
})

describe('who takes part', () => {
  test('who reports has names in its languages, and may report for others', () => {
    const reporter =
      '<reporting-org ref=" XX-KIT " type="22" secondary-reporter="true"><narrative>Trust</narrative><narrative xml:lang="sw">Amana</narrative></reporting-org>'
    const document = new ActivitiesDocument()
    const [element] = document.write(
      `<iati-activities version="2.03"><iati-activity xml:lang="en"><iati-identifier>1</iati-identifier>${reporter}<title><narrative>A</narrative></title></iati-activity>`,
    )
    const record = element === undefined ? null : recordOf(element, { version: '2.03', generatedAt: null, language: undefined }, OURS)
    expect(record).toMatchObject({
      updatedAt: null,
      reporter: {
        identifier: 'XX-KIT',
        type: '22',
        secondary: true,
        names: [
          { language: 'en', text: 'Trust' },
          { language: 'sw', text: 'Amana' },
        ],
      },
    })
  })

  test('each has a reference or a name, in the record’s language if there is one', () => {
    const content = `<participating-org ref="XX-1" role="1" type="10"><narrative xml:lang="fr">Un</narrative><narrative>One</narrative></participating-org>
      <participating-org ref=" " role="4"><narrative xml:lang="fr">Deux</narrative></participating-org>
      <participating-org ref="XX-3" role="9" type=""/><participating-org role="4"/>`
    expect(recordWith(content, { attributes: 'xml:lang="en"' }).participants).toEqual([
      { identifier: 'XX-1', name: 'One', language: 'en', type: '10', role: 1 },
      { identifier: null, name: 'Deux', language: 'fr', type: null, role: 4 },
      { identifier: 'XX-3', name: null, language: null, type: null, role: null },
    ])
  })
})

describe('where', () => {
  test('countries and regions each stand once', () => {
    const content = `<recipient-country code="ke" percentage="60"/><recipient-country code="UG"/><recipient-country code="KE" percentage="40"/><recipient-country code="Kenya"/>
      <recipient-region code="289"/><recipient-region code="289" vocabulary="1" percentage="5"/><recipient-region code="014" vocabulary="2" percentage="x"/>`
    expect(recordWith(content)).toMatchObject({
      countries: [
        { code: 'KE', percentage: '60' },
        { code: 'UG', percentage: null },
      ],
      regions: [
        { vocabulary: '1', code: '289', percentage: null },
        { vocabulary: '2', code: '014', percentage: null },
      ],
    })
  })

  test('where the record says none, its transactions may', () => {
    const transaction = (code: string) => `<transaction><recipient-country code="${code}"/><sector code="22040"/></transaction>`
    const content = transaction('KE') + transaction('UG') + transaction('KE')
    expect(recordWith(content)).toMatchObject({ countries: [{ code: 'KE' }, { code: 'UG' }], sectors: [{ code: '22040' }] })
    expect(recordWith(`<recipient-country code="TZ"/><sector code="12110"/>${content}`)).toMatchObject({
      countries: [{ code: 'TZ' }],
      sectors: [{ code: '12110' }],
    })
  })

  test.each([
    ['-0.42 36.95', { latitude: -0.42, longitude: 36.95 }],
    [' -0.42,  36.95 ', { latitude: -0.42, longitude: 36.95 }],
    ['36.95', null],
    ['91 0', null],
    ['0 181', null],
    ['a b', null],
    ['', null],
  ])('the point %s', (pos, point) => {
    const content = `<location><name><narrative>Nyeri</narrative></name><point><pos>${pos}</pos></point></location><location><point><pos>${pos}</pos></point></location><location/>`
    const { places } = recordWith(content)
    expect(places).toEqual(
      point === null
        ? [{ name: 'Nyeri', latitude: null, longitude: null }]
        : [
            { name: 'Nyeri', ...point },
            { name: null, ...point },
          ],
    )
  })
})

describe('on what', () => {
  test('sectors, and the goals and lines that sectors and tags state', () => {
    const content = `<sector code="22040" percentage="100"><narrative>ICT</narrative></sector><sector vocabulary="1" code="22040"/>
      <sector vocabulary="7" code="9"/><sector vocabulary="8" code="9.C"/><sector vocabulary="99" vocabulary-uri="${OURS}" code="c2"/>
      <tag vocabulary="2" code="04"/><tag vocabulary="3" code="4.4"/><tag vocabulary="2" code="18"/><tag code="5"/><tag vocabulary="3" code="4.4"/>
      <tag vocabulary="99" vocabulary-uri=" ${OURS} " code="C7-E-Health"/><tag vocabulary="99" vocabulary-uri="https://other.example/" code="c3"/><tag vocabulary="98" vocabulary-uri="${OURS}" code="c4"/>`
    expect(recordWith(content)).toMatchObject({
      sectors: [
        { vocabulary: '1', code: '22040', name: 'ICT', percentage: '100' },
        { vocabulary: '7', code: '9' },
        { vocabulary: '8', code: '9.C' },
        { vocabulary: '99', code: 'c2' },
      ],
      goals: ['4', '4.4', '9', '9.c'],
      lines: ['c7-e-health', 'c2'],
    })
  })
})

describe('money', () => {
  test('is what is an amount', () => {
    const content = `<budget type="2" status="1"><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/><value currency="eur" value-date="2025-01-01"> 1500.50 </value></budget>
      <budget><value>1,500</value></budget><budget/>
      <transaction><transaction-type code="3"/><transaction-date iso-date="2025-02-03"/><value value-date="2025-02-30">-7</value></transaction>
      <transaction><transaction-type code="3"/><value>much</value></transaction><transaction><value>5</value></transaction>`
    expect(recordWith(content)).toMatchObject({
      budgets: [
        { type: 2, status: 1, startsOn: '2025-01-01', endsOn: '2025-12-31', valueOn: '2025-01-01', currency: 'EUR', value: '1500.50' },
      ],
      transactions: [{ type: '3', happenedOn: '2025-02-03', valueOn: null, currency: null, value: '-7' }],
    })
  })
})

test('results have indicators with a baseline and periods', () => {
  const content = `<result type="1"><title><narrative>Trained</narrative></title><indicator measure="1" ascending="0"><title><narrative xml:lang="fr">Formés</narrative></title>
      <baseline year="2024" value="0"/><baseline year="2023" value="9"/>
      <period><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/><target value="100"/><actual value=" about 90 "/></period><period/></indicator></result><result/>`
  expect(recordWith(content, { attributes: 'xml:lang="en"' }).results).toEqual([
    {
      type: 1,
      title: 'Trained',
      language: 'en',
      indicators: [
        {
          measure: 1,
          ascending: false,
          title: 'Formés',
          language: 'fr',
          baselineYear: 2024,
          baselineValue: '0',
          periods: [
            { startsOn: '2025-01-01', endsOn: '2025-12-31', target: '100', actual: 'about 90' },
            { startsOn: null, endsOn: null, target: null, actual: null },
          ],
        },
      ],
    },
    { type: null, title: null, language: null, indicators: [] },
  ])
})
