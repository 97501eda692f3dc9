/** Databases for the benches: empty ones that hold the plan, in folders or on the server that TEST_DATABASE_URL names. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, openSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startSite, stop } from './servers.mjs'

export const server = process.env.TEST_DATABASE_URL

/** The engines to measure: all that are there, or the one that was named. */
export function enginesOf(named) {
  if (named) return [named]
  return server ? ['postgresql', 'pglite'] : ['pglite']
}

/** Makes databases that hold the plan: settings for the command. A new one is a copy of the first. */
export function databasesOf(engine, folder) {
  return engine === 'postgresql' ? onServer(folder) : inFolders(folder)
}

function inFolders(folder) {
  let count = 0
  const template = join(folder, 'template')
  prepared({ DATA_DIR: template, DATABASE_URL: '' }, folder)
  return {
    fresh: async () => {
      count += 1
      const dir = join(folder, `data-${count}`)
      cpSync(template, dir, { recursive: true })
      return { DATA_DIR: dir, DATABASE_URL: '' }
    },
    remove: async () => {},
  }
}

function onServer(folder) {
  if (!server) throw new Error('set TEST_DATABASE_URL to a PostgreSQL server on which databases may be made')
  const made = []
  const settings = (name) => {
    const url = new URL(server)
    url.pathname = `/${name}`
    return { DATA_DIR: join(folder, name), DATABASE_URL: url.href }
  }
  return {
    fresh: async () => {
      if (made.length === 0) {
        await execute('drop database if exists actionlines_bench with (force)', 'create database actionlines_bench')
        prepared(settings('actionlines_bench'), folder)
        made.push('actionlines_bench')
      }
      const name = `actionlines_bench_${made.length}`
      await execute(`drop database if exists ${name} with (force)`, `create database ${name} template actionlines_bench`)
      made.push(name)
      return settings(name)
    },
    remove: () => execute(...made.reverse().map((name) => `drop database ${name} with (force)`)),
  }
}

async function execute(...statements) {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

/** Makes a database, migrates it and loads the plan, by asking for something small. */
function prepared(settings, folder) {
  const { status } = spawnSync(process.execPath, ['dist/main.js', 'export', mkdtempSync(join(folder, 'export-'))], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('the database could not be made')
}

/** Generated activities in a file of the folder. */
export function generated(folder, name, records) {
  const file = join(folder, name)
  const { status } = spawnSync(process.execPath, ['bench/generate-iati.mjs', '--records', String(records)], {
    stdio: ['ignore', openSync(file, 'w'), 'inherit'],
  })
  if (status !== 0) throw new Error('the generator failed')
  return file
}

/** Runs work on the site with these activities in a database of its own. */
export async function withSite(engine, folder, activities, work) {
  const databases = databasesOf(engine, folder)
  const settings = await databases.fresh()
  const { status } = spawnSync(process.execPath, ['dist/main.js', 'import', 'iati', activities], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('the import failed')
  const site = await startSite(settings)
  try {
    await work(site)
  } finally {
    await stop(site)
    await databases.remove()
  }
}
