/**
 * Every route × every kind of person, asked on objects that exist, and frozen in a file that a reviewer can read: what each of them
 * is answered. A new route cannot be forgotten: it is asked like all others, and its row shows up for review.
 */
import { expect, test } from 'vitest'
import { invite } from '../src/accounts/index.ts'
import { routesOf, type Tables } from '../src/app.tsx'
import { Dumps } from '../src/platform/dumps.ts'
import type { PageRoute } from '../src/platform/http.ts'
import { Register } from '../src/stocktaking/index.ts'
import { ADDRESSES, askedOf, OWN_ADDRESSES } from './addresses.ts'
import { aReportedConversation } from './conversations.ts'
import { importActivities } from './imported.ts'
import { aKeptMail, aVisitor, type Visitor } from './visitor.ts'
import { aWorld, type World } from './world.ts'

const KINDS = ['nobody', 'signed-in', 'secretariat', 'administrator'] as const
type Kind = (typeof KINDS)[number]

let persons = 0

/** A new person: what one does, ends or erases is not missing to the next. */
async function aNewVisitor(world: World, kind: Kind): Promise<Visitor> {
  const visitor = aVisitor(world)
  const email = `person-${++persons}@example.org`
  if (kind === 'signed-in') await visitor.signIn(email)
  if (kind === 'secretariat' || kind === 'administrator')
    await visitor.post(`/en/sign-in/${await invite(world.db, email, kind, world.now())}`, {})
  return visitor
}

/** The address at which a route has something to show or to do; files have none of their own in the table of addresses. */
function addressOf({ path }: Pick<PageRoute<unknown>, 'path'>): string | null {
  const page = path.replace(/\{(?:[^{}]|\{[^}]*\})*\}/g, '')
  return { ...ADDRESSES, ...OWN_ADDRESSES }[page]?.[0] ?? (path.includes(':') ? null : path)
}

/** The status and, where it leads on, to which page of ours. */
function told(answer: Response | undefined): string {
  const onto = answer?.headers.get('location')?.replace(/\?.*$/, '')
  return onto ? `${answer?.status} ${onto}` : String(answer?.status)
}

test('who is answered what', async () => {
  const world = await aWorld()
  const places = { ...(await importActivities(world)), mail: await aKeptMail(world), ...(await aReportedConversation(world)) }
  const readers = new Map(await Promise.all(KINDS.map(async (kind) => [kind, await aNewVisitor(world, kind)] as const)))

  const answerTo = async (route: PageRoute<Tables>, address: string, kind: Kind) => {
    const link = address.includes('{link}') ? await invite(world.db, 'grace@example.org', 'secretariat', world.now()) : ''
    const { path } = askedOf(address, 'en', { ...places, link })
    if (route.method === 'GET') return readers.get(kind)?.get(path)
    return (await aNewVisitor(world, kind)).post(path, {})
  }

  const rows: string[] = []
  for (const route of routesOf(new Register(), new Dumps('var/dumps'))) {
    const address = route.kind === 'page' ? addressOf(route) : null
    if (route.kind !== 'page' || address === null) continue
    const answers: string[] = []
    for (const kind of KINDS) answers.push(`${kind} ${told(await answerTo(route, address, kind))}`)
    rows.push(`${route.method} ${route.path} · ${route.audience} · ${answers.join(' · ')}`)
  }
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('access.txt')
})
