/** What stories of representatives are told with. */
import { sql } from 'kysely'
import { aStakeholder } from '../../test/builders.ts'
import { aVisitor, mailsTo, type Visitor } from '../../test/visitor.ts'
import { wordsOf } from '../../test/words.ts'
import type { World } from '../../test/world.ts'
import { invite } from '../accounts/index.ts'

/** `world` is asked for each time, as each test has its own. */
export function storiesIn(world: () => World) {
  const signedIn = async (email: string) => {
    const visitor = aVisitor(world())
    await visitor.signIn(email)
    return visitor
  }
  const secretary = async (email = 'femi@example.org') => {
    const femi = aVisitor(world())
    await femi.post(`/en/sign-in/${await invite(world().db, email, 'secretariat', world().now())}`, {})
    return femi
  }
  /** An organisation on record, by the path of its page. */
  const known = async (over: Parameters<typeof aStakeholder>[1] = {}) =>
    `/en/stakeholders/${(await aStakeholder(world().db, { standing: 'public', website: 'https://www.example.org', ...over })).publicId}`

  const ask = (visitor: Visitor, path: string, ownName = 'Ada') => visitor.post(`${path}/represent`, { act: 'ask', ownName })
  /** The row number of a request, as the button of whoever decides sends it. */
  const requestOf = async (email: string) => {
    const { rows } = await sql<{ id: number }>`
      select request.id from stakeholders.representative request join accounts.address using (person_id) where email = ${email} order by id desc
    `.execute(world().db)
    return String(rows[0]?.id ?? 0)
  }
  const bySecretariat = async (visitor: Visitor, email: string, act = 'approve', reason = '') => {
    const request = await requestOf(email)
    return visitor.post('/en/secretariat', { request, act, [`reason-${request}`]: reason })
  }
  const byRepresentative = async (visitor: Visitor, path: string, email: string, act = 'approve', reason = '') => {
    const request = await requestOf(email)
    return visitor.post(`${path}/represent`, { request, act, [`reason-${request}`]: reason })
  }
  /** Ada, whom the secretariat has approved. */
  const represented = async (path: string, email = 'ada@home.example') => {
    const ada = await signedIn(email)
    await ask(ada, path)
    await bySecretariat(await secretary(), email)
    return ada
  }
  const page = async (visitor: Visitor, path: string) => wordsOf(await visitor.read(`${path}/represent`))
  const kinds = async (email: string) => (await mailsTo(world(), email)).map(({ kind }) => kind).filter((kind) => kind !== 'sign-in')
  const events = async () => {
    const rows = await world()
      .db.selectFrom('platform.event')
      .select('kind')
      .where('subject_kind', '=', 'representative')
      .orderBy('id')
      .execute()
    return rows.map(({ kind }) => kind.replace('representative-', ''))
  }
  const represents = (text: string) => text.includes('You represent this organisation since')
  return { signedIn, secretary, known, ask, requestOf, bySecretariat, byRepresentative, represented, page, kinds, events, represents }
}

/** What stories of doubles are told with. */
export function doublesIn(world: () => World) {
  const { signedIn, secretary, bySecretariat } = storiesIn(world)
  const idOf = (path: string) => path.split('/').at(-1) ?? ''

  /** An organisation that somebody registered and the secretariat published; where `acts`, its author represents it. */
  const registered = async (name: string, email: string, { acts = true } = {}) => {
    const author = await signedIn(email)
    const form = {
      name,
      language: 'en',
      type: 'civil-society',
      country: 'KE',
      website: '',
      ownName: email.replace(/@.*/, ''),
      another: 'yes',
    }
    const answer = await author.post('/en/stakeholders/new', { ...form, ...(acts ? { represent: 'yes' } : {}) })
    const path = answer.headers.get('location') ?? ''
    const femi = await secretary()
    await femi.post('/en/secretariat', { organisation: idOf(path), act: 'publish' })
    if (acts) await bySecretariat(femi, email)
    return { author, path, id: idOf(path) }
  }
  const propose = (visitor: Visitor, loser: string, winner: string, reason = 'The same people at the same address.') =>
    visitor.post(`${loser}/double`, { other: idOf(winner), reason })
  /** The page of a proposal that was made. */
  const proposed = async (visitor: Visitor, loser: string, winner: string) => {
    const answer = await propose(visitor, loser, winner)
    return answer.headers.get('location') ?? `not proposed: ${wordsOf(await answer.text())}`
  }
  const kindsTo = async (email: string) =>
    (await mailsTo(world(), email)).map(({ kind }) => kind).filter((kind) => kind.startsWith('double'))
  const happened = async () => {
    const rows = await world().db.selectFrom('platform.event').select('kind').where('kind', 'like', 'double-%').orderBy('id').execute()
    return rows.map(({ kind }) => kind.replace('double-', ''))
  }
  /** Island Radio is a double of Coast Radio; by whom each is represented, if so. */
  const twoRadios = async (acts: { loser?: boolean; winner?: boolean } = {}) => {
    const { author: ada, path: loser } = await registered('Island Radio', 'ada@island.example', { acts: acts.loser ?? true })
    const { author: bob, path: winner } = await registered('Coast Radio', 'bob@coast.example', { acts: acts.winner ?? true })
    return { ada, bob, loser, winner }
  }
  /** Where a page leads on to, or its status. */
  const leadsTo = async (path: string) => {
    const answer = await world().get(path)
    return answer.status === 303 ? answer.headers.get('location') : answer.status
  }
  const text = async (answer: Response | Promise<Response>) => wordsOf(await (await answer).text())
  return { registered, propose, proposed, kindsTo, happened, idOf, twoRadios, leadsTo, text }
}
