/** Somebody in front of a browser: cookies are kept, forms are sent as a browser sends them, redirects are followed when asked. */
import { sql } from 'kysely'
import { preferencesPath, stopPath } from '../src/accounts/notices/addresses.ts'
import { aStakeholder } from './builders.ts'
import type { World } from './world.ts'

export type Visitor = ReturnType<typeof aVisitor>

const ORIGIN = 'http://localhost'

export function aVisitor(world: World, device = 'A browser') {
  const jar = new Map<string, string>()

  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    await world.settled()
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { 'user-agent': device, ...(cookie ? { cookie } : {}), ...Object.fromEntries(new Headers(init.headers)) }
    const answer = await world.app.request(path, { ...init, headers })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (/max-age=0/i.test(set)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      body: new URLSearchParams(form).toString(),
      headers: { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })

  return {
    jar,
    get: ask,
    post,
    read: async (path: string) => (await ask(path)).text(),
    /** Signs in by the link of a mail; a new address opens an account. */
    signIn: async (email: string, language = 'en') => {
      await post(`/${language}/sign-in`, { email })
      return post(await linkTo(world, email), {})
    },
  }
}

/** The mails that were sent to an address, the first first. */
export async function mailsTo(
  world: World,
  email: string,
): Promise<{ kind: string; language: string; subject: string; text: string; html: string }[]> {
  await world.deliver()
  const { rows } = await sql<{ kind: string; language: string; subject: string; text: string; html: string }>`
    select kind, language, subject, body_text as text, body_html as html from platform.mail where to_address = ${email} order by id
  `.execute(world.db)
  return rows
}

/** The path of the link in the last mail to an address. */
export async function linkTo(world: World, email: string): Promise<string> {
  const last = (await mailsTo(world, email)).at(-1)
  const [link] = /http:\/\/localhost\/\S+/.exec(last?.text ?? '') ?? []
  if (!link) throw new Error(`there is no link in a mail to ${email}`)
  return new URL(link).pathname
}

/** The code in the last mail to an address. */
export async function codeTo(world: World, email: string): Promise<string> {
  const last = (await mailsTo(world, email)).at(-1)
  const [code] = /\b\d{8}\b/.exec(last?.text ?? '') ?? []
  if (!code) throw new Error(`there is no code in a mail to ${email}`)
  return code
}

/** Two entries that somebody says are one organisation: the row number of the proposal. */
export async function aDouble(world: World): Promise<string> {
  const amina = aVisitor(world)
  await amina.signIn('amina@reader.example', 'ar')
  const radio = await aStakeholder(world.db, { identifier: 'KE-RADIO-1', names: { en: 'Shore Radio' } })
  const same = await aStakeholder(world.db, { identifier: 'KE-RADIO-2', names: { en: 'Shore Radio Trust' } })
  const proposal = { other: same.publicId, reason: 'The same studio, and the same people in it.' }
  const answer = await amina.post(`/en/stakeholders/${radio.publicId}/double`, proposal)
  return answer.headers.get('location')?.split('/').at(-1) ?? ''
}

/** The codes of somebody's own links: to the page of their preferences, and to what stops their digest. */
export async function aReader(world: World): Promise<{ preferences: string; stop: string }> {
  await aVisitor(world).signIn('reader@example.org')
  const { rows } = await sql<{ publicId: string }>`
    select public_id as "publicId" from accounts.person join accounts.address on person_id = person.id where email = 'reader@example.org'
  `.execute(world.db)
  const publicId = rows[0]?.publicId ?? 'nobody'
  const codeIn = (path: string) => path.split('/')[2] ?? ''
  return { preferences: codeIn(preferencesPath(world.secret, publicId)), stop: codeIn(stopPath(world.secret, publicId, 'digest')) }
}

/** The secret of a link by which somebody without an account confirms. */
export async function aConfirmation(world: World, email = 'lost@example.org'): Promise<string> {
  await aVisitor(world).post('/en/mail', { email })
  return (await linkTo(world, email)).split('/').at(-1) ?? ''
}

/** A mail in the outbox that can be read there: its row number. */
export async function aKeptMail(world: World): Promise<string> {
  await aVisitor(world).post('/ar/sign-in', { email: 'amina@example.org' })
  await world.deliver()
  const { rows } = await sql<{ id: number }>`select max(id) as id from platform.mail`.execute(world.db)
  return String(rows[0]?.id)
}
