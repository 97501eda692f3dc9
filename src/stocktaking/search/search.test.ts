import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import type { Db } from '../../app.tsx'
import { indexActivities } from './index.ts'

let world: World
const anEmptyWorld = async () => {
  world = await aWorld()
}

const page = (typed: string, more = '') => world.read(`/en/stocktaking?q=${encodeURIComponent(typed)}${more}`)
/** The titles of the page that answers, in their order. */
const found = async (typed: string, more = '') =>
  [...(await page(typed, more)).matchAll(/<h3><a [^>]*>(.*?)<\/a><\/h3>/g)].map(([, title = '']) => title.replace(/<\/?mark>/g, ''))

let number = 0
/** An activity with a title; each was changed an hour after the one before. */
const titled = (title: string, more: Parameters<typeof anActivity>[1] = {}) =>
  anActivity(world.db, {
    identifier: `n${++number}`,
    texts: { en: { title } },
    updated_at: new Date(Date.UTC(2026, 0, 1, number)),
    ...more,
  })

describe('the order of what is found', () => {
  beforeEach(anEmptyWorld)

  test('is titles, organisations and identifiers, descriptions, results; the latest change first among those that match as well', async () => {
    await titled('Telemedicine for the islands')
    await titled('Islands and their telemedicine')
    await titled('Doctors at sea', { participants: [{ name: 'The Telemedicine Society', role: 4 }] })
    await titled('Nurses at sea', { identifier: 'XX-telemedicine' })
    await titled('Beds', { texts: { en: { title: 'Beds', description: 'For telemedicine, telemedicine and telemedicine. '.repeat(20) } } })
    const { id } = await titled('Outcomes')
    await world.db.transaction().execute(async (tx: Db) => {
      const result = { activity_id: id, position: 1, title: 'Telemedicine reaches all islands', language: 'en' }
      await tx.insertInto('stocktaking.activity_result').values(result).execute()
      await indexActivities(tx, [id])
    })
    expect(await found('telemedicine')).toEqual([
      'Islands and their telemedicine',
      'Telemedicine for the islands',
      'Nurses at sea',
      'Doctors at sea',
      'Beds',
      'Outcomes',
    ])
  })

  test('has a phrase of an organisation before one that a description repeats', async () => {
    const texts = { en: { title: 'Beds', description: 'Of the digital village in the digital village. '.repeat(30) } }
    await titled('Doctors', { participants: [{ name: 'Digital Village Trust', role: 4 }] })
    await titled('Beds', { texts })
    await titled('Village of the digital', { participants: [{ name: 'A', role: 4 }] })
    await titled('A digital village')
    expect(await found('"digital village"')).toEqual(['A digital village', 'Doctors', 'Beds'])
  })

  test('can be that of change, record or start', async () => {
    await titled('Radio one', { recorded_at: new Date('2026-01-03'), start_planned: '2001-01-01' })
    await titled('Radio two', { recorded_at: new Date('2026-01-01'), start_planned: '2003-01-01' })
    await titled('Two things: radio and radio', { recorded_at: new Date('2026-01-02'), start_planned: '2002-01-01' })
    expect(await found('radio', '&sort=updated')).toEqual(['Two things: radio and radio', 'Radio two', 'Radio one'])
    expect(await found('radio', '&sort=newest')).toEqual(['Radio one', 'Two things: radio and radio', 'Radio two'])
    expect(await found('radio', '&sort=start')).toEqual(['Radio two', 'Two things: radio and radio', 'Radio one'])
  })
})

