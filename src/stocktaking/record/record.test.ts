import { beforeEach, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { aWorld, type World } from '../../../test/world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

/** What makes an entry one that IATI can hold. */
async function aReportedEntry() {
  const reporter = await aStakeholder(world.db)
  return {
    reporter_id: reporter.id,
    language: 'en',
    status: 2,
    start_planned: '2024-01-01',
    texts: { en: { title: 'Telemedicine', description: 'By radio.' } },
    participants: [{ stakeholder_id: reporter.id, name: 'VN', language: 'en', type: 'civil-society', role: 4 }],
  }
}

test('an entry is a file of IATI of its own, made from its columns', async () => {
  const { publicId } = await anActivity(world.db, {
    ...(await aReportedEntry()),
    origin: 'csv',
    record: 'a,b',
    lines: { 'c7-e-health': {} },
  })
  const answer = await world.get(`/en/activities/${publicId}.xml`)
  expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8')
  expect(await answer.text()).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03" generated-datetime="2025-05-12T09:00:00.000Z">
<!-- Entries of this selection: 1. Here: 1. None is left out. -->
<iati-activity xml:lang="en"><iati-identifier>KE-NGO-1-telemedicine</iati-identifier><reporting-org ref="KE-NGO-1" type="21">` +
      '<narrative>Village Networks</narrative></reporting-org><title><narrative>Telemedicine</narrative></title>' +
      '<description type="1"><narrative>By radio.</narrative></description>' +
      '<participating-org ref="KE-NGO-1" role="4" type="21"><narrative>VN</narrative></participating-org><activity-status code="2"/>' +
      '<activity-date iso-date="2024-01-01" type="1"/>' +
      '<tag code="c7-e-health" vocabulary="99" vocabulary-uri="https://actionlines.org/vocabulary/wsis"/>' +
      `</iati-activity>
</iati-activities>
`,
  )
  expect(await world.read(`/en/activities/${publicId}`)).toContain(`/activities/${publicId}.xml`)
})

test('an entry that lacks what IATI requires has no XML, and its page does not offer any', async () => {
  const { publicId } = await anActivity(world.db, { ...(await aReportedEntry()), texts: { en: { title: 'Telemedicine' } } })
  expect((await world.get(`/en/activities/${publicId}.xml`)).status).toBe(404)
  expect(await world.read(`/en/activities/${publicId}`)).not.toContain(`/activities/${publicId}.xml`)
  expect((await world.get('/en/activities/aaaaaaaaaa.xml')).status).toBe(404)
  expect((await world.get('/en/activities/aaaaaaaaaa.json')).status).toBe(404)
})

test('everything kept of an activity is in its JSON, in our words', async () => {
  const reporter = await aStakeholder(world.db)
  const { publicId } = await anActivity(world.db, {
    reporter_id: reporter.id,
    status: 2,
    start_planned: '2024-01-01',
    texts: { en: { title: 'Telemedicine', description: 'By radio.' } },
    lines: { 'c7-e-health': { basis: 'suggested', sector: '12220', word: 'telemedicine' } },
    countries: ['KE'],
    participants: [{ stakeholder_id: reporter.id, name: 'VN', language: 'en', type: 'civil-society', role: 4 }],
    transactions: [{ type: '3', currency: 'USD', value: '10.50', happened_on: '2024-02-01' }],
  })
  const whole = JSON.parse(await world.read(`/en/activities/${publicId}.json`))
  expect(whole).toMatchObject({
    id: publicId,
    identifier: 'KE-NGO-1-telemedicine',
    origin: 'iati',
    reporter: { id: reporter.publicId, identifier: 'KE-NGO-1', secondary: false },
    texts: [{ language: 'en', origin: 'original', title: 'Telemedicine', description: 'By radio.' }],
    lines: [{ line: 'c7-e-health', basis: 'suggested', sector: '12220', word: 'telemedicine' }],
    status: 'implementation',
    start: { planned: '2024-01-01', actual: null },
    participants: [{ stakeholder: reporter.publicId, name: 'VN', type: 'civil-society', role: 'implementing' }],
    countries: [{ country: 'KE', percentage: null }],
    transactions: [{ type: 'disbursement', happenedOn: '2024-02-01', currency: 'USD', value: '10.50' }],
    updatedAt: '2025-05-12T09:00:00.000Z',
    withdrawnAt: null,
  })
})

test('text that XML or HTML would read as markup stays text', async () => {
  const { publicId } = await anActivity(world.db, { texts: { en: { title: '</script>"\u202e' } } })
  expect(JSON.parse(await world.read(`/en/activities/${publicId}.json`)).texts[0].title).toBe('</script>"\u202e')
})
