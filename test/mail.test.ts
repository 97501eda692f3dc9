/** From the commit of whatever queued a mail to its first try, in the application as it is put together. */
import { expect, onTestFinished, test } from 'vitest'
import type { Db } from '../src/app.tsx'
import { queueMail } from '../src/platform/outbox.ts'
import { listMails } from '../src/platform/outbox-store.ts'
import { aWorld, NOON } from './world.ts'

test('a mail is tried as soon as its transaction is committed, without anybody asking', async () => {
  const world = await aWorld()
  const { jobs, outbox } = await world.build()
  jobs.start()
  onTestFinished(async () => {
    await Promise.all([jobs.stop(), outbox.close()])
  })

  await world.db.transaction().execute((tx: Db) => queueMail(tx, aRiddle, world.now()))
  await expect.poll(async () => (await listMails(world.db)).mails, { timeout: 5_000 }).toMatchObject([{ tries: 1, to: aRiddle.to }])
})

test('a test delivers by the clock of its world', async () => {
  const world = await aWorld()
  await world.db.transaction().execute((tx: Db) => queueMail(tx, aRiddle, world.now()))
  expect((await listMails(world.db)).mails).toMatchObject([{ state: 'waiting', tries: 0, dueAt: new Date(NOON) }])
  await world.deliver()
  world.at('2026-02-24T12:00:59Z')
  await world.deliver()
  expect((await listMails(world.db)).mails).toMatchObject([{ tries: 1, dueAt: new Date('2026-02-24T12:01:00Z') }])
  world.at('2026-02-24T12:01:00Z')
  await world.deliver()
  expect((await listMails(world.db)).mails).toMatchObject([{ tries: 2, dueAt: new Date('2026-02-24T12:06:00Z') }])
})

/** Of a kind that nothing puts into words. */
const aRiddle = { kind: 'riddle', to: 'amina@example.org', language: 'en', facts: {} } as const
