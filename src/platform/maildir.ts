/** A Maildir: a mail server puts each message into `new` as a file of its own, and whoever has read it moves it to `cur`. */
import { mkdir, open, readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Names of the messages that wait: a name begins with the time of its delivery, so the first comes first. */
export async function waitingIn(folder: string, most: number): Promise<string[]> {
  const names = await readdir(join(folder, 'new'))
  return names
    .filter((name) => !name.startsWith('.'))
    .sort()
    .slice(0, most)
}

export type Stored = { bytes: Buffer; size: number; storedAt: Date }

/** A message, or as much of it as its head can have, where it is too large to be read. Null: another process has moved it meanwhile. */
export async function readStored(folder: string, name: string, { largest }: { largest: number }): Promise<Stored | null> {
  const path = join(folder, 'new', name)
  return unlessGone(async () => {
    const { size, mtime } = await stat(path)
    const bytes = Buffer.alloc(size > largest ? LARGEST_HEAD : size)
    const file = await open(path)
    try {
      await file.read(bytes, 0, bytes.length, 0)
    } finally {
      await file.close()
    }
    return { bytes, size, storedAt: mtime }
  })
}

/** In bytes. */
const LARGEST_HEAD = 64 * 1024

/** Handled: it is moved where those are that were seen, and says so by its name. */
export async function setRead(folder: string, name: string): Promise<void> {
  const base = name.replace(/:2,.*$/, '')
  await unlessGone(() => rename(join(folder, 'new', name), join(folder, 'cur', `${base}:2,S`)))
}

/** It cannot be handled: it is put aside, for the operator to look at. */
export async function setAside(folder: string, name: string): Promise<void> {
  await mkdir(join(folder, 'failed'), { recursive: true })
  await unlessGone(() => rename(join(folder, 'new', name), join(folder, 'failed', name)))
}

async function unlessGone<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
