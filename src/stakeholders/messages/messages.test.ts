/** Between a person and an organisation, by the page. Neither is ever shown the address of the other. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { mailsTo } from '../../../test/visitor.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { blankErased } from './index.ts'
import { messagesIn } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const { signedIn, secretary, known, represented, write, to, written } = messagesIn(() => world)

describe('by the page', () => {
  test('a message goes to who represents the organisation, and an answer back', async () => {
    const { ada, bob, page } = await written()
    const [mail] = await to('ada@home.example')
    expect(mail?.subject).toBe('Radio for Nakuru')
    expect(mail?.text).toContain('Bob writes to Village Networks:\n\n> Can you help us\n> with a transmitter?')
    expect(mail?.text).toContain('Answer on the page.')
    expect(mail?.text).toContain(`http://localhost${page}`)
    expect(wordsOf(await ada.read(page))).toContain('Can you help us')

    expect((await ada.post(page, { act: 'answer', text: 'Gladly.' })).status).toBe(303)
    const [answer] = await to('bob@far.example')
    expect(answer?.text).toContain('Ada answers for Village Networks:\n\n> Gladly.')
    for (const reader of [ada, bob]) {
      expect(wordsOf(await reader.read(page))).toMatch(/Bob Sent on .* Can you help us.*Ada · Village Networks Sent on .* Gladly\./)
      expect(await reader.read('/en/messages')).toContain(`<a href="${page}">`)
    }
    for (const text of [mail?.text, mail?.html, await ada.read(page)]) expect(text).not.toContain('far.example')
    for (const text of [answer?.text, answer?.html, await bob.read(page)]) expect(text).not.toContain('home.example')
  })

  test('goes to each representative in their language, and an answer to nobody but the writer', async () => {
    const { path, ada, page } = await written()
    const carol = await signedIn('carol@www.example.org')
    await carol.post(`${path}/represent`, { act: 'ask', ownName: 'Carol' })
    await carol.post('/en/account', { name: 'Carol', language: 'fr' })
    const eve = await signedIn('eve@far.example')
    await write(eve, path, { ownName: 'Eve' })
    expect(
      (await mailsTo(world, 'carol@www.example.org')).filter(({ kind }) => kind === 'message').map(({ language }) => language),
    ).toEqual(['fr'])
    await ada.post(page, { act: 'answer', text: 'Gladly.' })
    expect(await to('carol@www.example.org')).toHaveLength(1)
    expect(await to('eve@far.example')).toHaveLength(0)
    expect(wordsOf(await carol.read(page))).toContain('Gladly.')
  })

  test('where nobody represents it, the page says so and what can be done', async () => {
    const path = await known()
    const bob = await signedIn('bob@far.example')
    const page = wordsOf(await bob.read(`${path}/write`))
    expect(page).toContain('Nobody represents this organisation here yet')
    expect(page).toContain('https://www.example.org')
    expect(page).toContain('desk@example.org')
    expect((await write(bob, path)).status).toBe(409)
  })

  test.each([
    [{ subject: ' ' }, '<a href="#subject">Type a subject.</a>'],
    [{ subject: 'x'.repeat(201) }, '<a href="#subject">Shorten the subject to 200 characters.</a>'],
    [{ text: '' }, '<a href="#text">Type a message.</a>'],
    [{ text: 'x'.repeat(10_001) }, '<a href="#text">Shorten the message to 10,000 characters.</a>'],
    [{ ownName: '' }, '<a href="#ownName">'],
  ])('%o comes back as typed', async (over, refusal) => {
    const path = await known()
    await represented(path)
    const answer = await write(await signedIn('bob@far.example'), path, over)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(refusal)
    if (!('text' in over)) expect(html).toContain('Can you help us')
  })

  test('is for its two sides alone', async () => {
    const { page, ada } = await written()
    for (const stranger of [await signedIn('mallory@far.example'), await secretary('femi2@example.org')]) {
      expect((await stranger.get(page)).status).toBe(404)
      expect((await stranger.post(page, { act: 'answer', text: 'x' })).status).toBe(404)
    }
    await ada.post(page, { act: 'answer', text: 'Gladly.' })
  })

  test('three times to one organisation, until it answers, and ten times a day to all', async () => {
    const { path, ada, bob, page } = await written()
    expect((await bob.post(page, { act: 'answer', text: 'two' })).status).toBe(303)
    const both = await Promise.all(['three', 'four'].map((text) => bob.post(page, { act: 'answer', text })))
    expect(both.map(({ status }) => status).sort()).toEqual([303, 429])
    expect(wordsOf(await (await write(bob, path)).text())).toContain(
      'You have written three times to this organisation and it has not answered.',
    )
    await ada.post(page, { act: 'answer', text: 'Yes?' })
    const statuses: number[] = []
    for (const number of [4, 5, 6, 7, 8, 9, 10, 11]) {
      if (number % 3 === 1) await ada.post(page, { act: 'answer', text: 'Yes?' })
      statuses.push((await bob.post(page, { act: 'answer', text: `${number}` })).status)
    }
    expect(statuses).toEqual([303, 303, 303, 303, 303, 303, 303, 429])
    world.at('2026-02-25T12:00:01Z')
    expect((await bob.post(page, { act: 'answer', text: 'Good morning' })).status).toBe(303)
  })

  test('what its reader reports waits for the secretariat; who abused it cannot write any more', async () => {
    const { ada, bob, page, path } = await written()
    const message = '1'
    expect((await bob.post(page, { act: 'report', message })).status).toBe(404)
    await ada.post(page, { act: 'report', message })
    const femi = await secretary()
    expect(wordsOf(await femi.read('/en/secretariat'))).toContain('Messages reported as abuse Bob · Village Networks Reported on')
    expect(wordsOf(await femi.read(page))).toContain('with a transmitter?')
    expect((await ada.post(page, { act: 'abuse', message })).status).toBe(404)
    expect((await femi.post(page, { act: 'abuse', message })).status).toBe(303)
    expect(await femi.read('/en/secretariat')).not.toContain('Messages reported as abuse')
    expect((await femi.post(page, { act: 'abuse', message })).status).toBe(409)
    const refused = await write(bob, path)
    expect(refused.status).toBe(409)
    expect(wordsOf(await refused.text())).toContain('was found to be abuse')
    await femi.post(page, { act: 'fine', message })
    expect((await write(bob, path)).status).toBe(303)
  })

  test('what somebody wrote is theirs: it can be taken away, and goes with their account', async () => {
    const { ada, bob, page } = await written()
    expect(await (await bob.get('/en/account.json')).json()).toMatchObject({
      messages: [{ subject: 'Radio for Nakuru', text: 'Can you help us\nwith a transmitter?', cameBy: 'page' }],
    })
    await bob.post('/en/account/erase', {})
    const left = wordsOf(await ada.read(page))
    expect(left).toContain('a former participant')
    expect(left).toContain('Erased with the account of whoever wrote it.')
    expect(left).not.toMatch(/Radio for Nakuru|transmitter/)
    expect((await ada.post(page, { act: 'answer', text: 'Are you there?' })).status).toBe(409)
    await blankErased(world.db, world.now())
    const { rows } =
      await sql`select text, subject from stakeholders.message join stakeholders.conversation on conversation.id = conversation_id`.execute(
        world.db,
      )
    expect(rows).toEqual([{ text: '', subject: '' }])
  })
})
