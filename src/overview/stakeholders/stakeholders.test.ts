import { beforeEach, describe, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { mainOf, wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { publicIdOf } from '../../stakeholders/index.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const words = async (path: string) => wordsOf(await world.read(path))
const page = (identifier: string, language = 'en') => world.read(`/${language}/stakeholders/${publicIdOf(identifier)}`)

describe('the list of stakeholders', () => {
  test('is by name, with type, country, mandates and activities', async () => {
    const { id } = await aStakeholder(world.db, { names: { en: 'Aalborg Radio' }, country: 'DK' })
    await anActivity(world.db, { identifier: 'reported', reporter_id: id, participants: [{ stakeholder_id: id, role: 1 }] })
    await anActivity(world.db, { identifier: 'joined', participants: [{ stakeholder_id: id, role: 4 }] })
    const text = await words('/en/stakeholders')
    expect(text).toContain('Activities Aalborg Radio Named by an import Civil society Denmark no mandates 2 activities')
    expect(text).toContain('Association for Progressive Communications (APC) Civil society 2 mandates no activities')
  })

  test('can be asked for one type', async () => {
    const text = await words('/en/stakeholders?type=civil-society')
    expect(text).toContain('2 stakeholders, by name')
    expect(text).not.toContain('UNESCO')
    expect(await words('/en/stakeholders?type=business')).toContain(
      'No stakeholder on record is all of this. Take something off, or look for another name.',
    )
  })

  test('has 20 on a page, which keep their type', async () => {
    for (let number = 0; number < 21; number += 1) await aStakeholder(world.db, { identifier: `x${number}`, type: 'academia' })
    const html = await world.read('/en/stakeholders?type=academia')
    expect([...mainOf(html).matchAll(/<th scope="row">/g)]).toHaveLength(20)
    expect(html).toContain('<a rel="next" href="/en/stakeholders?type=academia&amp;page=2">')
    expect((await world.get('/en/stakeholders?type=academia&page=3')).status).toBe(404)
  })

  test.each([
    ['type=ngo', '“ngo” is not a type of stakeholder. Choose one from the list.'],
    ['type=%3Ci%3E', '“<i>” is not a type of stakeholder. Choose one from the list.'],
    ['page=-1', '“-1” is not the number of a page.'],
  ])('refuses %s in words', async (query, sentence) => {
    const answer = await world.get(`/en/stakeholders?${query}`)
    expect(answer.status).toBe(400)
    expect(wordsOf(await answer.text())).toContain(sentence)
  })

  test('asks the database as often for three as for one', async () => {
    const asked = async () => {
      world.cache.changed(null)
      world.queries()
      await world.get('/en/stakeholders?type=academia')
      return world.queries()
    }
    await asked()
    await aStakeholder(world.db, { identifier: 'one', type: 'academia' })
    const one = await asked()
    await aStakeholder(world.db, { identifier: 'two', type: 'academia' })
    const { id } = await aStakeholder(world.db, { identifier: 'three', type: 'academia' })
    await anActivity(world.db, { reporter_id: id })
    expect(await asked()).toBe(one)
  })
})

describe('a stakeholder', () => {
  test('that is not there has no page', async () => {
    expect((await world.get('/en/stakeholders/aaaaaaaaaa')).status).toBe(404)
  })

  test('has its names, type, country, website and source', async () => {
    const html = await page('XM-DAC-41303')
    expect(mainOf(html)).toContain('<h1><bdi lang="en" dir="ltr">International Telecommunication Union</bdi></h1>')
    const text = wordsOf(html)
    expect(text).toContain('Acronym ITU Type International organisation')
    expect(text).toContain('Country Switzerland Website https://www.itu.int')
    expect(html).toContain('<bdi lang="ar" dir="rtl">الاتحاد الدولي للاتصالات</bdi>')
    expect(mainOf(await page('XM-DAC-41303', 'ar'))).toContain('<h1><bdi lang="ar" dir="rtl">الاتحاد الدولي للاتصالات</bdi></h1>')
  })

  test('has its mandates as at today, with since or attested, and source', async () => {
    const text = wordsOf(await page('XM-DAC-41304'))
    expect(text).toContain('Mandates as at 24 February 2026')
    expect(text).toContain('The whole plan lead agency named 18 November 2005 Tunis Agenda for the Information Society')
    expect(text).toMatch(/C9Media focal point provisional attested 24 February 2006 UNESCO and WSIS/)
  })

  test('that is an organ takes no part in decisions', async () => {
    expect(wordsOf(await page('actionlines:ecosoc'))).toContain('It is named in the list, but takes no part in decisions.')
  })

  test('that is a group has its members, and they name the group', async () => {
    const text = wordsOf(await page('actionlines:un-regional-commissions'))
    expect(text).toContain('5 members as at 24 February 2026. They have one say together, which any of them may give.')
    expect(text).toContain('Economic Commission for Africa (ECA)')
    expect(wordsOf(await page('XM-DAC-41103'))).toContain('Member of UN Regional Commissions')
  })

  test('that an import names says so, and that it has nothing yet', async () => {
    await aStakeholder(world.db, { identifier: 'KE-1' })
    const text = wordsOf(await page('KE-1'))
    expect(text).toContain('This organisation is here because an import names it: a record of an activity, or a list of organisations.')
    expect(text).toContain('Neither a mandate nor an activity of it is on record.')
  })

  test('has what it reports and, apart, what it takes part in, with its roles', async () => {
    const { id } = await aStakeholder(world.db, { identifier: 'KE-1' })
    const taking = (role: number) => ({ stakeholder_id: id, role })
    await anActivity(world.db, {
      identifier: 'own',
      texts: { en: { title: 'Own work' } },
      reporter_id: id,
      participants: [taking(4), taking(1)],
    })
    await anActivity(world.db, { identifier: 'others', texts: { en: { title: 'Joint work' } }, participants: [taking(2)] })
    const text = wordsOf(await page('KE-1'))
    expect(text).toContain('Activities that it reports 1 activity Own work Village Networks funding implementing')
    expect(text).toContain('Activities in which it takes part, reported by others 1 activity Joint work accountable')
  })

  test('is shown as it is written, apart from the page', async () => {
    await aStakeholder(world.db, { identifier: 'x', names: { und: '<b>"Radio"\u202e</b>' }, acronym: '<i>' })
    const html = await page('x')
    expect(html).toContain('<h1><bdi dir="auto">&lt;b&gt;&quot;Radio&quot;\u202e&lt;/b&gt;</bdi></h1>')
    expect(html).not.toContain('<i>')
  })
})
