/** One process at a time: told by processes that are really others. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { Refused } from '../errors.ts'
import { aFolder } from '../testing.ts'
import { lockFolder } from './lock.ts'

/** Takes the lock of the folder that it is given, says how that went, and waits until it is ended. */
const CONTENDER = `
  import { lockFolder } from './lock.ts'
  setInterval(() => {}, 1000)
  lockFolder(process.argv[2]).then(() => console.log('holds'), (error) => console.log(error.message))`

let program: string

beforeAll(async () => {
  const result = await build({
    stdin: { contents: CONTENDER, resolveDir: 'src/platform/pglite', loader: 'ts' },
    ...{ bundle: true, platform: 'node', format: 'esm', write: false },
  })
  program = result.outputFiles[0]?.text ?? ''
})

test('a second process is refused, with what to do', async () => {
  const folder = aFolder()
  const holder = await contend(folder)
  expect(holder.says).toBe('holds')
  await expect(lockFolder(folder)).rejects.toThrow(Refused)
  await expect(lockFolder(folder)).rejects.toThrow(
    `The folder ${folder} is in use by process ${holder.process.pid}. Stop that process first, or set DATABASE_URL`,
  )
})

test('a lock that a killed process left is taken over', async () => {
  const folder = aFolder()
  const holder = await contend(folder)
  await killed(holder.process)
  const lock = await lockFolder(folder)
  expect((await contend(folder)).says).toContain(`in use by process ${process.pid}`)
  await lock.release()
})

test('a lock that was released is free, also to the same process', async () => {
  const folder = aFolder()
  for (let turn = 0; turn < 3; turn += 1) {
    const lock = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toThrow(`in use by process ${process.pid}`)
    await lock.release()
  }
  expect(readdirSync(join(folder, 'lock'))).toEqual(['3'])
})

test('of several that find a dead holder at once, one has it', async () => {
  const folder = aFolder()
  for (let round = 0; round < 3; round += 1) {
    const contenders = await Promise.all(Array.from({ length: 6 }, () => contend(folder)))
    expect(contenders.filter(({ says }) => says === 'holds')).toHaveLength(1)
    await Promise.all(contenders.map((contender) => killed(contender.process)))
  }
})

test('a path that is too long for a socket has a lock too', async () => {
  const folder = join(aFolder(), 'a-long-name-of-a-folder/'.repeat(8))
  const lock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(Refused)
  await lock.release()
})

async function contend(folder: string): Promise<{ process: ChildProcess; says: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-', folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => killed(child))
  child.stdin.end(program)
  const says = await new Promise<string>((resolve) => child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim())))
  return { process: child, says }
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}
