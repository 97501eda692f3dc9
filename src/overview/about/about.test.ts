import { beforeEach, expect, test } from 'vitest'
import { mainOf, wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

test('the statements on accessibility and privacy have addresses of their own', async () => {
  const html = mainOf(await world.read('/en/about'))
  for (const id of ['what', 'data', 'corrections', 'languages', 'accessibility', 'privacy']) expect(html).toContain(`id="${id}"`)
})

test('every text that anything rests on is listed once, with what nobody has read marked', async () => {
  const html = await world.read('/en/about')
  expect([...html.matchAll(/>Tunis Agenda for the Information Society \(WSIS-05\/TUNIS\/DOC\/6\(Rev\.1\)\)</g)]).toHaveLength(1)
  expect(wordsOf(html)).toContain('(WSIS-05/TUNIS/DOC/6(Rev.1)) 18 November 2005 not read yet')
})

test('corrections go to the contact, where there is one', async () => {
  expect(mainOf(await world.read('/en/about'))).toContain('write to <a href="mailto:desk@example.org">desk@example.org</a>')
  const { app } = await world.build({ CONTACT: '' })
  const without = mainOf(await (await app.request('/en/about')).text())
  expect(without).not.toContain('mailto:')
  expect(without).toContain('No address for corrections has been set for this site yet.')
})

test('what it says of cookies is true', async () => {
  for (const path of ['/en/', '/en/about', '/en/stocktaking', '/en/nothing']) {
    expect((await world.get(path)).headers.get('set-cookie')).toBe(null)
  }
})
