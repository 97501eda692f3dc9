/** The page about the API, made from its routes: an example on it is a request that was made for it. */
import { type ApiRoute, partsOf } from '../../platform/api.ts'
import { addressOf, type Given, givenIn } from '../../platform/api-parameters.ts'
import { NotFound } from '../../platform/errors.ts'
import { type Ask, page, type Route, slice } from '../../platform/http.ts'
import type { View } from '../../platform/i18n.ts'
import { parametersOf, pathOf } from '../../platform/openapi.ts'
import { sharedParameters } from '../../ui/api.ts'
import type { Tables } from '../tables.ts'
import { ApiPage } from './pages.tsx'
import { beginningOf, type Endpoint, type Example, type Parameter, valuesOf } from './rules.ts'

/** The parameters that stand once for all endpoints. */
const COMMON = ['language', 'languages']

export function documentation(all: readonly Route<Tables>[]) {
  const routes = all.filter((route) => route.kind === 'api')
  const reads = new Set(routes.flatMap((route) => route.reads))
  const api = slice<Tables>(...reads)
  api.get('/api', 'public', [], async (ask) => {
    const endpoints = await Promise.all(routes.map((route) => endpointOf(route, ask)))
    const [first] = routes
    const common = first ? parametersIn(first, ask.view).filter(({ name }) => COMMON.includes(name)) : []
    return page(<ApiPage view={ask.view} endpoints={endpoints} common={common} />)
  })
  return api
}

async function endpointOf(route: ApiRoute<Tables>, ask: Ask<Tables>): Promise<Endpoint> {
  return {
    address: pathOf(route.path),
    summary: route.summary(ask.view),
    parameters: parametersIn(route, ask.view).filter(({ name }) => !COMMON.includes(name)),
    example: await exampleOf(route, ask),
  }
}

function parametersIn(route: ApiRoute<Tables>, view: View): Parameter[] {
  return parametersOf(route, view, sharedParameters).map(({ name, description, schema }) => ({
    name,
    description,
    values: valuesOf(schema),
  }))
}

/** Asks as a program would, in the language of the page; null where a plan has nothing at that address. */
async function exampleOf(route: ApiRoute<Tables>, { db, now, view }: Ask<Tables>): Promise<Example | null> {
  const { pathname, searchParams } = new URL(route.example, view.site.origin)
  const given: Given = { ...givenIn(searchParams), language: [view.language] }
  const parts = partsOf(route.path, pathname)
  const param = (name: string) => parts[name] ?? ''
  try {
    const responded = await route.respond({ db, now, view, language: view.language, param }, given)
    return responded.ok ? { address: addressOf(pathname, given, route.query), ...beginningOf(responded.answer) } : null
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}
