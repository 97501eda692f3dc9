/** How a request shows who it is from: a cookie that holds a secret. What the secret opens is known to the accounts. */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { parse, serialize } from 'hono/utils/cookie'

/** In days. A session that is used goes on; its owner can end it at any time. */
export const SESSION_DAYS = 90

/** A secret that nobody guesses: 32 random bytes, as part of an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Eight digits, to be typed on another device than the one that the mail came to. */
export function newCode(): string {
  return String(randomInt(0, 100_000_000)).padStart(8, '0')
}

/** Secrets are kept only so: whoever reads the database can use none of them. */
export function hashed(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Compares in a time that says nothing about where two secrets differ. */
export function isSame(secret: string, hash: Uint8Array): boolean {
  const own = hashed(secret)
  return own.length === hash.length && timingSafeEqual(own, hash)
}

/** Over https the name itself makes browsers refuse a cookie that another host, or a page over http, has set (RFC 6265bis, `__Host-`). */
export function cookieName(origin: string): string {
  return isSecure(origin) ? '__Host-session' : 'session'
}

/** The secret that a request brings, or null. */
export function sessionIn(cookies: string | null | undefined, origin: string): string | null {
  if (!cookies) return null
  const name = cookieName(origin)
  return parse(cookies, name)[name] || null
}

/** The header that gives a browser its secret; null takes it away. No script can read it, and no form of another site brings it along. */
export function sessionCookie(token: string | null, origin: string): string {
  return serialize(cookieName(origin), token ?? '', {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(origin),
    maxAge: token === null ? 0 : SESSION_DAYS * 24 * 60 * 60,
  })
}

/** In minutes: as long as what a browser has begun elsewhere may take (RFC 9700 §4.7: its answer is bound to the browser). */
const FLOW_MINUTES = 10

const flowName = (origin: string) => (isSecure(origin) ? '__Host-flow' : 'flow')

/** The secret of what this browser has begun at another site, or null. */
export function flowIn(cookies: string | null | undefined, origin: string): string | null {
  if (!cookies) return null
  const name = flowName(origin)
  return parse(cookies, name)[name] || null
}

/** The header that gives it to a browser. Lax, since the browser comes back from that site: by a link, never by a form. */
export function flowCookie(secret: string, origin: string): string {
  return shortCookie(flowName(origin), secret, FLOW_MINUTES, origin)
}

/** In minutes: until somebody has signed in, whose session had ended when they sent a form. */
const DRAFT_MINUTES = 60

const draftName = (origin: string) => (isSecure(origin) ? '__Host-draft' : 'draft')

/** The secret under which a form was kept that this browser sent without a session, or null. */
export function draftIn(cookies: string | null | undefined, origin: string): string | null {
  if (!cookies) return null
  const name = draftName(origin)
  return parse(cookies, name)[name] || null
}

/** The header that gives it to a browser. */
export function draftCookie(secret: string, origin: string): string {
  return shortCookie(draftName(origin), secret, DRAFT_MINUTES, origin)
}

function shortCookie(name: string, secret: string, minutes: number, origin: string): string {
  return serialize(name, secret, { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(origin), maxAge: minutes * 60 })
}

const isSecure = (origin: string) => origin.startsWith('https:')
