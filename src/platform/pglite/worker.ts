/**
 * The engine's thread: PGlite, asked in PostgreSQL's own protocol. The program runs pg over it as over a socket (wire.ts),
 * so that a value means the same on both engines.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { DurableFS, syncPath, syncTree } from './durable.ts'
import { joined, type Reply, type Request, type ThreadData } from './messages.ts'
import { Upkeep } from './upkeep.ts'

const { folder, sharedBuffers, syncs }: ThreadData = workerData
const counter = new Int32Array(syncs)
if (parentPort) await serve(parentPort)

async function serve(port: MessagePort): Promise<void> {
  const say = (reply: Reply) => port.postMessage(reply, reply instanceof Uint8Array ? [reply.buffer] : [])
  const broken = (error: unknown): never => {
    say({ broken: error instanceof Error ? error.message : String(error) })
    process.exit() // of this thread
  }
  const db = await openOrMake(broken)
  const upkeep = new Upkeep(db)
  say({ ready: true, syncs: await syncsCommits(db) })
  let turn = Promise.resolve()
  port.on('message', (request: Request) => {
    turn = turn.then(() => handle(request)).catch(broken)
  })

  async function handle(request: Request): Promise<void> {
    if (request === 'close') return close(port, db, upkeep)
    say(await answer(db, request))
    await upkeep.betweenStatements()
  }
}

/** A database whose making was cut short is made again: nobody has been told of it yet. */
async function openOrMake(broken: (error: unknown) => never): Promise<PGlite> {
  const unfinished = join(dirname(folder), 'unfinished')
  if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true })
  const isNew = !existsSync(folder)
  if (isNew) {
    writeFileSync(unfinished, '')
    syncPath(dirname(folder))
    mkdirSync(folder)
  }
  sweepScratch()
  const db = await open(broken)
  if (isNew) {
    syncTree(folder)
    rmSync(unfinished)
    syncPath(dirname(folder))
  }
  return db
}

/** Files of a backup that was killed. */
function sweepScratch(): void {
  for (const name of readdirSync(folder).filter((name) => name.startsWith('scratch-'))) {
    rmSync(join(folder, name), { recursive: true })
  }
}

async function open(broken: (error: unknown) => never): Promise<PGlite> {
  const db = await PGlite.create({
    fs: new DurableFS(folder, () => Atomics.add(counter, 0, 1), broken),
    startParams: [
      ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), // -F: no fsync
      ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync', '-c', `shared_buffers=${sharedBuffers}`],
    ],
  })
  guard(db, broken)
  await db.exec('listen actionlines')
  return db
}

/**
 * PGlite swallows every exception of the engine, an overflown stack or a panic too, and then says that it is ready,
 * or never returns. Only status 100 is PostgreSQL's own way to end a statement with an error.
 */
function guard(db: PGlite, broken: (error: unknown) => never): void {
  const engine = db.Module
  const once = engine._PostgresMainLoopOnce
  engine._PostgresMainLoopOnce = () => {
    try {
      once()
    } catch (error) {
      if (!(error instanceof Object && 'status' in error && error.status === 100)) broken(error)
      throw error
    }
  }
}

/** Commits something and looks whether a file was synced meanwhile. */
async function syncsCommits(db: PGlite): Promise<boolean> {
  const before = Atomics.load(counter, 0)
  await db.exec("begin; select pg_logical_emit_message(true, 'actionlines', 'does this reach the disk?'); commit")
  return Atomics.load(counter, 0) > before
}

async function answer(db: PGlite, request: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  // A new session of pg: what the last one left open is undone, as a server does.
  if (request[0] === 0 && db.isInTransaction()) await db.exec('rollback')
  const parts: Uint8Array[] = []
  await db.execProtocolRawStream(request, { syncToFs: false, onRawData: (part) => parts.push(part.slice()) })
  return joined(parts)
}

async function close(port: MessagePort, db: PGlite, upkeep: Upkeep): Promise<void> {
  await upkeep.atTheEnd()
  await db.close()
  port.close()
}
