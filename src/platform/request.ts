/** What a request says: of whom, of which page, in which form. */
import type { Context } from 'hono'
import { BadRequest } from './errors.ts'
import type { Language } from './i18n.ts'
import type { Env } from './site.ts'

export type Request = Context<Env>

/** What a browser sends of a form. Anything else is no form of ours. */
export async function formOf(c: Request): Promise<string> {
  if (!c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')) throw new BadRequest('')
  return c.req.text()
}

/** Where somebody signs in before they get to a page. */
export function signInAddress(language: Language, next: string): string {
  return `/${language}/sign-in?${new URLSearchParams({ next })}`
}

/** The parameters that a page knows, without those left empty. What no text column can hold is refused. */
export function known(c: Request, names: readonly string[]): Record<string, string> {
  const given = new URL(c.req.url).searchParams
  const query: Record<string, string> = {}
  for (const name of names) {
    const value = [...new Set(given.getAll(name).map((one) => one.trim()))].filter((one) => one !== '').join(',')
    if (value.includes('\0')) throw new BadRequest(name)
    if (value) query[name] = value
  }
  return query
}

/** The one address of a page: its path and the parameters it knows, in the order in which the route declares them. */
export function pageAddress(path: string, query: Readonly<Record<string, string>>): string {
  const parameters = new URLSearchParams(query).toString().replaceAll('%2C', ',')
  return parameters === '' ? path : `${path}?${parameters}`
}

export const accepted = (c: Request) => c.req.header('accept-encoding') ?? null

export const clientIn = (c: Request) => c.env?.client ?? 'unknown'

/** The path of a form below its language: what is typed in one language is found in another. */
export const formPath = (c: Request) => c.req.path.replace(/^\/[a-z]+(?=\/)/, '')
