import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor, type Visitor } from '../../../test/visitor.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { invite } from '../../accounts/index.ts'
import { publicIdOf } from '../../stakeholders/index.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const UNESCO = publicIdOf('XM-DAC-41304')
const path = `/en/facilitators/c9/${UNESCO}/contact`

const signedIn = async (email: string) => {
  const visitor = aVisitor(world)
  await visitor.signIn(email)
  return visitor
}
const secretary = async () => {
  const femi = aVisitor(world)
  await femi.post(`/en/sign-in/${await invite(world.db, 'femi@example.org', 'secretariat', world.now())}`, {})
  return femi
}
/** Somebody who acts for UNESCO. */
const representing = async (email = 'ada@unesco.example') => {
  const ada = await signedIn(email)
  await sql`
    insert into stakeholders.representative (stakeholder_id, person_id, asked_at, approved_at, ground)
    select stakeholder.id, person_id, ${world.now()}::timestamptz, ${world.now()}::timestamptz, 'domain'
    from stakeholders.stakeholder, accounts.address where public_id = ${UNESCO} and email = ${email}
  `.execute(world.db)
  return ada
}

const desk = {
  act: 'give',
  email: 'media@unesco.example',
  telephone: '+33 1 45 68 10 00',
  postalAddress: '7, place de Fontenoy, Paris, France',
  person: 'Amina',
  deputy: '',
  consent: 'yes',
  known: '',
}
const knownTo = async (visitor: Visitor) => /name="known" value="(\d*)"/.exec(await visitor.read(path))?.[1] ?? ''
const rows = async () => {
  const { rows } = await sql<{ row: string }>`
    select concat_ws('|', coalesce(email, '-'), coalesce(person, '-'), ended_at is not null, withdrawn_at is not null) as row
    from facilitation.contact order by id`.execute(world.db)
  return rows.map(({ row }) => row)
}
const events = async () => {
  const { rows } = await sql<{ event: string }>`
    select concat_ws(' ', kind, subject) as event from platform.event where subject_kind = 'mandate' order by id`.execute(world.db)
  return rows.map(({ event }) => event)
}

describe('a representative', () => {
  test('posts how its body is reached, for all to see and to take away', async () => {
    const ada = await representing()
    expect(wordsOf(await ada.read(`/en/stakeholders/${UNESCO}`))).toContain('Say how it is reached on this line: C9')
    expect((await ada.post(path, desk)).headers.get('location')).toBe(path)
    const line = await world.read('/en/lines/c9')
    expect(line).toContain('<a href="mailto:media@unesco.example">')
    expect(wordsOf(line)).toContain('+33 1 45 68 10 00 7, place de Fontenoy, Paris, France Contact person: Amina vCard')
    expect(line).toContain(`href="${path}.vcf"`)
    const card = await world.get(`${path}.vcf`)
    expect(card.headers.get('content-type')).toBe('text/vcard; charset=utf-8')
    expect(await card.text()).toContain('\r\nEMAIL;TYPE=work:media@unesco.example\r\n')
    expect(await world.read('/api/v1/mandates')).toContain('"postal_address":"7, place de Fontenoy, Paris, France"')
    expect(wordsOf(await ada.read(path))).toContain('Given on 24 February 2026')
    expect(await events()).toEqual([`contact-given c9/${UNESCO}`])
  })

  test('changes it, and what was before stays on record', async () => {
    const ada = await representing()
    await ada.post(path, desk)
    await ada.post(path, { ...desk, email: 'desk@unesco.example', person: 'Bo', known: await knownTo(ada) })
    expect(await rows()).toEqual(['media@unesco.example|Amina|t|f', 'desk@unesco.example|Bo|f|f'])
    expect(await world.read('/en/lines/c9')).not.toContain('media@unesco.example')
  })

  test('takes it away, and everything personal is erased', async () => {
    const ada = await representing()
    await ada.post(path, desk)
    await ada.post(path, { ...desk, person: 'Bo', known: await knownTo(ada) })
    await ada.post(path, { act: 'withdraw' })
    expect(await rows()).toEqual(['-|-|t|t', '-|-|t|t'])
    expect(await world.read('/en/lines/c9')).not.toContain('unesco.example')
    expect((await world.get(`${path}.vcf`)).status).toBe(404)
    expect(wordsOf(await ada.read(path))).not.toContain('Take it away')
    expect((await events()).at(-1)).toBe(`contact-withdrawn c9/${UNESCO}`)
  })

  test.each([
    [{ email: 'x' }, 'This is not an address for mail.'],
    [{ telephone: 'call me' }, 'This is not a telephone number.'],
    [{ email: '', telephone: '', postalAddress: ' ' }, 'Give at least one'],
    [{ consent: '' }, 'Tick the box'],
    [{ person: 'x'.repeat(201) }, 'This is too long.'],
  ])('is told what is wrong: %j', async (over, sentence) => {
    const ada = await representing()
    const answer = await ada.post(path, { ...desk, ...over })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(wordsOf(html)).toContain(sentence)
    expect(html).toContain('postalAddress' in over ? 'Postal address' : '7, place de Fontenoy, Paris, France')
    expect(await rows()).toEqual([])
  })

  test('who sends it from an older page than another is told so', async () => {
    const ada = await representing()
    const bo = await representing('bo@unesco.example')
    const answers = await Promise.all([ada.post(path, desk), bo.post(path, { ...desk, email: 'bo@unesco.example' })])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const lost = answers.find(({ status }) => status === 409)
    expect(wordsOf((await lost?.text()) ?? '')).toContain('Somebody else changed this meanwhile.')
    expect(await rows()).toHaveLength(1)
  })
})

