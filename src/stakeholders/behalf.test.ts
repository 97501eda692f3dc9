import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { mailsTo, type Visitor } from '../../test/visitor.ts'
import { wordsOf } from '../../test/words.ts'
import { aWorld, type World } from '../../test/world.ts'
import type { Db } from '../app.tsx'
import { recordSource } from '../framework/index.ts'
import type { Person } from '../platform/auth.ts'
import { awaiting, confirmEntry, enterOnBehalf, lockEntry, settleEntry } from './index.ts'
import { storiesIn } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const { signedIn, secretary, known, represented, page, represents } = storiesIn(() => world)

const ADA = 'ada@home.example'
const SOURCE = { sourceKind: 'letter', sourceTitle: 'Letter of the Ministry', sourceDate: '2026-02-20', sourceUrl: '' }
const NEW = { name: 'Island Radio', language: 'en', type: 'civil-society', country: 'KE', website: 'radio.example.org' }
const NAMED = { personName: 'Ada', personEmail: ADA }

const enter = async (visitor: Visitor, over: Record<string, string> = {}) =>
  visitor.post('/en/secretariat/on-behalf', { ...SOURCE, ...NEW, ...over })
const entered = async (visitor: Visitor, over: Record<string, string> = {}) => {
  const answer = await enter(visitor, over)
  return answer.headers.get('location') ?? `not entered: ${wordsOf(await answer.text())}`
}
const mine = async (visitor: Visitor) => wordsOf(await visitor.read('/en/account/organisations'))
const reply = async (visitor: Visitor, act: string) => {
  const { rows } = await sql<{ id: number }>`select max(id) as id from stakeholders.invitation`.execute(world.db)
  return visitor.post('/en/account/organisations', { invitation: String(rows[0]?.id), act })
}
const settle = async (visitor: Visitor, path: string, form: Record<string, string>) => {
  const { rows } = await sql<{ id: number }>`select id from stakeholders.behalf where kind = 'organisation-registered'`.execute(world.db)
  return visitor.post(`${path}/entered`, { entry: String(rows[0]?.id), ...form })
}
const personAt = async (email: string): Promise<Person> => {
  const person = await world.db
    .selectFrom('accounts.person')
    .innerJoin('accounts.address', 'accounts.address.person_id', 'accounts.person.id')
    .where('email', '=', email)
    .select(['accounts.person.id', 'public_id as publicId', 'name', 'language'])
    .executeTakeFirstOrThrow()
  return { ...person, roles: [], session: 0 }
}
/** Island Radio with its representative Ada, both from a letter. */
const aRadio = async () => {
  const femi = await secretary()
  const path = await entered(femi, NAMED)
  const ada = await signedIn(ADA)
  await reply(ada, 'yes')
  return { femi, ada, path }
}

