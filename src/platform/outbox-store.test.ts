/** The outbox as it is read, and what its table refuses. */
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { greeting, later, NOON, outboxesOn } from '../../test/outboxes.ts'
import { eraseMails, findMail, listMails } from './outbox-store.ts'
import { engines } from './testing.ts'

describe.each(engines)('on %s', (engine) => {
  const { anOutbox, queue, connection } = outboxesOn(engine)

  test('the outbox is read by pages, and by what became of a mail', async () => {
    for (const [minute, to] of ['a@example.org', 'b@example.org', 'c@example.org'].entries()) await queue(greeting({ to }), later(minute))
    await anOutbox(null).deliver(later(1))
    const read = async (options: Parameters<typeof listMails>[1]) => {
      const { total, mails } = await listMails(connection().db, options)
      return [total, mails.map(({ to }) => to)]
    }
    expect(await read({ size: 2 })).toEqual([3, ['c@example.org', 'b@example.org']])
    expect(await read({ size: 2, page: 2 })).toEqual([3, ['a@example.org']])
    expect(await read({ state: 'waiting' })).toEqual([1, ['c@example.org']])
    expect(await read({ state: 'kept' })).toEqual([2, ['b@example.org', 'a@example.org']])
  })

  test('what a mail said and to whom is erased 90 days after it ended; what became of it stays', async () => {
    await queue(greeting({ to: 'kept@example.org' }))
    await anOutbox(null).deliver(NOON)
    await queue(greeting({ to: 'waiting@example.org' }))
    const due = new Date('2026-05-25T12:00:00Z')
    const rows = async () => {
      const { rows: all } = await sql`
        select to_address, subject, body_text is not null as said, facts, kept_at is not null as kept, message_id is not null as identified
        from platform.mail order by id`.execute(connection().db)
      return all
    }
    const before = await rows()
    await eraseMails(connection().db, new Date(due.getTime() - 1))
    expect(await rows()).toEqual(before)
    await eraseMails(connection().db, due)
    expect(await rows()).toEqual([
      { to_address: null, subject: null, said: false, facts: {}, kept: true, identified: true },
      { to_address: 'waiting@example.org', subject: null, said: false, facts: { name: 'Amina' }, kept: false, identified: false },
    ])
    const [, erased] = (await listMails(connection().db)).mails
    expect([erased?.state, erased?.to, (await findMail(connection().db, erased?.id ?? 0))?.erased]).toEqual(['kept', '', true])
    await eraseMails(connection().db, due)
  })

  test('the database refuses a mail that ended twice, a body without a subject, and a secret that was sent and not forgotten', async () => {
    await queue()
    const set = (change: string) => connection().execute(`update platform.mail set ${change}`)
    await expect(set(`due_at = null, failed_at = queued_at, dropped_at = queued_at`)).rejects.toThrow('ends_once')
    await expect(set(`due_at = null`)).rejects.toThrow('ends_once')
    await expect(set(`body_text = 'x', body_html = 'x'`)).rejects.toThrow('bodies_of_what_is_rendered')
    await expect(set(`accepted_at = queued_at, due_at = null`)).rejects.toThrow('sent_is_rendered')
    await expect(set(`unsubscribe = E'https://a.example/\\r\\nBcc: x'`)).rejects.toThrow('unsubscribe')
    const rendered = `rendered_at = queued_at, subject = 's', message_id = '<1@a>', body_text = 'x', body_html = 'x', secret = true`
    await expect(set(`${rendered}, accepted_at = queued_at, due_at = null`)).rejects.toThrow(
      /bodies_of_what_is_rendered|secrets_are_forgotten/,
    )
  })
})
