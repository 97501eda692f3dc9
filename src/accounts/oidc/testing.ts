/** A provider on this machine, and a browser that goes there and comes back. */
import { Events, OAuth2Server } from 'oauth2-mock-server'
import { aVisitor, type Visitor } from '../../../test/visitor.ts'
import type { World } from '../../../test/world.ts'

/** What it says of whoever signs in there. */
export type Said = { sub: string; email?: string; email_verified?: unknown }

export async function aProvider() {
  const server = new OAuth2Server()
  await server.issuer.keys.generate('RS256')
  await server.start(0, 'localhost')
  const issuer = server.issuer.url ?? ''
  /** In its token, or only where its tokens are shown: both are usual. */
  let [said, inToken]: [Said, boolean] = [{ sub: 'nobody' }, true]
  server.service.on(Events.BeforeTokenSigning, (token: { payload: object }) => {
    Object.assign(token.payload, inToken ? said : { sub: said.sub })
  })
  server.service.on(Events.BeforeUserinfo, (answer: { body: object }) => {
    answer.body = said
  })
  return {
    issuer,
    server,
    settings: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'actionlines', OIDC_CLIENT_SECRET: 'a secret of the client', OIDC_NAME: 'Example' },
    says: (of: Said, where: { inToken: boolean } = { inToken: true }) => {
      ;[said, inToken] = [of, where.inToken]
    },
    stop: () => server.stop(),
  }
}

/** Presses the button. @returns where the browser goes on to, by itself or by the link */
export async function begin(visitor: Visitor, { next = '', language = 'en' } = {}): Promise<string> {
  const answer = await visitor.post(`/${language}/sign-in/provider`, next ? { next } : {})
  const [, to = ''] = /^0; url=(.+)$/.exec(answer.headers.get('refresh') ?? '') ?? []
  const linked = /<a class="button" href="([^"]+)"/.exec(await answer.text())?.[1]?.replaceAll('&amp;', '&')
  if (to === '' || to !== linked) throw new Error(`the browser goes to ${to}, the link leads to ${linked}`)
  return to
}

/** Signs in there. @returns the path of ours to which the provider sends the browser */
export async function atTheProvider(to: string): Promise<string> {
  const answer = await fetch(to, { redirect: 'manual' })
  const back = new URL(answer.headers.get('location') ?? '')
  return `${back.pathname}${back.search}`
}

/** The whole way of a new browser. */
export async function signInThere(world: World, how: { next?: string; language?: string } = {}) {
  const visitor = aVisitor(world, 'A browser')
  const answer = await visitor.get(await atTheProvider(await begin(visitor, how)))
  return { visitor, onto: onto(answer) }
}

/** Where an answer leads. */
export const onto = (answer: Response) => [answer.status, answer.headers.get('location')]