describe('on behalf', () => {
  test('an organisation is public at once, with its source, and its representative comes by a letter too', async () => {
    const femi = await secretary()
    const path = await entered(femi, NAMED)
    const seen = wordsOf(await world.read(path))
    expect(seen).toContain(
      'Entered by the secretariat from a letter of 20 February 2026: Letter of the Ministry. The organisation has not confirmed it yet.',
    )
    expect(seen).not.toContain('Ada')
    const [mail] = await mailsTo(world, ADA)
    expect(mail?.subject).toBe('Do you represent Island Radio?')
    expect(wordsOf(await femi.read('/en/secretariat/on-behalf'))).toContain('Island Radio Ada, named on 24 February 2026 at 12:00 UTC')

    const ada = await signedIn(ADA)
    expect(await mine(ada)).toContain('The secretariat has entered on 24 February 2026 at 12:00 UTC, from a letter or a meeting')
    expect((await reply(ada, 'yes')).status).toBe(303)
    expect(represents(await page(ada, path))).toBe(true)
    for (const text of [await mine(ada), await page(ada, path)])
      expect(text).toContain('Island Radio The secretariat has entered this organisation. Entered by the secretariat from a letter')

    expect((await settle(ada, path, { act: 'confirm' })).status).toBe(303)
    expect(wordsOf(await world.read(path))).toContain('The organisation confirmed it on 24 February 2026 at 12:00 UTC.')
    expect(await mine(ada)).not.toContain('The secretariat has entered this organisation.')
    const traces = await sql`select kind, confirmed_at is not null as confirmed from stakeholders.behalf order by id`.execute(world.db)
    expect(traces.rows).toEqual([
      { kind: 'organisation-registered', confirmed: true },
      { kind: 'representative-named', confirmed: true },
    ])
  })

  test('an organisation is corrected by itself, and what was entered stays on record', async () => {
    const { ada, path } = await aRadio()
    expect(await ada.read(`${path}/entered`)).toContain('value="https://radio.example.org"')
    const bad = await settle(ada, path, { ...NEW, act: 'correct', name: ' ', website: 'no site' })
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('value="no site"')

    const form = { name: 'Radio Insulaire', language: 'fr', type: 'business', country: '', website: '' }
    expect((await settle(ada, path, { ...form, act: 'correct' })).status).toBe(303)
    const seen = wordsOf(await world.read(path))
    expect(seen).toMatch(/^Radio Insulaire/)
    expect(seen).toContain('The organisation corrected it on 24 February 2026 at 12:00 UTC. What was entered stays on record:')
    expect(seen).toContain('Island Radio · Civil society · KE · https://radio.example.org')
    const { rows } = await sql`select correction from stakeholders.behalf where correction is not null`.execute(world.db)
    expect(rows).toEqual([{ correction: 'name, language, type, country, website' }])
    expect(wordsOf(await ada.read(`${path}/entered`))).toContain('There is nothing to confirm.')
  })

  test('is confirmed or corrected, of two at once the second is told', async () => {
    const { ada, path } = await aRadio()
    const answers = await Promise.all([
      settle(ada, path, { act: 'confirm' }),
      settle(ada, path, { ...NEW, name: 'Another Radio', act: 'correct' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const refused = answers.find(({ status }) => status === 409)
    expect(wordsOf((await refused?.text()) ?? '')).toContain('Somebody of the organisation has confirmed or corrected this already.')
  })

  test('is confirmed by nobody but the organisation, nor by who entered it', async () => {
    const { femi, ada, path } = await aRadio()
    const strangers = [femi, await signedIn('mallory@gmail.com')]
    for (const stranger of strangers) {
      expect((await stranger.get(`${path}/entered`)).status).toBe(404)
      expect((await settle(stranger, path, { act: 'confirm' })).status).toBe(404)
    }
    await femi.post(`${path}/represent`, { act: 'ask', ownName: 'Femi' })
    const { rows } = await sql<{ id: number }>`select max(id) as id from stakeholders.representative`.execute(world.db)
    await ada.post(`${path}/represent`, { act: 'approve', request: String(rows[0]?.id) })
    const answer = await settle(femi, path, { act: 'confirm' })
    expect(answer.status).toBe(409)
    expect(wordsOf(await answer.text())).toContain('You have entered this yourself.')
    expect((await settle(ada, path, { act: 'confirm' })).status).toBe(303)
  })

  test('somebody is named for an organisation on record, and may say no', async () => {
    const femi = await secretary()
    const path = await known()
    const id = path.split('/').at(-1) ?? ''
    const empty = { name: '', type: '', website: '', country: '' }
    for (const organisation of [`http://localhost${path}`, id, 'KE-NGO-1']) {
      const answer = await enter(femi, { ...empty, organisation })
      expect(wordsOf(await answer.text())).toContain('Type who represents it: an organisation on record is not entered again.')
    }
    expect(await entered(femi, { ...empty, ...NAMED, organisation: id })).toBe(path)
    const again = await enter(femi, { ...empty, ...NAMED, organisation: id })
    expect(again.status).toBe(409)
    expect(wordsOf(await again.text())).toContain('This person has been asked already.')
    const ada = await signedIn(ADA)
    await reply(ada, 'no')
    expect(represents(await page(ada, path))).toBe(false)
    const { rows } = await sql`select kind, correction from stakeholders.behalf`.execute(world.db)
    expect(rows).toEqual([{ kind: 'representative-named', correction: 'declined' }])
  })

  test('what was asked can be taken back by the secretariat', async () => {
    const femi = await secretary()
    const path = await entered(femi, NAMED)
    const { rows } = await sql<{ id: number }>`select id from stakeholders.invitation`.execute(world.db)
    const form = { act: 'take-back', of: path.split('/').at(-1) ?? '', invitation: String(rows[0]?.id) }
    expect((await femi.post('/en/secretariat/on-behalf', form)).status).toBe(303)
    expect((await reply(await signedIn(ADA), 'yes')).status).toBe(404)
  })

  test('nobody enters but the secretariat, nor names themselves', async () => {
    const mallory = await signedIn('mallory@gmail.com')
    expect((await enter(mallory)).status).toBe(404)
    const femi = await secretary()
    const answer = await enter(femi, { personName: 'Femi', personEmail: 'femi@example.org' })
    expect(wordsOf(await answer.text())).toContain('This is your own address.')
    expect(await world.db.selectFrom('stakeholders.behalf').selectAll().execute()).toEqual([])
  })

  test('the same sent twice at once is one', async () => {
    const femi = await secretary()
    const [first, second] = await Promise.all([entered(femi), entered(femi)])
    expect(second).toBe(first)
  })

  test('what looks alike is shown first', async () => {
    await known({ names: { en: 'Island Radio' } })
    const femi = await secretary()
    const answer = await enter(femi)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('<a href="#another">Organisations that look alike are on record.')
    expect(html).toContain('<option value="new">None of these: it is new</option>')
    expect(await entered(femi, { another: 'new' })).toMatch(/^\/en\/stakeholders\/[a-z2-7]{10}$/)
  })

  test('comes back as typed where the form is refused, with a summary', async () => {
    const answer = await enter(await secretary(), {
      sourceTitle: ' ',
      sourceDate: '2026-02-30',
      sourceUrl: 'no address',
      name: '',
      personName: 'Ada',
      personEmail: 'no address',
    })
    expect(answer.status).toBe(422)
    const summary = /<div class="error-summary".*?<\/div>/s.exec(await answer.text())?.[0] ?? ''
    expect([...summary.matchAll(/href="#(\w+)"/g)].map(([, field]) => field)).toEqual([
      'sourceTitle',
      'sourceDate',
      'sourceUrl',
      'name',
      'personEmail',
    ])
    const future = await enter(await secretary('grace@example.org'), { sourceDate: '2026-02-25' })
    expect(wordsOf(await future.text())).toContain('Type a date that is not in the future, like 2026-02-24.')
  })

  test('a representative of another organisation has nothing to do with it', async () => {
    const { path } = await aRadio()
    const carol = await represented(await known(), 'carol@home.example')
    expect((await carol.get(`${path}/entered`)).status).toBe(404)
    expect((await settle(carol, path, { act: 'confirm' })).status).toBe(404)
    expect(await mine(carol)).not.toContain('Island Radio')
  })
})

describe('another slice', () => {
  test('enters in its own transaction, and hears what waits, is confirmed and is corrected', async () => {
    const { ada, path } = await aRadio()
    await settle(ada, path, { act: 'confirm' })
    const person = await personAt(ADA)
    const by = await personAt('femi@example.org')
    const publicId = path.split('/').at(-1) ?? ''
    const stakeholder = await world.db
      .selectFrom('stakeholders.stakeholder')
      .where('public_id', '=', publicId)
      .select(['id', 'public_id as publicId'])
      .executeTakeFirstOrThrow()
    const [first, second] = await world.db.transaction().execute(async (tx: Db) => {
      const meeting = { kind: 'meeting', title: 'Meeting of the line', date: '2026-02-23', url: null } as const
      const source = await recordSource(tx, meeting)
      const one = { stakeholder, kind: 'position-taken', source, by }
      return [
        await enterOnBehalf(tx, { ...one, subject: 'question-1' }, world.now()),
        await enterOnBehalf(tx, { ...one, subject: 'question-2' }, world.now()),
      ]
    })
    const waiting = await awaiting(world.db, person, { on: world.now() })
    expect(waiting.map(({ kind, subject, name, source }) => [kind, subject, name, source.title])).toEqual([
      ['position-taken', 'question-1', 'Island Radio', 'Meeting of the line'],
      ['position-taken', 'question-2', 'Island Radio', 'Meeting of the line'],
    ])
    expect(await mine(ada)).toContain('Something was entered in its name.')

    expect(await confirmEntry(world.db, first ?? 0, person, world.now())).toBe(null)
    await world.db.transaction().execute(async (tx: Db) => {
      const found = await lockEntry(tx, second ?? 0, person, world.now())
      if (typeof found === 'string') throw new Error(found)
      await settleEntry(tx, found, { correction: 'abstains' }, person, world.now())
    })
    expect(await confirmEntry(world.db, second ?? 0, person, world.now())).toBe('alreadySettled')
    expect(await awaiting(world.db, person, { on: world.now() })).toEqual([])
    await expect(confirmEntry(world.db, first ?? 0, by, world.now())).rejects.toThrow('entry')
  })
})

describe('the database itself refuses', () => {
  test.each([
    [
      'what is both confirmed and corrected',
      "update stakeholders.behalf set confirmed_at = entered_at, confirmed_by = 2, corrected_at = entered_at, corrected_by = 2, correction = 'name' where kind = 'organisation-registered'",
      'confirmed_or_corrected',
    ],
    [
      'who confirms what they entered',
      "update stakeholders.behalf set confirmed_at = entered_at, confirmed_by = entered_by where kind = 'organisation-registered'",
      'nobody_confirms_what_they_entered',
    ],
    [
      'a correction without what',
      "update stakeholders.behalf set corrected_at = entered_at, corrected_by = 2 where kind = 'organisation-registered'",
      'entry_corrected_by_somebody',
    ],
    [
      'a version of what nobody corrected',
      "insert into stakeholders.version (behalf_id, stakeholder_id, since, until, name, language, type) select id, stakeholder_id, entered_at, entered_at, 'x', 'en', 'other' from stakeholders.behalf where kind = 'organisation-registered'",
      'version_behalf_id_stakeholder_id_until_fkey',
    ],
  ])('%s', async (_, statement, constraint) => {
    await aRadio()
    await expect(sql.raw(statement).execute(world.db)).rejects.toThrow(constraint)
  })
})
