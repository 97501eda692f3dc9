/** Empty databases for the tests of this folder, on each engine that is there. */
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { type Connection, connect, type DatabaseSettings, type Engine } from './db.ts'

const SERVER = process.env.TEST_DATABASE_URL

/** The embedded engine and, with TEST_DATABASE_URL, the server. */
export const engines: readonly Engine[] = SERVER ? ['pglite', 'postgresql'] : ['pglite']

export const worker = pathToFileURL(resolve('dist/pglite-worker.js'))

let template: Promise<string> | undefined

/** What calls its argument when a test, or a group of tests, is over. */
type Later = (undo: () => void | Promise<void>) => void

/** Settings of a database with nothing in it, which is removed after the test. */
export async function anEmptyDatabase(engine: Engine, later: Later = onTestFinished): Promise<DatabaseSettings> {
  const folder = aFolder(later)
  if (engine === 'pglite') {
    template ??= makeTemplate()
    cpSync(await template, join(folder, 'pglite'), { recursive: true })
    return { url: null, folder, worker, sharedBuffers: '16MB' }
  }
  return { url: await aDatabaseOnTheServer(later), folder, worker }
}

/** A connection that is closed after the test. */
export async function opened<Tables>(settings: DatabaseSettings, later: Later = onTestFinished): Promise<Connection<Tables>> {
  const connection = await connect<Tables>(settings)
  later(() => connection.close())
  return connection
}

/** A folder that is removed after the test. */
export function aFolder(later: Later = onTestFinished): string {
  const folder = mkdtempSync(join(process.env.ACTIONLINES_TEST_FOLDER ?? tmpdir(), 'platform-'))
  later(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** One connection for a group of tests, to open it once: call it in beforeAll and return what it gives. */
export async function aConnection<Tables>(engine: Engine): Promise<{ connection: Connection<Tables>; close: () => Promise<void> }> {
  const undone: (() => void | Promise<void>)[] = []
  const later: Later = (undo) => undone.unshift(undo)
  const connection = await opened<Tables>(await anEmptyDatabase(engine, later), later)
  return {
    connection,
    close: async () => {
      for (const undo of undone) await undo()
    },
  }
}

/** Takes everything out of a database. */
export async function emptied<Tables>(connection: Connection<Tables>): Promise<Connection<Tables>> {
  await connection.execute('drop schema if exists a, b cascade; drop schema public cascade; create schema public')
  return connection
}

/** A new database costs seconds, its copy does not. */
async function makeTemplate(): Promise<string> {
  const folder = mkdtempSync(join(process.env.ACTIONLINES_TEST_FOLDER ?? tmpdir(), 'template-'))
  const connection = await connect({ url: null, folder, worker, sharedBuffers: '16MB' })
  await connection.close()
  return join(folder, 'pglite')
}

async function aDatabaseOnTheServer(later: Later): Promise<string> {
  const name = `actionlines_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name}`)
  later(() => onServer(`drop database ${name} with (force)`))
  const url = new URL(SERVER ?? '')
  url.pathname = `/${name}`
  return url.href
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER })
  await client.connect()
  await client.query(statement)
  await client.end()
}
