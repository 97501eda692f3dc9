/** How much one client may ask: of a URL, of a body, of a minute. */
import { isIPv6 } from 'node:net'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** In characters. Every address that the site makes is far shorter; a search is cut at its own limit. */
export const LONGEST_URL = 4096

/** In bytes. No form of ours is larger. */
export const LARGEST_BODY = 256 * 1024

/** In seconds: within which attempts to sign in are counted. */
const TRIES_WITHIN = 600

/**
 * How many of them one client has, by how many answers a minute it has: with 600, 60 attempts within ten minutes, a hundredth of what else it
 * may ask. A room full of people behind one address signs in; nobody finds a code of eight digits, of which each mail bears five.
 */
export function triesLimit(perMinute: number): RateLimit {
  return new RateLimit(Math.ceil(perMinute / 10), TRIES_WITHIN)
}

/** Counts answers by client; the refusal is the number of seconds to wait. */
export class RateLimit {
  readonly #limiter: RateLimiterMemory | null

  /** @param points answers to one client within a time, in seconds; 0: no limit */
  constructor(points: number, within = 60) {
    this.#limiter = points === 0 ? null : new RateLimiterMemory({ points, duration: within })
  }

  async secondsToWait(client: string): Promise<number> {
    try {
      await this.#limiter?.consume(network(client))
      return 0
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
      throw refusal
    }
  }
}

/** One household or office has a whole /64 of IPv6: it is one client. */
function network(client: string): string {
  if (!isIPv6(client)) return client
  const [head = '', tail = ''] = client.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === '' ? [] : tail.split(':')
  const groups = client.includes('::') ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right] : left
  return groups.slice(0, 4).join(':')
}

/** The address of the client: the last hop of X-Forwarded-For where a proxy of ours wrote it, else the socket's. */
export function clientOf(socketAddress: string | undefined, forwardedFor: string | undefined, trustProxy: boolean): string {
  const forwarded = trustProxy ? forwardedFor?.split(',').at(-1)?.trim() : undefined
  return forwarded || socketAddress || 'unknown'
}
