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
import { aPerson, type Standing } from './persons.ts'
import { placesIn } from './places.ts'
import { aConfirmation, aVisitor, type Visitor } from './visitor.ts'
import { aWorld, type World } from './world.ts'

/** `representative` and `deputy`: of the organisation that the addresses name; another is one `elsewhere`, a third that of a line's focal point. */
const KINDS = ['nobody', 'signed-in', 'representative', 'deputy', 'elsewhere', 'focal point', 'secretariat', 'administrator'] as const
type Kind = (typeof KINDS)[number]

const STANDINGS: Record<Exclude<Kind, 'nobody'>, Standing> = {
  'signed-in': {},
  representative: { actsFor: 'XM-DAC-41303' },
  deputy: { deputyFor: 'XM-DAC-41303' },
  elsewhere: { actsFor: 'US-EIN-943287156' },
  'focal point': { actsFor: 'XM-DAC-41304' },
  secretariat: { role: 'secretariat' },
  administrator: { role: 'administrator' },
}

let persons = 0

/** A new person: what one does, ends or erases is not missing to the next. */
async function aNewVisitor(world: World, kind: Kind): Promise<Visitor> {
  return kind === 'nobody' ? aVisitor(world) : aPerson(world, `person-${++persons}`, STANDINGS[kind])
}

/** The address at which a route has something to show or to do; a file has that of its page. Of the whole files none is made in tests. */
function addressOf({ path }: Pick<PageRoute<unknown>, 'path'>): string {
  const page = path.replace(/\{(?:[^{}]|\{[^}]*\})*\}/g, '')
  const known: Record<string, readonly string[]> = { ...ADDRESSES, ...OWN_ADDRESSES }
  const own = known[page]?.[0]
  if (own !== undefined) return own
  const [, before = '', ending = ''] = /^(.*)(\.\w+)$/.exec(page) ?? []
  const shownBefore = known[before]?.[0]
  if (shownBefore !== undefined) return `${shownBefore.replace(/\?.*/, '')}${ending}`
  const [, folder = '', type = ''] = /^(\/\w+)\/:file\{.*\\(\.\w+)\}$/.exec(path) ?? []
  const [shown] = Object.entries(known).flatMap(([of, [first]]) => (first && of.startsWith(`${folder}/:`) ? [first] : []))
  if (folder && shown) return `${shown}${type}`
  if (path.includes(':')) throw new Error(`${path} needs an address in test/addresses.ts`)
  return path
}

/** The status and, where it leads on, to which page of ours; a secret in its address is another each time. */
function told(answer: Response | undefined): string {
  const onto = answer?.headers
    .get('location')
    ?.replace(/\?.*$/, '')
    .replace(/[\w-]{43}$/, '{secret}')
  return onto ? `${answer?.status} ${onto}` : String(answer?.status)
}

/** In milliseconds: it asks some seven hundred times. */
const PATIENCE = 240_000

test('who is answered what', { timeout: PATIENCE }, async () => {
  const world = await aWorld()
  const places = await placesIn(world)
  const readers = new Map(await Promise.all(KINDS.map(async (kind) => [kind, await aNewVisitor(world, kind)] as const)))

  const answerTo = async (route: PageRoute<Tables>, address: string, kind: Kind) => {
    const link = address.includes('{link}') ? await invite(world.db, 'grace@example.org', 'secretariat', world.now()) : ''
    const confirm = address.includes('{confirm}') ? await aConfirmation(world, `lost-${++persons}@example.org`) : ''
    const { path } = askedOf(address, 'en', { ...places, link, confirm })
    if (route.method === 'GET') return readers.get(kind)?.get(path)
    return (await aNewVisitor(world, kind)).post(path, {})
  }

  const rows: string[] = []
  for (const route of routesOf(new Register(), new Dumps('var/dumps'))) {
    if (route.kind !== 'page' || route.path.startsWith('/data/:')) continue
    const answers: string[] = []
    for (const kind of KINDS) answers.push(`${kind} ${told(await answerTo(route, addressOf(route), kind))}`)
    // Nothing is refused to everybody: each refusal has a twin that is let in.
    expect([route.path, answers.some((answer) => /(200|422|400|409|303 \/en\/(?!sign-in$)\S*)$/.test(answer))]).toEqual([route.path, true])
    rows.push(`${route.method} ${route.path} · ${route.audience} · ${answers.join(' · ')}`)
  }
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('access.txt')
})
