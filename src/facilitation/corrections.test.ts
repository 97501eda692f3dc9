/** The secretariat corrects what shipped: what was wrong stays on record, what is right is what everybody reads. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { fieldsIn, withCorrections } from '../../test/corrections.ts'
import { aVisitor, type Visitor } from '../../test/visitor.ts'
import { wordsOf } from '../../test/words.ts'
import { aWorld, type World } from '../../test/world.ts'
import { invite } from '../accounts/index.ts'
import { publicIdOf } from '../stakeholders/index.ts'

const [UNESCO, ITU, ECOSOC] = ['XM-DAC-41304', 'XM-DAC-41303', 'actionlines:ecosoc'].map(publicIdOf) as [string, string, string]
const FOCAL = `/en/facilitators/c8/${UNESCO}/focal-point/correct`

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const secretary = async (email = 'femi@example.org') => {
  const femi = aVisitor(world)
  await femi.post(`/en/sign-in/${await invite(world.db, email, 'secretariat', world.now())}`, {})
  return femi
}

const LETTER = { 'source-title': 'Letter from UNESCO', 'source-kind': 'letter', 'source-language': 'en', 'source-date': '2006-04' }

const corrects = async (visitor: Visitor, path: string, changes: Record<string, string>) =>
  visitor.post(path.replace(/\?.*/, ''), { ...fieldsIn(await visitor.read(path)), ...LETTER, ...changes })

/** Who is listed as focal point of C8 on a day. */
const focalPointOn = async (on: string) => {
  const csv = await world.read(`/en/facilitators.csv?on=${on}`)
  return csv.split('\r\n').find((row) => row.startsWith('c8,') && row.includes('focal-point')) ?? null
}

const states = async () => {
  const { rows } = await sql<{ during: string; source: string; superseded: boolean }>`
    select during, source.title as source, superseded_at is not null as superseded
    from facilitation.mandate_state state join framework.source on source.id = source_id
    where role = 'focal-point' and state.line_id = (select id from framework.line where slug = 'c8') order by state.id
  `.execute(world.db)
  return rows.map(({ during, source, superseded }) => [during, source.slice(0, 12), superseded ? 'superseded' : 'in force'])
}

describe('a mandate is corrected', () => {
  test('its dates: the list of each day follows, what was wrong stays on record with its source', () =>
    withCorrections(world, async () => {
      expect((await focalPointOn('2006-03-01'))?.includes('provisional')).toBe(true)
      const femi = await secretary()
      const answer = await corrects(femi, FOCAL, { attested: '', since: '2006-03-02' })
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/en/lines/c8'])
      expect(await focalPointOn('2006-03-01')).toBe(null)
      expect(await focalPointOn('2006-03-02')).toContain('Letter from UNESCO')
      expect(await states()).toEqual([
        ['[2006-02-24,)', 'UNESCO and W', 'superseded'],
        ['[2006-03-02,)', 'Letter from ', 'in force'],
      ])
      expect(wordsOf(await world.read('/en/lines/c8'))).toContain('Corrected on 24 February 2026: Letter from UNESCO')
      expect(wordsOf(await world.read('/en/whats-new'))).toMatch(/Corrected: United Nations Educational.*Source: Letter from UNESCO/)
    }))

  test('what cannot be is refused in words, as typed', () =>
    withCorrections(world, async () => {
      const femi = await secretary()
      for (const [changes, words] of [
        [{ 'source-title': '' }, 'Choose a source, or give the title of another one'],
        [{ attested: '', since: 'spring' }, 'Write a day as year, month and day'],
        [{ since: '2006-03-02' }, 'not both'],
        [{ until: '2006-01-01' }, 'Write the end as a day after the beginning'],
        [{ state: 'endorsed' }, 'Choose a state that this role can be in'],
        [{ state: 'confirmed' }, 'Only a meeting or a decision of this line confirms'],
        [{ position: '0' }, 'Write a place as a whole number'],
        [{}, 'Nothing is changed yet'],
      ] as const) {
        const answer = await corrects(femi, FOCAL, changes)
        const html = await answer.text()
        expect([answer.status, wordsOf(html).includes(words)], words).toEqual([422, true])
        expect(fieldsIn(html)).toMatchObject(changes)
      }
      expect(await states()).toEqual([['[2006-02-24,)', 'UNESCO and W', 'in force']])
    }))

  test('a meeting of the line confirms', () =>
    withCorrections(world, async () => {
      const answer = await corrects(await secretary(), FOCAL, { state: 'confirmed', 'source-kind': 'meeting' })
      expect(answer.status).toBe(303)
      expect(await focalPointOn('2006-05-01')).toContain('confirmed')
    }))

  test('a second focal point is refused: by the database, in words', () =>
    withCorrections(world, async () => {
      const path = `/en/facilitators/c10/${ECOSOC}/facilitator/correct`
      const answer = await corrects(await secretary(), path, {
        role: 'focal-point',
        state: 'provisional',
        since: '2006-03-01',
        attested: '',
      })
      expect([answer.status, wordsOf(await answer.text())]).toEqual([
        409,
        expect.stringContaining('The line has another focal point in that period'),
      ])
    }))

  test('who comes second is told what is on record now, and loses nothing', () =>
    withCorrections(world, async () => {
      const [femi, gita] = [await secretary(), await secretary('gita@example.org')]
      const form = fieldsIn(await femi.read(FOCAL))
      const answers = await Promise.all([
        femi.post(FOCAL, { ...form, ...LETTER, attested: '', since: '2006-03-02' }),
        gita.post(FOCAL, { ...form, ...LETTER, attested: '', since: '2006-03-09' }),
      ])
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
      const html = (await answers.find(({ status }) => status === 409)?.text()) ?? ''
      expect(wordsOf(html)).toMatch(/Since: on record now is 2006-03-0[29]; you typed 2006-03-0[29]/)
      expect(fieldsIn(html).since).not.toBe(fieldsIn(html)['was-since'])
      expect((await states()).length).toBe(2)
      const again = await femi.post(FOCAL, fieldsIn(html))
      expect([again.status, (await states()).length]).toEqual([303, 3])
    }))

  test('nobody else may, and what is not there looks the same', async () => {
    const ada = aVisitor(world)
    await ada.signIn('ada@example.org')
    const femi = await secretary()
    const absent = `/en/facilitators/c8/${ITU}/focal-point/correct`
    expect([(await ada.get(FOCAL)).status, (await ada.post(FOCAL, {})).status, (await femi.get(absent)).status]).toEqual([404, 404, 404])
    expect((await aVisitor(world).get(FOCAL)).headers.get('location')).toContain('/en/sign-in')
    expect(await ada.read('/en/lines/c8')).not.toContain('/correct')
    expect(await femi.read('/en/lines/c8')).toContain(`/en/facilitators/c8/${UNESCO}/facilitator/correct`)
  })
})

