import { beforeEach, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { aWorld, type World } from '../../../test/world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

test('the record is given as it came, in a file of its own', async () => {
  const record = '<iati-activity xml:lang="en"><iati-identifier>KE-1</iati-identifier></iati-activity>'
  const { publicId } = await anActivity(world.db, { record })
  const answer = await world.get(`/en/activities/${publicId}.xml`)
  expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8')
  expect(await answer.text()).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03" generated-datetime="2025-05-12T09:00:00.000Z">\n${record}\n</iati-activities>\n`,
  )
})

test('what did not come as IATI has no XML', async () => {
  const { publicId } = await anActivity(world.db, { origin: 'csv', record: 'a,b' })
  expect((await world.get(`/en/activities/${publicId}.xml`)).status).toBe(404)
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