describe('what is found', () => {
  beforeAll(async () => {
    await anEmptyWorld()
    const { id } = await aStakeholder(world.db, {
      identifier: 'KE-1',
      names: { en: 'Village Networks', ar: 'شبكات القرى' },
      acronym: 'VINE',
    })
    await titled('Radio for the islands', { reporter_id: id })
    await titled('Radio and television', {
      texts: { en: { title: 'Radio and television' }, fr: { title: 'La radio', description: 'Avec la télévision à l’école.' } },
    })
    await titled('Radio at school', { texts: { en: { title: 'Radio at school' }, fr: { title: 'La radio', description: 'À l’école.' } } })
    await titled('HIV/AIDS.Prevention', { participants: [{ name: '农村网络中心', role: 4 }] })
    await titled('Only a name', { texts: { de: { title: 'Bücher für Straßen' } } })
    await titled('', { texts: {}, identifier: 'XX-NIL-7' })
    await titled('Withdrawn radio', { withdrawn_at: new Date('2026-01-05') })
  })

  test.each([
    ['an inflected word', 'island networking', ['Radio for the islands']],
    ['all words', 'radio island', ['Radio for the islands']],
    ['words in any order', 'television radio', ['Radio and television']],
    ['one or the other', 'island OR television', ['Radio and television', 'Radio for the islands']],
    ['a phrase', '"radio and television"', ['Radio and television']],
    ['no phrase in another order', '"television radio"', []],
    ['a word that a slash or a full stop joins to another', 'aids prevention', ['HIV/AIDS.Prevention']],
    ['the reporter by any of its names', 'شبكات', ['Radio for the islands']],
    ['the reporter by its acronym', 'vine', ['Radio for the islands']],
    ['an organisation in Chinese beside an English title', '网络 hiv', ['HIV/AIDS.Prevention']],
    ['a text in another language', 'ecole', ['Radio at school', 'Radio and television']],
    ['words of the languages of one activity, each where it is', 'école network', []],
    ['sharp s as ss', 'strassen', ['Bücher für Straßen']],
    ['one without any text, by its identifier', 'nil', ['XX-NIL-7']],
    ['nothing that was withdrawn', 'withdrawn', []],
    ['nothing by words that say nothing', 'the', []],
    ['the rest where some words say nothing', 'the island', ['Radio for the islands']],
  ])('%s: %s', async (_, typed, titles) => expect(await found(typed)).toEqual(titles))

  test.each([
    ['in its title', 'radio -television', ['Radio at school', 'Radio for the islands']],
    ['in another language', 'radio -école', ['Radio for the islands']],
    ['without its accent', 'radio -ecole', ['Radio for the islands']],
    ['as a phrase', 'radio -"radio at school"', ['Radio and television', 'Radio for the islands']],
    ['of its reporter', 'radio -networks', ['Radio at school', 'Radio and television']],
    ['as a word that says nothing', 'island -the', ['Radio for the islands']],
  ])('not one that has what is left out %s: %s', async (_, typed, titles) => expect(await found(typed)).toEqual(titles))

  test('is everything but what is left out, where nothing else is asked', async () => {
    expect(wordsOf(await page('-radio'))).toContain('20 activities found for -radio')
    expect(await found('-radio')).not.toContain('Radio at school')
    expect(wordsOf(await page('-the'))).toContain('23 activities found for -the')
  })

  test('counts and filters go together', async () => {
    await titled('Radio of Kenya', { countries: ['KE'] })
    expect(await found('radio', '&country=ke')).toEqual(['Radio of Kenya'])
  })
})

describe('an identifier', () => {
  beforeAll(anEmptyWorld)

  test.each([
    ['XM-DAC-41304-RADIO', ['XM-DAC-41304-RADIO', 'xm-dac-41304-radio', '41304', 'RADIO', 'dac 41304']],
    ['GB-CHC-202918-INDR24/2014', ['GB-CHC-202918-INDR24/2014', '202918', 'indr24', '2014']],
    ['KE-NGO-1/telemed.islands_7', ['KE-NGO-1/telemed.islands_7', 'telemed', 'islands', 'NGO-1']],
    ["XX-O'Neill-1", ["XX-O'Neill-1", "O'Neill"]],
    ['XX-a\\b-2', ['XX-a\\b-2']],
    ['XX:(3)&!*|<->4', ['XX:(3)&!*|<->4']],
    ['XX-É-5', ['XX-É-5', 'xx-é-5', 'XX-E-5']],
    ['XX-编号-6', ['XX-编号-6', '编号']],
  ])('%s is found by %j', async (identifier, questions) => {
    const title = `The one with ${identifier}`
    await anActivity(world.db, { identifier, texts: { fr: { title: 'Titre' }, en: { title: 'x', description: title } } })
    for (const typed of questions) expect([typed, await found(typed)]).toEqual([typed, ['x']])
    await world.empty()
  })
})
