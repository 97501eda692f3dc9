import { pino } from 'pino'
import { expect, test } from 'vitest'
import { type Duty, Jobs } from './jobs.ts'

const NOON = new Date('2026-02-24T12:00:00Z')

function jobsOf(...duties: Duty[]) {
  const log: string[] = []
  return { log, jobs: new Jobs({ duties, clock: () => NOON, log: pino({}, { write: (line: string) => log.push(line) }) }) }
}

/** A duty that is at it until it is let go. */
function aLongDuty(name: string) {
  const runs: Date[] = []
  const waiting: (() => void)[] = []
  const run = (now: Date) => {
    runs.push(now)
    return new Promise<void>((resolve) => waiting.push(resolve))
  }
  return { duty: { name, run }, runs, letGo: () => waiting.shift()?.() }
}

test('a duty that fails is logged by name, keeps none of the others back, and is tried at the next tick', async () => {
  let failures = 0
  let done = 0
  const { jobs, log } = jobsOf(
    {
      name: 'close decisions',
      run: async () => {
        failures += 1
        throw new RangeError('amina@example.org is not known')
      },
    },
    {
      name: 'mail',
      run: async () => {
        done += 1
      },
    },
  )
  await jobs.tick()
  await jobs.tick()
  expect([failures, done]).toEqual([2, 2])
  expect(log.map((line) => JSON.parse(line))).toMatchObject([
    { duty: 'close decisions', error: 'RangeError', code: null, msg: 'duty not done' },
    { duty: 'close decisions' },
  ])
  expect(log.join('')).not.toContain('amina')
})

test('a duty that is still at it is not begun again', async () => {
  const long = aLongDuty('mail')
  const { jobs } = jobsOf(long.duty)
  const first = jobs.tick()
  await jobs.tick()
  expect(long.runs).toEqual([NOON])
  long.letGo()
  await first
  const second = jobs.tick()
  long.letGo()
  await second
  expect(long.runs).toEqual([NOON, NOON])
})

test('a nudge is heard after the start: at once, or once more after what is being done', async () => {
  const long = aLongDuty('mail')
  const { jobs } = jobsOf(long.duty)
  jobs.nudge('mail')
  expect(long.runs).toHaveLength(0)
  jobs.start()
  expect(long.runs).toHaveLength(1)
  jobs.nudge('mail')
  jobs.nudge('mail')
  expect(long.runs).toHaveLength(1)
  long.letGo()
  await expect.poll(() => long.runs.length).toBe(2)
  const stopped = jobs.stop()
  long.letGo()
  await stopped
  jobs.nudge('mail')
  expect(long.runs).toHaveLength(2)
})
