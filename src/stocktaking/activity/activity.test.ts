import { beforeEach, describe, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { mainOf, wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { startRun } from '../../platform/events.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const page = (activity: { publicId: string }, language = 'en') => world.read(`/${language}/activities/${activity.publicId}`)
const words = async (activity: { publicId: string }, language?: string) => wordsOf(await page(activity, language))

describe('an activity', () => {
  test('that is not there has no page', async () => {
    expect((await world.get('/en/activities/aaaaaaaaaa')).status).toBe(404)
    expect((await world.get('/en/activities/Robert;drop')).status).toBe(404)
  })

  test('says on which lines it is, and why', async () => {
    const activity = await anActivity(world.db, {
      lines: {
        c2: {},
        c4: { basis: 'suggested', sector: '22040' },
        'c7-e-health': { basis: 'suggested', sector: '12220', word: 'telemedicine' },
      },
      sectors: [{ vocabulary: '1', code: '12220' }],
    })
    const text = await words(activity)
    expect(text).toContain('C2Infrastructure stated by its reporter')
    expect(text).toContain('C4Capacity building suggested, because of sector 22040 C7')
    expect(text).toContain('C7E-health suggested, because of sector 12220 Basic health care and the word “telemedicine” in its text')
    expect(text).toContain('Nobody has confirmed a suggestion yet.')
    expect(await words(activity, 'ar')).toContain('مقترح، بسبب القطاع 12220 Basic health care وكلمة «telemedicine» في نصه')
  })

  test('names each partner once, with its roles, and links to those with an identifier', async () => {
    const { id, publicId } = await aStakeholder(world.db, {
      identifier: 'KE-GOV-1',
      type: 'government',
      names: { en: 'Ministry of Health' },
    })
    const activity = await anActivity(world.db, {
      participants: [
        { stakeholder_id: id, name: 'MoH', language: 'en', type: 'government', role: 4 },
        { name: 'Nyeri Radio', language: 'en', type: 'business', role: 2 },
        { stakeholder_id: id, name: 'MoH', language: 'en', type: 'government', role: 1 },
        { name: 'Somebody', language: 'en', type: 'not-stated' },
      ],
    })
    expect(mainOf(await page(activity))).toContain(
      `<a href="/en/stakeholders/${publicId}"><bdi lang="en" dir="ltr">Ministry of Health</bdi></a>`,
    )
    const text = await words(activity)
    expect(text).toContain(
      'Ministry of Health funding implementing Government Nyeri Radio accountable Business Somebody not stated Type not stated',
    )
    expect(text).not.toContain('MoH')
  })

  test('stands in the language of its reader, with the others folded', async () => {
    const activity = await anActivity(world.db, {
      texts: {
        en: { title: 'Radio', description: 'News for villages.' },
        ar: { title: 'الإذاعة', description: 'أخبار القرى.' },
        es: { title: 'La radio', description: 'Noticias.', origin: 'machine' },
        und: { title: 'Redio' },
      },
    })
    const arabic = mainOf(await page(activity, 'ar'))
    expect(arabic).toContain('<h1><bdi lang="ar" dir="rtl">الإذاعة</bdi></h1>')
    expect(arabic).toContain('<div class="text" lang="ar" dir="rtl"><p>أخبار القرى.</p></div>')
    expect(arabic).toMatch(/<details><summary>الإنجليزية<\/summary>.*<h3 lang="en" dir="ltr">Radio<\/h3>/s)
    const english = await words(activity)
    expect(english).toContain('Spanish This text is in Spanish. Translated by a machine. La radio Noticias.')
    expect(english).toContain('A language that is not stated Redio')
  })

  test('tells dates as planned and as they were', async () => {
    const activity = await anActivity(world.db, {
      start_planned: '2024-01-01',
      start_actual: '2024-03-01',
      end_planned: '2026-12-31',
    })
    expect(await words(activity)).toContain('Start 1 March 2024 1 January 2024, as planned End 31 December 2026, as planned')
  })

  test('says where it is', async () => {
    const activity = await anActivity(world.db, {
      scope: 4,
      countries: ['KE'],
      regions: [
        { vocabulary: '2', code: '202', percentage: '40' },
        { vocabulary: '1', code: '298' },
      ],
      places: [{ name: 'Nyeri', latitude: -0.42, longitude: 36.95 }, { name: 'Mombasa' }],
    })
    const text = await words(activity)
    expect(text).toContain('Countries Kenya')
    expect(text).toContain('Regions Africa, regional Sub-Saharan Africa 40%')
    expect(text).toContain('Nyeri -0.420, 36.950 Mombasa')
    expect(text).toContain('Scope National')
  })

  test('calls sectors and regions by their names, and says of which list a code is', async () => {
    const activity = await anActivity(world.db, {
      sectors: [
        { vocabulary: '1', code: '22040' },
        { vocabulary: '1', code: '22010', name: 'Digital policy' },
        { vocabulary: '99', code: 'A7' },
        { vocabulary: '10', code: '5', name: 'Emergency telecommunications' },
        { vocabulary: '7', code: '3' },
      ],
      regions: [{ vocabulary: '99', code: 'Sahel' }],
    })
    const text = await words(activity)
    expect(text).toContain(
      'Sectors Digital policy code 22010 of the OECD DAC list Information and communication technology (ICT) code 22040 of the OECD DAC list ' +
        'Emergency telecommunications code 5 of IATI vocabulary 10 code A7 of a list of the publisher',
    )
    expect(text).toContain('Regions region Sahel of a list of the publisher')
  })

  test('that is a prize winner says so, with the page that names it and nothing invented', async () => {
    const { public_id: publicId } = await world.db
      .selectFrom('stocktaking.activity')
      .select('public_id')
      .where('identifier', '=', 'actionlines:wsis-prize-2015-c7-e-health')
      .executeTakeFirstOrThrow()
    const html = await page({ publicId })
    const text = wordsOf(html)
    expect(text).toMatch(/A prize winner of 2015, as named by WSIS Project Prizes 2015[^.]*\. No description of it is on record\./)
    expect(html).toContain('href="http://groups.itu.int/stocktaking/WSISProjectPrizes.aspx"')
    expect(text).toContain('C7E-health stated by its source')
    expect(text).not.toContain('What it is about')
    expect(html).not.toContain(`/activities/${publicId}.xml`)
    expect(html).toContain(`/activities/${publicId}.json`)
  })

  test('that was withdrawn says so', async () => {
    const activity = await anActivity(world.db, { withdrawn_at: new Date('2026-01-31T00:00:00Z') })
    expect(await words(activity)).toContain('Withdrawn on 31 January 2026.')
  })

  test('says where it is from, since when it is here and which versions there were', async () => {
    const { id, publicId } = await aStakeholder(world.db)
    const activity = await anActivity(world.db, {
      reporter_id: id,
      reporter_secondary: true,
      dataset: 'villages-2024.xml',
      source_updated_at: new Date('2025-05-01T08:30:00Z'),
    })
    const html = await page(activity)
    expect(html).toContain(`<a href="/en/stakeholders/${publicId}">`)
    const text = wordsOf(html)
    expect(text).toContain('Reported by Village Networks which reports on the work of others')
    expect(text).toMatch(/File of its publisher villages-2024\.xml Date of the record 1 May 2025 at 08:30 UTC/)
    expect(text).toContain('Identifier KE-NGO-1-telemedicine')
    expect(text).not.toContain('version')
  })

  test('tells its versions where there was more than one', async () => {
    const { id: activity_id, publicId } = await anActivity(world.db, { version: 2, source_updated_at: new Date('2026-01-02T00:00:00Z') })
    const run_id = await startRun(world.db, 'import-iati', new Date('2026-02-01T10:00:00Z'))
    const at = { recorded_at: new Date('2026-02-01T10:00:00Z'), source_updated_at: new Date('2026-01-02T00:00:00Z') }
    await world.db
      .insertInto('stocktaking.activity_version')
      .values({ activity_id, version: 2, run_id, digest: Buffer.alloc(32), record: '<iati-activity/>', ...at })
      .execute()
    expect(await words({ publicId })).toContain(
      '2 versions 1 February 2026 at 10:00 UTC, from the record of 2 January 2026 at 00:00 UTC 12 May 2025 at 09:00 UTC Take it away',
    )
  })

  test('escapes what others wrote and keeps it apart from the page', async () => {
    const nasty = '<script>alert(1)</script> "x" \u202etxt.exe'
    const activity = await anActivity(world.db, {
      identifier: nasty,
      dataset: nasty,
      texts: { und: { title: nasty, description: nasty } },
      participants: [{ name: nasty, role: 1 }],
      places: [{ name: nasty }],
      sectors: [{ vocabulary: '99', code: nasty, name: nasty }],
    })
    const html = await page(activity)
    expect(html.replace(/<script type="application\/ld\+json">[^<]*<\/script>/, '')).not.toContain('<script')
    expect(html).toContain('<h1><bdi dir="auto">&lt;script&gt;alert(1)&lt;/script&gt; &quot;x&quot; \u202etxt.exe</bdi></h1>')
    expect(html).toContain('<bdi dir="auto">&lt;script&gt;')
    expect(await world.read('/en/stocktaking')).not.toContain('<script')
  })

  test('with a megabyte of text shows its beginning, quickly, and leaves the rest to the files', async () => {
    const description = 'All is well. '.repeat(80_000)
    const activity = await anActivity(world.db, { texts: { en: { title: 'Long', description } } })
    const html = await page(activity)
    expect(html.length).toBeLessThan(20_000)
    expect(wordsOf(html)).toContain('The text goes on')
    expect(wordsOf(html)).toContain('the files have the whole of it')
    expect((await world.read('/en/stocktaking')).length).toBeLessThan(30_000)
  })

  test('asks the database as often whatever belongs to it', async () => {
    const asked = async (path: string) => {
      world.queries()
      expect((await world.get(path)).status).toBe(200)
      return world.queries()
    }
    const partner = (number: number) => ({ name: `Partner ${number}`, role: 1 })
    const one = await anActivity(world.db, { identifier: 'one', countries: ['KE'], participants: [partner(1)], lines: { c1: {} } })
    const three = await anActivity(world.db, {
      identifier: 'three',
      countries: ['KE', 'UG', 'TZ'],
      participants: [partner(1), partner(2), partner(3)],
      lines: { c1: {}, c2: {}, c3: {} },
    })
    expect(await asked(`/en/activities/${three.publicId}`)).toBe(await asked(`/en/activities/${one.publicId}`))
  })
})
