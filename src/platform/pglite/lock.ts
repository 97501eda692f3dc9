/**
 * One process at a time on a folder: two engines on one database lose rows without an error.
 *
 * The holder listens on a Unix socket, which only a living process can answer: kill -9, a new boot and another process
 * with the same number are all told apart, in containers that share the folder as well. Its name is <process>-<random>, and
 * a symbolic link with the next number points to it. A link is made by one process only and the highest number is never
 * taken away, so that of two processes that find a dead holder one comes second, and sees it.
 */
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { Refused } from '../errors.ts'

export type Lock = { release(): Promise<void> }

/** Takes the folder for this process, until it releases it or ends. Throws Refused, with the holder's number, where another has it. */
export async function lockFolder(folder: string): Promise<Lock> {
  const room = openRoom(join(folder, 'lock'))
  const name = `${process.pid}-${randomBytes(4).toString('hex')}`
  const server = await listen(room, name)
  const release = async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()))
    room.close()
  }
  try {
    while (!(await takeTurn(room, name, folder)));
    return { release }
  } catch (error) {
    await release()
    throw error
  }
}

/** Where the sockets are. `socket` is the same place in a name that is short enough for a socket's address (107 bytes). */
type Room = { path: string; socket: (name: string) => string; close: () => void }

function openRoom(path: string): Room {
  mkdirSync(path, { recursive: true })
  const longest = join(path, '4194304-00000000')
  if (Buffer.byteLength(longest) <= 100) return { path, socket: (name) => join(path, name), close: () => {} }
  if (process.platform !== 'linux') throw new Refused(`The path ${path} is too long for a lock. Choose a shorter DATA_DIR.`)
  const directory = openSync(path, 'r')
  return { path, socket: (name) => `/proc/self/fd/${directory}/${name}`, close: () => closeSync(directory) }
}

function listen(room: Room, name: string): Promise<Server> {
  const server = createServer((visitor) => visitor.destroy())
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      room.close()
      reject(new Refused(`The folder ${room.path} cannot hold a lock: ${error.message}. Choose a DATA_DIR on a local disk.`))
    })
    server.listen(room.socket(name), () => resolve(server.unref()))
  })
}

/** @returns whether this process now holds the folder; false: somebody came between, look again */
async function takeTurn(room: Room, name: string, folder: string): Promise<boolean> {
  const last = newestNumber(room)
  if (last > 0 && (await answers(room, `${last}`))) throw inUse(room, last, folder)
  const mine = last + 1
  if (!link(name, join(room.path, `${mine}`))) return false
  if (newestNumber(room) !== mine) {
    rmSync(join(room.path, `${mine}`), { force: true })
    return false
  }
  await sweep(room, mine)
  return true
}

function newestNumber(room: Room): number {
  return Math.max(0, ...numbers(room))
}

function numbers(room: Room): number[] {
  return readdirSync(room.path)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

/** Only a refused connection or an absent socket is proof that nobody holds it. */
function answers(room: Room, name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const visit = connect(room.socket(name), () => {
      visit.destroy()
      resolve(true)
    })
    visit.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT'))
  })
}

function inUse(room: Room, number: number, folder: string): Refused {
  const [holder = 'unknown'] = socketOf(room, number)?.split('-') ?? []
  return new Refused(
    `The folder ${folder} is in use by process ${holder}. Stop that process first, or set DATABASE_URL: several processes can share a PostgreSQL server.`,
  )
}

/** @returns null where the link has just been taken away */
function socketOf(room: Room, number: number): string | null {
  try {
    return readlinkSync(join(room.path, `${number}`))
  } catch {
    return null
  }
}

function link(name: string, path: string): boolean {
  try {
    symlinkSync(name, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Clears up after dead holders. The socket of a process that still looks for its turn answers, and is left to it. */
async function sweep(room: Room, mine: number): Promise<void> {
  for (const old of numbers(room).filter((number) => number < mine)) {
    const socket = socketOf(room, old)
    if (socket !== null && !(await answers(room, socket))) rmSync(join(room.path, socket), { force: true })
    rmSync(join(room.path, `${old}`), { force: true })
  }
}
