/** The addresses that mails carry, by which somebody chooses without signing in: signed, for one person each. */
import type { View } from '../../platform/i18n.ts'
import { partsOf, type Secret, signed } from '../../platform/secret.ts'
import { type Stoppable, stoppableIn } from './rules.ts'

/** One for each page, so that what stops one kind of mails opens nothing else. */
const PREFERENCES = 'mail'
const STOP = 'mail-stop'

/** Below the language: the page of somebody's preferences. */
export function preferencesPath(secret: Secret, publicId: string): string {
  return `/mail/${signed(secret, PREFERENCES, [publicId])}`
}

/** Below the language: the page that stops a purpose for somebody when it is posted to (RFC 8058). */
export function stopPath(secret: Secret, publicId: string, what: Stoppable): string {
  return `/mail/${signed(secret, STOP, [publicId, what])}/stop`
}

/** Both as a mail has them: whole. */
export function stopsIn(view: View, secret: Secret, publicId: string, what: Stoppable): { address: string; oneClick: string } {
  const whole = (path: string) => `${view.site.origin}${view.to(path)}`
  return { address: whole(preferencesPath(secret, publicId)), oneClick: whole(stopPath(secret, publicId, what)) }
}

/** Whose preferences a code opens: a public identifier; null: nobody's. */
export function preferencesIn(secret: Secret, code: string): string | null {
  const [publicId = null] = partsOf(secret, PREFERENCES, code) ?? []
  return publicId
}

/** What a code stops, and for whom; null: nothing. */
export function stopIn(secret: Secret, code: string): { publicId: string; what: Stoppable } | null {
  const [publicId, name] = partsOf(secret, STOP, code) ?? []
  const what = stoppableIn(name)
  return publicId === undefined || what === null ? null : { publicId, what }
}
