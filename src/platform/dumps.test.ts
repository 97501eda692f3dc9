/** Whole files on disk: a set is given out whole, whatever happens while the next is made. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import { DumpKeeper } from './dump-keeper.ts'
import { type Counts, Dumps, type Maker } from './dumps.ts'
import { makeLog } from './log.ts'
import { aFolder } from './testing.ts'

const NOON = new Date('2026-02-24T12:00:00Z')
const ONE = new Date('2026-02-24T13:00:00Z')

let folder: string
beforeEach(() => {
  folder = join(aFolder(), 'dumps')
})

/** A file with these lines; `fail` after the last. */
function writing(name: string, lines: readonly string[], { fail = false } = {}): Maker {
  return {
    name,
    async *make(): AsyncGenerator<string, Counts> {
      for (const line of lines) yield `${line}\n`
      if (fail) throw new Error('the database went away')
      return { entries: lines.length, leftOut: { mute: 1 } }
    },
  }
}

async function textOf(dumps: Dumps, name: string): Promise<string | null> {
  const dump = dumps.find(name)
  if (!dump) return null
  const parts: Uint8Array[] = []
  for await (const part of dumps.read(dump)) parts.push(part)
  return gunzipSync(Buffer.concat(parts)).toString()
}

async function reopened(): Promise<Dumps> {
  const dumps = new Dumps(folder)
  await dumps.open()
  return dumps
}

describe('a set of files', () => {
  test('is told with entries, bytes and checksum as they are on disk', async () => {
    const dumps = new Dumps(folder)
    await dumps.make([writing('villages.csv', ['Kisumu', 'Nuku‘alofa'])], NOON)
    const [set = ''] = readdirSync(folder)
    const bytes = readFileSync(join(folder, set, 'villages.csv.gz'))
    expect(gunzipSync(bytes).toString()).toBe('Kisumu\nNuku‘alofa\n')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(dumps.list).toEqual([{ name: 'villages.csv', entries: 2, leftOut: { mute: 1 }, madeAt: NOON, bytes: bytes.length, sha256 }])
  })

  test('is taken up by the next process', async () => {
    const first = new Dumps(folder)
    await first.make([writing('villages.csv', ['Kisumu'])], NOON)
    const second = await reopened()
    expect(second.list).toEqual(first.list)
    expect(await textOf(second, 'villages.csv')).toBe('Kisumu\n')
  })

  test('takes the place of the one before, of which nothing is left', async () => {
    const dumps = new Dumps(folder)
    await dumps.make([writing('villages.csv', ['Kisumu'])], NOON)
    await dumps.make([writing('villages.csv', ['Nairobi'])], ONE)
    expect(await textOf(dumps, 'villages.csv')).toBe('Nairobi\n')
    expect(readdirSync(folder)).toHaveLength(1)
  })

  test('that fails leaves the one before as it is, and nothing else', async () => {
    const dumps = new Dumps(folder)
    await dumps.make([writing('villages.csv', ['Kisumu'])], NOON)
    const before = readdirSync(folder)
    const next = [writing('villages.csv', ['Nairobi']), writing('towns.csv', ['Mombasa'], { fail: true })]
    await expect(dumps.make(next, ONE)).rejects.toThrow('the database went away')
    expect(await textOf(dumps, 'villages.csv')).toBe('Kisumu\n')
    expect(readdirSync(folder)).toEqual(before)
  })

  test('that a killed process did not finish is cleared away', async () => {
    await new Dumps(folder).make([writing('villages.csv', ['Kisumu'])], NOON)
    const before = readdirSync(folder)
    mkdirSync(join(folder, 'making-killed'))
    writeFileSync(join(folder, 'making-killed', 'villages.csv.gz'), 'half of i')
    mkdirSync(join(folder, 'made-99990101T000000000Z-nothing'))
    expect(await textOf(await reopened(), 'villages.csv')).toBe('Kisumu\n')
    expect(readdirSync(folder)).toEqual(before)
  })

  test('of which a file has lost its end is none', async () => {
    await new Dumps(folder).make([writing('villages.csv', ['Kisumu'])], NOON)
    const [set = ''] = readdirSync(folder)
    truncateSync(join(folder, set, 'villages.csv.gz'), 5)
    expect((await reopened()).list).toEqual([])
  })

  test('is read to its end, even if the next takes its place meanwhile', async () => {
    const dumps = new Dumps(folder)
    const long = Array.from({ length: 40_000 }, (_, index) => createHash('sha256').update(String(index)).digest('hex'))
    await dumps.make([writing('numbers.csv', long)], NOON)
    const dump = dumps.find('numbers.csv')
    if (!dump) throw new Error('not made')
    const reading = dumps.read(dump)
    const parts = [(await reading.next()).value]
    await dumps.make([writing('numbers.csv', ['none'])], ONE)
    for await (const part of reading) parts.push(part)
    expect(gunzipSync(Buffer.concat(parts)).toString()).toBe(`${long.join('\n')}\n`)
  })
})

describe('the keeper', () => {
  const keeperOf = (dumps: Dumps, makers: readonly Maker[], clock: () => Date) =>
    new DumpKeeper({ dumps, makers, reads: ['geography'], clock, log: makeLog('silent'), onMade: () => {} })

  test('tries again an hour after it failed', async () => {
    const dumps = new Dumps(folder)
    let now = NOON
    let fail = true
    const maker: Maker = { name: 'villages.csv', make: (at) => writing('villages.csv', ['Kisumu'], { fail }).make(at) }
    const keeper = keeperOf(dumps, [maker], () => now)
    await keeper.tick()
    fail = false
    await keeper.tick()
    expect(dumps.list).toEqual([])
    now = ONE
    await keeper.tick()
    expect(await textOf(dumps, 'villages.csv')).toBe('Kisumu\n')
  })

  test('makes them again where something changed while they were made', async () => {
    const dumps = new Dumps(folder)
    let now = NOON
    let villages = ['Kisumu']
    const keeper = keeperOf(
      dumps,
      [
        {
          name: 'villages.csv',
          async *make(at) {
            const counts = yield* writing('villages.csv', villages).make(at)
            villages = ['Kisumu', 'Nairobi']
            keeper.changed('geography')
            return counts
          },
        },
      ],
      () => now,
    )
    await keeper.tick()
    now = ONE
    await keeper.tick()
    expect(await textOf(dumps, 'villages.csv')).toBe('Kisumu\nNairobi\n')
  })

  test('does not make them again for what is in none of them', async () => {
    const dumps = new Dumps(folder)
    let now = NOON
    const keeper = keeperOf(dumps, [writing('villages.csv', ['Kisumu'])], () => now)
    await keeper.tick()
    now = ONE
    keeper.changed('weather')
    await keeper.tick()
    expect(dumps.list.map(({ madeAt }) => madeAt)).toEqual([NOON])
    keeper.changed(null) // anything may have changed unheard
    await keeper.tick()
    expect(dumps.list.map(({ madeAt }) => madeAt)).toEqual([ONE])
  })

  test('ends in the middle when the process does', async () => {
    const dumps = new Dumps(folder)
    let ended = false
    const endless: Maker = {
      name: 'endless.csv',
      async *make() {
        try {
          for (;;) yield 'x'.repeat(100_000)
        } finally {
          ended = true
        }
      },
    }
    const keeper = keeperOf(dumps, [endless], () => NOON)
    await keeper.start()
    await keeper.stop()
    expect([ended, readdirSync(folder)]).toEqual([true, []])
  })
})
