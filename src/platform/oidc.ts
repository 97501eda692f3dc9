/**
 * The organisation's own sign-in: a provider of OpenID Connect, by the code flow with PKCE, state and nonce (OpenID Connect Core 1.0 §3.1,
 * RFC 9700). What it knows of itself is asked when somebody first needs it, and kept; where that fails, the next one asks again.
 */
import { createHmac } from 'node:crypto'
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  ResponseBodyError,
} from 'openid-client'
import { kindOf, type Log } from './log.ts'

export type OidcSettings = {
  /** Its address, as it calls itself. */
  issuer: string
  clientId: string
  clientSecret: string
  /** What people call it. */
  name: string
}

/** What the provider says of whom it has signed in; `email` and `emailVerified` as they come. */
export type Claims = { issuer: string; subject: string; email: unknown; emailVerified: unknown }

/** Why nobody is signed in: it does not answer, it said no, or what it said is not good. */
export type Failure = 'down' | 'declined' | 'notAccepted'
export type Answered = { ok: true; claims: Claims } | { ok: false; why: Failure }

/** In seconds: who waits for a provider longer takes another way. */
const PATIENCE = 10

export class Provider {
  readonly #settings: OidcSettings
  readonly #callback: string
  readonly #log: Log
  #configuration: Promise<Configuration> | null = null

  /** @param callback the whole address to which it sends people back */
  constructor(settings: OidcSettings, callback: string, log: Log) {
    this.#settings = settings
    this.#callback = callback
    this.#log = log
  }

  get name(): string {
    return this.#settings.name
  }

  /** Where a browser goes to sign in. All that the answer is checked by is derived from its secret. Null: the provider does not answer. */
  async addressFor(secret: string): Promise<string | null> {
    try {
      const configuration = await this.#discovered()
      return buildAuthorizationUrl(configuration, {
        redirect_uri: this.#callback,
        scope: 'openid email',
        state: stateOf(secret),
        nonce: nonceOf(secret),
        code_challenge: await calculatePKCECodeChallenge(verifierOf(secret)),
        code_challenge_method: 'S256',
      }).href
    } catch (error) {
      this.#failed(error)
      return null
    }
  }

  /** Takes the answer that a browser brings back: the parameters of the callback, and the secret that the browser began with. */
  async claimsIn(answer: Readonly<Record<string, string>>, secret: string): Promise<Answered> {
    try {
      const configuration = await this.#discovered()
      const address = new URL(`${this.#callback}?${new URLSearchParams(answer)}`)
      const checks = { expectedState: stateOf(secret), expectedNonce: nonceOf(secret), pkceCodeVerifier: verifierOf(secret) }
      const tokens = await authorizationCodeGrant(configuration, address, checks)
      const told = tokens.claims()
      if (!told) return { ok: false, why: 'notAccepted' }
      const { email, email_verified: emailVerified } =
        told.email === undefined && configuration.serverMetadata().userinfo_endpoint
          ? await fetchUserInfo(configuration, tokens.access_token, told.sub)
          : told
      return { ok: true, claims: { issuer: told.iss, subject: told.sub, email, emailVerified } }
    } catch (error) {
      return { ok: false, why: this.#failed(error) }
    }
  }

  #discovered(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings
    const address = new URL(issuer)
    // Only on this machine may it be reached without encryption: config.ts lets no other pass.
    const execute = address.protocol === 'http:' ? [allowInsecureRequests] : []
    this.#configuration ??= discovery(address, clientId, undefined, withSecret(clientSecret), { execute, timeout: PATIENCE }).catch(
      (error: unknown) => {
        this.#configuration = null
        throw error
      },
    )
    return this.#configuration
  }

  /** What went wrong. The operator reads its kind in the log, without what the provider or a browser sent. */
  #failed(error: unknown): Failure {
    if (error instanceof AuthorizationResponseError) return 'declined'
    this.#log.warn(kindOf(error), 'the provider signed nobody in')
    if (error instanceof ResponseBodyError) return 'notAccepted'
    return error instanceof ClientError && error.code !== 'OAUTH_TIMEOUT' ? 'notAccepted' : 'down'
  }
}

/** By the way that the provider knows: in the head of the request where it says nothing (OpenID Connect Discovery §3). */
function withSecret(secret: string): ClientAuth {
  return (server, ...rest) => {
    const inBody = server.token_endpoint_auth_methods_supported?.includes('client_secret_post')
    return (inBody ? ClientSecretPost(secret) : ClientSecretBasic(secret))(server, ...rest)
  }
}

/** Whether an answer belongs to what was begun with a secret. Where it does not, nothing of either is used up. */
export function belongs(state: string | undefined, secret: string): boolean {
  return state === stateOf(secret)
}

/** What goes out shows nothing of the secret, and nothing of each other. */
const derived = (secret: string, purpose: string) => createHmac('sha256', secret).update(purpose).digest('base64url')
const stateOf = (secret: string) => derived(secret, 'state')
const nonceOf = (secret: string) => derived(secret, 'nonce')
const verifierOf = (secret: string) => derived(secret, 'verifier')