describe('what else shipped is corrected', () => {
  const recorded = async () => {
    const { rows } = await sql<{ row: string[] }>`
      select array[subject_kind, field, coalesce(before, ''), coalesce(after, '')] as row
      from framework.corrected_value join framework.correction on correction.id = correction_id order by correction.id, field collate "C"
    `.execute(world.db)
    return rows.map(({ row }) => row)
  }

  test('a stakeholder: page, file and search', () =>
    withCorrections(world, async () => {
      const answer = await corrects(await secretary(), `/en/stakeholders/${ECOSOC}/correct`, {
        acronym: 'UN-ECOSOC',
        'name-en': 'Council of Áland',
      })
      expect(answer.headers.get('location')).toBe(`/en/stakeholders/${ECOSOC}`)
      const page = wordsOf(await world.read(`/en/stakeholders/${ECOSOC}`))
      expect(page).toContain('Council of Áland')
      expect(page).toContain('Acronym: ECOSOC became UN-ECOSOC')
      expect(await world.read('/en/search?q=aland')).toContain(`/en/stakeholders/${ECOSOC}`)
      expect(await world.read('/en/facilitators.csv?on=2006-02-24')).toContain('Council of Áland,actionlines:ecosoc')
      expect(await recorded()).toEqual([
        ['stakeholder', 'acronym', 'ECOSOC', 'UN-ECOSOC'],
        ['stakeholder', 'name-en', 'Economic and Social Council', 'Council of Áland'],
      ])
    }))

  test('a line: its title in a language and the goals that it serves', () =>
    withCorrections(world, async () => {
      const femi = await secretary()
      const { goals = '' } = fieldsIn(await femi.read('/en/lines/c8/correct'))
      expect((await corrects(femi, '/en/lines/c8/correct', { goals: `${goals}, 99` })).status).toBe(422)
      const answer = await corrects(femi, '/en/lines/c8/correct', { 'title-fr': 'Diversité', goals: `${goals}, 17` })
      expect(answer.status).toBe(303)
      expect(wordsOf(await world.read('/fr/lines/c8'))).toContain('Diversité')
      expect((await recorded()).map(([, field, , after]) => [field, field === 'goals' ? '' : after?.slice(0, 7)])).toEqual([
        ['goals', ''],
        ['link-17', 'source-'],
        ['mark-fr', 'seen'],
        ['source-fr', 'source-'],
        ['title-fr', 'Diversi'],
      ])
    }))

  test('a related process, a membership and a source', () =>
    withCorrections(world, async () => {
      const femi = await secretary()
      await corrects(femi, '/en/follow-up/ecosoc-and-cstd/correct', { next: '2027-Q2', certainty: 'planned' })
      expect(await world.read('/en/follow-up')).toContain('in the second quarter of 2027')
      const [, members = ''] =
        /href="\/en(\/stakeholders\/[a-z2-7]+\/members\/[^"]+)"/.exec(await femi.read('/en/stakeholders/34n7nbowxc/correct')) ?? []
      expect((await corrects(femi, `/en${members}`, { until: '2025-01-01' })).status).toBe(303)
      expect((await corrects(femi, '/en/sources/tunis-agenda-annex/correct', { title: 'The Agenda, annex' })).status).toBe(303)
      expect(await world.read('/en/facilitators.csv?on=2005-11-18')).toContain('The Agenda, annex')
      expect((await recorded()).map(([kind, field]) => [kind, field])).toEqual([
        ['process', 'next'],
        ['membership', 'source'],
        ['membership', 'until'],
        ['source', 'title'],
      ])
    }))

  test('the secretariat finds what is to be corrected', async () => {
    const page = await (await secretary()).read('/en/secretariat/corrections?q=unesco')
    for (const path of [`/stakeholders/${UNESCO}/correct`, `/facilitators/c8/${UNESCO}/focal-point/correct`])
      expect(page).toContain(`/en${path}`)
  })
})
