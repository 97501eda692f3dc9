/** Every route and who may reach it, frozen: a new one shows up here for review. */
import { expect, test } from 'vitest'
import { routesOf } from '../src/app.tsx'
import { Dumps } from '../src/platform/dumps.ts'
import { Register } from '../src/stocktaking/index.ts'

const routes = routesOf(new Register(), new Dumps('var/dumps'))

test('routes and their audiences', async () => {
  const table = routes.map(
    ({ method, path, audience, query, reads, ...route }) =>
      `${method} ${path} · ${audience} · ${query.join(' ') || '–'} · ${reads.join(' ')}${'fromElsewhere' in route && route.fromElsewhere ? ' · also from elsewhere' : ''}`,
  )
  await expect(`${table.join('\n')}\n`).toMatchFileSnapshot('routes.txt')
})

test('no two routes share a method and a path', () => {
  const names = routes.map(({ method, path }) => `${method} ${path}`)
  expect(names).toEqual([...new Set(names)])
})
