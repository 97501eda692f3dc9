/** What stories of mails that nobody asked for are told with. */
import { sql } from 'kysely'
import { expect } from 'vitest'
import { mailsTo } from '../../../test/visitor.ts'
import type { World } from '../../../test/world.ts'
import { storiesIn } from '../../stakeholders/testing.ts'
import { tellDaily } from '../index.ts'

/** `world` is asked for each time, as each test has its own. */
export function noticesIn(world: () => World) {
  const stories = storiesIn(world)
  const { known, represented, signedIn, ask } = stories

  /** Ada represents an organisation, and Bob asks to, by default: its path. */
  const somebodyAsks = async (over: Parameters<typeof known>[0] = {}, email = 'bob@gmail.com') => {
    const path = await known(over)
    const ada = await represented(path, 'ada@home.example')
    const bob = await signedIn(email)
    await ask(bob, path, 'Bob')
    return { path, ada, bob }
  }
  /** The clock goes on, and what waits then is told and delivered. */
  const morning = async (at: string) => {
    world().at(at)
    await tellDaily(world().db, world().now())
    await world().deliver()
  }
  /** The mails that nobody asked for, the first first. */
  const unasked = async (email: string) => (await mailsTo(world(), email)).filter(({ kind }) => kind === 'digest' || kind === 'notice')
  const lastTo = async (email: string) => {
    const mail = (await unasked(email)).at(-1)
    if (!mail) throw new Error(`nothing was told to ${email}`)
    return mail
  }
  /** The path of the page of preferences that stands in the last of them. */
  const preferencesOf = async (email: string) => {
    const [, link = ''] = /To stop these mails: (\S+)/.exec((await lastTo(email)).text) ?? []
    return new URL(link).pathname
  }
  /** The path that the header of the last of them names. */
  const oneClickOf = async (email: string) => {
    await world().deliver()
    const { rows } = await sql<{ unsubscribe: string | null }>`
      select unsubscribe from platform.mail where to_address = ${email} and kind in ('digest', 'notice') order by id desc limit 1
    `.execute(world().db)
    const path = new URL(rows[0]?.unsubscribe ?? 'none:').pathname
    expect(path).toMatch(/^\/[a-z]{2}\/mail\/[a-z0-9-]+\/stop$/)
    return path
  }
  const notices = async () =>
    (await world().db.selectFrom('accounts.notice').select(['kind', 'told_at as toldAt']).orderBy('id').execute()).map(
      ({ kind, toldAt }) => `${kind} ${toldAt === null ? 'waits' : 'told'}`,
    )
  return { ...stories, somebodyAsks, morning, unasked, lastTo, preferencesOf, oneClickOf, notices }
}