test('the secretariat does the same; nobody else finds the page', async () => {
  const femi = await secretary()
  expect((await femi.post(path, desk)).status).toBe(303)
  const eve = await signedIn('eve@example.org')
  expect((await eve.get(path)).status).toBe(404)
  expect((await eve.post(path, { ...desk, act: 'withdraw' })).status).toBe(404)
  expect((await eve.post(path, desk)).status).toBe(404)
  expect(wordsOf(await eve.read(`/en/stakeholders/${UNESCO}`))).not.toContain('Say how it is reached')
  expect((await world.get(path)).headers.get('location')).toContain('/en/sign-in')
  expect(await rows()).toEqual(['media@unesco.example|Amina|f|f'])
})

test('who represents it no longer cannot post any more', async () => {
  const ada = await representing()
  await sql`update stakeholders.representative set ended_at = ${world.now()}`.execute(world.db)
  expect((await ada.post(path, desk)).status).toBe(404)
})

test('there is none where there is no mandate', async () => {
  const femi = await secretary()
  for (const other of [
    `/en/facilitators/c1/${UNESCO}/contact`,
    `/en/facilitators/c99/${UNESCO}/contact`,
    '/en/facilitators/c9/aaaaaaaaaa/contact',
  ])
    expect((await femi.get(other)).status).toBe(404)
  expect((await world.get(`${path}.vcf`)).status).toBe(404)
})

test('the database overwrites no contact and holds one at a time', async () => {
  const ada = await representing()
  await ada.post(path, desk)
  await expect(sql`update facilitation.contact set email = 'x@example.org'`.execute(world.db)).rejects.toThrow('never overwritten')
  await expect(
    sql`insert into facilitation.contact (mandate_id, email, consent, given_at, given_by)
      select mandate_id, 'x@example.org', true, given_at, given_by from facilitation.contact`.execute(world.db),
  ).rejects.toThrow('one_contact_at_a_time')
  await expect(
    sql`insert into facilitation.contact (mandate_id, email, consent, given_at, given_by)
      select mandate_id, 'x@example.org', false, given_at, given_by from facilitation.contact`.execute(world.db),
  ).rejects.toThrow('consent')
})
