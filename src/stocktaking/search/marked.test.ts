import { beforeEach, describe, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { mainOf, wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const page = (typed: string, more = '') => world.read(`/en/stocktaking?q=${encodeURIComponent(typed)}${more}`)
const marked = async (typed: string) => [...(await page(typed)).matchAll(/<mark>(.*?)<\/mark>/g)].map(([, text]) => text)

describe('what was found is marked', () => {
  test('in title, description and the name of the reporter, as each is written', async () => {
    const { id } = await aStakeholder(world.db, { names: { en: 'Village Networks' } })
    const texts = { en: { title: 'Villages online', description: 'A NETWORK for every village, and for no town.' } }
    await anActivity(world.db, { texts, reporter_id: id })
    expect(await marked('networked village')).toEqual(['Villages', 'NETWORK', 'village', 'Village', 'Networks'])
    expect(mainOf(await page('village'))).toContain('<mark>Villages</mark> online</a>')
  })

  test.each([
    ['fr', 'L’égalité à l’école', 'egalite ECOLE', ['égalité', 'école']],
    ['ru', 'Образование всем', 'образования', ['Образование']],
    ['ar', 'الصحّة والحرية للجميع', 'صحة حرية', ['الصحّة', 'والحرية']],
    ['zh', '职业教育与社会保障', '社会保障 教育', ['教育', '社会保障']],
    ['de', 'Bücher für Straßen', 'bucher strasse', ['Bücher', 'Straßen']],
    ['sw', 'Redio ya kijiji', 'kijiji', ['kijiji']],
    ['en', 'Co‐operation & <e-health>', 'co-operation e-health', ['Co', 'operation', 'e', 'health']],
    ['en', 'Radio or television', 'radio OR "public television"', []],
  ])('in %s: %s', async (language, title, typed, words) => {
    await anActivity(world.db, { texts: { [language]: { title } }, identifier: 'x' })
    expect(await marked(typed)).toEqual(words.length > 0 ? words : ['Radio', 'television'])
  })

  test('in the text of the reader’s language, though it was found in another', async () => {
    const texts = { fr: { title: 'Le télécentre', description: 'Une télémédecine pour Nyeri.' }, en: { title: 'Telecentre of Nyeri' } }
    await anActivity(world.db, { texts })
    const html = mainOf(await page('nyeri télémédecine'))
    expect(html).toContain('lang="en" dir="ltr">Telecentre of <mark>Nyeri</mark></a>')
    expect(html).toContain('<p lang="fr" dir="ltr">Une <mark>télémédecine</mark> pour <mark>Nyeri</mark>.</p>')
  })

  test('where it stands, in a long text', async () => {
    const description = `${'Nothing to see here. '.repeat(40)}Then a telecentre is opened. ${'Nothing more. '.repeat(40)}`
    await anActivity(world.db, { texts: { en: { title: 'Long', description } } })
    const [, shown = ''] = /<p lang="en" dir="ltr">(.*?)<\/p>/.exec(mainOf(await page('telecentre'))) ?? []
    expect(shown).toMatch(/^… (Nothing|to|see|here\.).* Then a <mark>telecentre<\/mark> is opened\. .*…$/)
    expect(shown.length).toBeLessThan(250)
  })

  test('but not what is left out, and nothing where nothing was asked', async () => {
    await anActivity(world.db, { texts: { en: { title: 'Radio of Nyeri' } } })
    expect(await marked('radio -television')).toEqual(['Radio'])
    expect(await world.read('/en/stocktaking')).not.toContain('<mark>')
  })
})

describe('nothing found', () => {
  const links = (html: string) => [...mainOf(html).matchAll(/<a href="([^"]*)"><bdi>(.*?)<\/bdi><\/a>/g)].map(([, to, word]) => [to, word])

  test('offers words of the register that are spelled nearly so, which then find it', async () => {
    await anActivity(world.db, { identifier: 'a', texts: { en: { title: 'Telemedicine' } } })
    await anActivity(world.db, { identifier: 'b', texts: { fr: { title: 'Télémédecine' } } })
    const html = await page('telemidicine')
    expect(links(html)).toEqual([
      ['/en/stocktaking?q=telemedicine', 'telemedicine'],
      [expect.any(String), 'télémédecine'],
    ])
    const [[to = ''] = []] = links(html)
    expect(wordsOf(await world.read(to))).toContain('1 activity found for telemedicine')
  })

  test('keeps the rest of what was asked in the link', async () => {
    await anActivity(world.db, { texts: { en: { title: 'Teleradio for the radiology of islands' } }, countries: ['KE'] })
    const html = await page('Teleradio "raidology of islands" -Tonga', '&country=ke')
    const [[to, word] = []] = links(html)
    expect([to?.replaceAll('&amp;', '&'), word]).toEqual([
      '/en/stocktaking?q=Teleradio+%22radiology+of+islands%22+-Tonga&country=ke',
      'radiology',
    ])
    expect(wordsOf(await world.read(to?.replaceAll('&amp;', '&') ?? ''))).toContain('1 activity found')
  })

  test('does not change a word within another', async () => {
    await anActivity(world.db, { texts: { en: { title: 'Cartoons' } } })
    expect(links(await page('xcartoosn cartoosn'))).toEqual([['/en/stocktaking?q=xcartoosn+cartoons', 'cartoons']])
  })

  test('offers no spelling that differs by its accents alone', async () => {
    await anActivity(world.db, { texts: { fr: { title: 'Télémédecine' } } })
    expect(links(await page('telemedecine Nairobi'))).toEqual([])
  })

  test('offers the list without words, and without filters', async () => {
    const html = await page('xylophone', '&country=ke')
    expect(wordsOf(html)).toContain('No activity found for xylophone')
    expect(html).toContain('<a href="/en/stocktaking?q=xylophone">')
    expect(html).toContain('<a href="/en/stocktaking?country=ke">')
    expect(html).toContain('<a href="/en/stocktaking">')
  })
})
