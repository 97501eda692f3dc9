import { beforeEach, describe, expect, test } from 'vitest'
import { aSource, aState, withMandates } from '../../test/mandates.ts'
import { aWorld, type World } from '../../test/world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

/** A page as its readers see it: [proposed], _civil society_, *focal point*. */
function listOn(html: string): Record<string, string> {
  const rows = [
    ...html.matchAll(/<tr><th scope="row"><a class="badge [^"]+" href="\/..\/lines\/([^"]+)">.*?<td><ul class="who">(.*?)<\/ul>/g),
  ]
  return Object.fromEntries(rows.map(([, line = '', cell = '']) => [line, asWritten(cell)]))
}

function asWritten(cell: string): string {
  return cell
    .replace(/<span class="hidden">.*?<\/span>/g, '')
    .replace(/<\/?i>/g, '_')
    .replace(/<\/?b>/g, '*')
    .replace(/<\/li><li>/g, '/')
    .replace(/<[^>]+>/g, '')
}

const ANNEX_2006 = {
  c1: 'ECOSOC/UN Regional Commissions/ITU/[UN DESA]',
  c2: 'ITU/[_APC_]',
  c3: 'ITU/*UNESCO*/[FAO]/[UNIDO]',
  c4: 'UNDP/UNESCO/ITU/UNCTAD/[UN DESA]/[FAO]/[UNIDO]',
  c5: 'ITU',
  c6: 'ITU/UNDP/UN Regional Commissions/UNCTAD/[UN DESA]/[UNIDO]/[_APC_]',
  'c7-e-government': '[UN DESA]/UNDP/ITU',
  'c7-e-business': 'WTO/UNCTAD/ITU/UPU',
  'c7-e-learning': '*UNESCO*/ITU/UNIDO',
  'c7-e-health': 'WHO/ITU',
  'c7-e-employment': 'ILO/ITU',
  'c7-e-environment': 'WHO/WMO/UNEP/UN-Habitat/ITU/ICAO',
  'c7-e-agriculture': 'FAO/ITU',
  'c7-e-science': '*UNESCO*/ITU/UNCTAD/[WHO]',
  c8: '*UNESCO*',
  c9: '*UNESCO*',
  c10: '*UNESCO*/ECOSOC/[WHO]/[_ECPAT Int’l_]',
  c11: 'UN Regional Commissions/UNDP/ITU/UNESCO/ECOSOC/[UN DESA]',
}

/** What texts of later that year add: the focal points that they attest. */
const SINCE = {
  c1: 'ECOSOC/UN Regional Commissions/ITU/[*UN DESA*]',
  c4: '*UNDP*/UNESCO/ITU/UNCTAD/[UN DESA]/[FAO]/[UNIDO]',
  c6: 'ITU/*UNDP*/UN Regional Commissions/UNCTAD/[UN DESA]/[UNIDO]/[_APC_]',
  'c7-e-agriculture': '*FAO*/ITU',
}

describe('the list of facilitators', () => {
  test('is the revised annex on its day', async () => {
    expect(listOn(await world.read('/en/facilitators?on=2006-02-24'))).toEqual(ANNEX_2006)
  })

  test('is what is known today', async () => {
    const html = await world.read('/en/facilitators')
    expect(listOn(html)).toEqual({ ...ANNEX_2006, ...SINCE })
    expect(html).toContain('As recorded on 24 February 2006: <a')
    expect(html).toContain('18 lines, 15 proposals, as at 24 February 2026')
  })

  test('is the annex of Tunis until the day before the meeting', async () => {
    const html = await world.read('/en/facilitators?on=2006-02-23')
    const withoutAdditions = Object.entries(ANNEX_2006).map(([line, cell]) => [
      line,
      cell
        .split('/')
        .filter((name) => !name.startsWith('['))
        .join('/')
        .replaceAll('*', ''),
    ])
    expect(listOn(html)).toEqual(Object.fromEntries(withoutAdditions))
    expect(html).toContain('As recorded on 18 November 2005')
    expect(html).toContain('18 lines, no proposals, as at 23 February 2006')
  })

  test('is empty before the first, and says since when there is one', async () => {
    const html = await world.read('/en/facilitators?on=2005-11-17')
    expect(listOn(html)).toEqual({})
    expect(html).toContain(
      'On 17 November 2005 there was no list yet. The first is of <a href="/en/facilitators?on=2005-11-18">18 November 2005</a>.',
    )
  })

  test('says that it is indicative, and how it is to be read', async () => {
    const html = await world.read('/en/facilitators')
    expect(html).toContain('The list is indicative and non-exhaustive.')
    expect(html).toContain('<ins>[brackets]</ins>: proposed')
    expect(html).toContain('<i>Italics</i>: civil society')
    expect(html).toContain('<b>Bold</b>: focal point')
  })

  test('says every mark in words too', async () => {
    const html = await world.read('/en/facilitators')
    expect(html).toContain('<bdi lang="en" dir="ltr">APC</bdi></a></i>]</ins><span class="hidden">, proposed, civil society</span>')
    expect(html).toContain('<ins>[<b><a href="/en/stakeholders/neffokwpol"><bdi lang="en" dir="ltr">UN DESA</bdi></a></b>]</ins>')
    expect(html).toContain('<span class="hidden">, proposed, provisional focal point</span>')
    expect(html).toContain('<span class="hidden">, co-facilitator</span>')
  })

  test('names the lead agencies and the paragraph that made them so', async () => {
    const [, sentence = ''] = /Leading facilitating agencies of the whole plan: (.*?)<\/p>/.exec(await world.read('/en/facilitators')) ?? []
    expect(sentence.replace(/<[^>]+>/g, '')).toBe(
      'ITU / UNESCO / UNDP (Tunis Agenda for the Information Society (WSIS-05/TUNIS/DOC/6(Rev.1)), paragraph 109).',
    )
  })

  test('has a heading row for C7, above its eight', async () => {
    const html = await world.read('/en/facilitators')
    expect(html).toMatch(
      /<tbody><tr><th scope="rowgroup" colspan="3"><a class="badge c7" href="\/en\/lines\/c7">.*?ICT [Aa]pplications<\/bdi><\/th><\/tr>/,
    )
  })

  test('calls the organisations by their names in Arabic', async () => {
    const html = await world.read('/ar/facilitators?on=2006-02-24')
    expect(listOn(html)['c7-e-health']).toBe('منظمة الصحة العالمية/الاتحاد الدولي للاتصالات')
  })

  test('can be corrected by a mail that names the row, where there is somebody to write to', async () => {
    expect(await world.read('/en/facilitators')).toContain('<a href="mailto:desk@example.org?subject=Correction%20%C2%B7%20c7-e-health">')
    const { app } = await world.build({ CONTACT: '' })
    expect(await (await app.request('/en/facilitators')).text()).not.toContain('mailto:')
  })

  test('needs as many queries with one mandate more', async () => {
    await world.read('/en/facilitators?on=2005-11-18&compare=2005-11-17')
    const few = world.queries()
    await world.read('/en/facilitators?on=2006-09-14&compare=2005-11-18')
    expect(world.queries()).toBe(few)
  })
})

describe('what changed', () => {
  const changes = async (query: string) => {
    const [, table = ''] = (await world.read(`/en/facilitators?${query}`)).split('<h2>')
    return [...table.matchAll(/<tr>(?:<th[^>]*>(.*?)<\/th>)?<td>(.*?)<\/td><td>(.*?)<\/td><td class="small">(.*?)<\/td>/g)].map(
      ([, line = '', ...cells]) =>
        [/lines\/([^"]+)/.exec(line)?.[1] ?? '"', ...cells.map((cell) => cell.replace(/<[^>]+>/g, ''))].join(' · '),
    )
  }

  test('between Tunis and the meeting, by line and by which source', async () => {
    const rows = await changes('on=2006-02-24&compare=2005-11-18')
    const report =
      'Summary Report: Consultation Meeting of WSIS Action Line Facilitators/Moderators, Geneva, 24 February 2006: revised list of facilitators/moderators and provisional focal points'
    expect(rows.slice(0, 4)).toEqual([
      `c1 · Proposed: UN DESA · 24 February 2006 · ${report}`,
      `c2 · Proposed: APC · 24 February 2006 · ${report}`,
      'c3 · Provisional focal point: UNESCO · attested 24 February 2006 · UNESCO and WSIS – Geneva Plan of Action: Planning multi-stakeholder implementation',
      `" · Proposed: FAO / UNIDO · 24 February 2006 · ${report}`,
    ])
    expect(rows).toHaveLength(15)
  })

  test('is told from the earlier day to the later, whichever is shown', async () => {
    expect(await changes('on=2005-11-18&compare=2006-02-24')).toEqual(await changes('on=2006-02-24&compare=2005-11-18'))
  })

  test('is nothing where nothing did', async () => {
    const html = await world.read('/en/facilitators?on=2006-01-01&compare=2005-12-01')
    expect(html).toContain('Nothing changed between 1 December 2005 and 1 January 2006.')
  })

  test('is told of a mandate that another state follows, on the day and by the source of that', async () => {
    await withMandates(world, async () => {
      const letter = await aSource(world.db, { title: 'Letter of the facilitators of C2', date: '2006-10-12' })
      await aState(world.db, { line: 'c2', who: 'US-EIN-943287156', state: 'endorsed', since: '2006-10-12', source: letter })
      expect(await changes('on=2006-10-12&compare=2006-10-11')).toEqual([
        'c2 · Endorsed: APC · 12 October 2006 · Letter of the facilitators of C2',
      ])
      expect(listOn(await world.read('/en/facilitators?on=2006-10-11')).c2).toBe('ITU/[_APC_]')
      expect(listOn(await world.read('/en/facilitators?on=2006-10-12')).c2).toBe('ITU/_APC_')
    })
  })
})

describe('a day that is none', () => {
  test.each(['2006-02-30', '24/02/2006', 'yesterday', '0000-01-01', '"><script>'])(
    '%s comes back as typed, with a sentence beside the field',
    async (typed) => {
      const answer = await world.get(`/en/facilitators?on=${encodeURIComponent(typed)}`)
      expect(answer.status).toBe(400)
      const html = await answer.text()
      expect(html).toContain('<a href="#on">As at: Write a date as year, month and day, for example 2026-02-24</a>')
      expect(html).toContain('<p class="field-error" id="on-error">Write a date as year, month and day, for example 2026-02-24</p>')
      expect(html).toContain(
        `value="${typed.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}" aria-invalid="true" aria-describedby="on-error"`,
      )
    },
  )

  test('is refused for a file in one sentence', async () => {
    const answer = await world.get('/en/facilitators.csv?on=soon')
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('“soon” is no date: write year, month and day, for example 2026-02-24')
  })
})

describe('the list as a file', () => {
  test('has one row a mandate, in the words of the record', async () => {
    const answer = await world.get('/en/facilitators.csv')
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    const [header, ...rows] = (await answer.text()).replace('\uFEFF', '').trim().split('\r\n')
    expect(header).toBe(
      'line,position,stakeholder,stakeholder_identifier,type,role,state,since,attested_on,until,source,source_date,source_url',
    )
    const tunis = 'Tunis Agenda for the Information Society (WSIS-05/TUNIS/DOC/6(Rev.1))'
    expect(rows[0]).toBe(
      `plan,1,International Telecommunication Union,XM-DAC-41303,international-organisation,lead,named,2005-11-18,,,${tunis},2005-11-18,http://www.itu.int/net/wsis/docs2/tunis/off/6rev1.html`,
    )
    expect(rows.filter((row) => row.includes(',proposed,'))).toHaveLength(15)
    expect(rows.find((row) => row.startsWith('c8,') && row.includes('focal-point'))).toContain(',focal-point,provisional,,2006-02-24,,')
  })

  test('compares as the page does, one row a mandate that changed', async () => {
    const text = await world.read('/en/facilitators.csv?on=2006-02-24&compare=2005-11-18')
    const [header, ...rows] = text.replace('\uFEFF', '').trim().split('\r\n')
    expect(header).toBe('line,change,stakeholder,stakeholder_identifier,type,role,date,source,source_date,source_url')
    expect(rows.filter((row) => row.includes(',proposed,'))).toHaveLength(15)
    expect(rows.filter((row) => row.includes(',provisional,')).map((row) => row.split(',')[0])).toEqual([
      'c3',
      'c7-e-learning',
      'c7-e-science',
      'c8',
      'c9',
      'c10',
    ])
    const { from, to, changes } = JSON.parse(await world.read('/en/facilitators.json?on=2006-02-24&compare=2005-11-18'))
    expect({ from, to, changes: changes.length }).toEqual({ from: '2005-11-18', to: '2006-02-24', changes: rows.length })
  })

  test('has the same filter', async () => {
    const { on, mandates } = JSON.parse(await world.read('/en/facilitators.json?on=2005-11-18'))
    expect(on).toBe('2005-11-18')
    expect(mandates.some(({ state }: { state: string }) => state === 'proposed')).toBe(false)
    expect(mandates[3]).toEqual({
      line: 'c1',
      position: 1,
      stakeholder: 'Economic and Social Council',
      stakeholder_identifier: 'actionlines:ecosoc',
      type: 'international-organisation',
      role: 'facilitator',
      state: 'named',
      since: '2005-11-18',
      attested_on: null,
      until: null,
      source: 'Tunis Agenda for the Information Society (WSIS-05/TUNIS/DOC/6(Rev.1)), annex',
      source_date: '2005-11-18',
      source_url: 'http://www.itu.int/net/wsis/docs2/tunis/off/6rev1.html',
    })
    expect(JSON.parse(await world.read('/en/facilitators.json?on=2005-11-17')).mandates).toEqual([])
  })

  test('names the organisations in the language of the page', async () => {
    const { mandates } = JSON.parse(await world.read('/ar/facilitators.json'))
    expect(mandates[0].stakeholder).toBe('الاتحاد الدولي للاتصالات')
  })
})
