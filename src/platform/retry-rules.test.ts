import { describe, expect, test } from 'vitest'
import { type Failure, nextTry, verdictOf } from './retry-rules.ts'

test.each([
  // A reply to the recipient or the content is about the mail; to anything before, about us.
  ['RCPT TO', 550, 'EENVELOPE', 'final'],
  ['RCPT TO', 552, 'EENVELOPE', 'final'],
  ['DATA', 554, 'EMESSAGE', 'final'],
  ['RCPT TO', 450, 'EENVELOPE', 'later'],
  ['DATA', 421, 'EMESSAGE', 'later'],
  ['DATA', 503, 'EMESSAGE', 'later'],
  ['MAIL FROM', 550, 'EENVELOPE', 'ours'],
  ['MAIL FROM', 451, 'EENVELOPE', 'later'],
  ['CONN', 554, 'EPROTOCOL', 'ours'],
  ['CONN', 421, 'EPROTOCOL', 'later'],
  ['AUTH PLAIN', 535, 'EAUTH', 'ours'],
  ['AUTH PLAIN', 454, 'EAUTH', 'later'],
  // No reply: the connection, or the mailer itself.
  ['CONN', null, 'ECONNECTION', 'later'],
  ['CONN', null, 'ESOCKET', 'later'],
  ['CONN', null, 'ETIMEDOUT', 'later'],
  ['', null, 'EABORT', 'later'],
  ['CONN', null, 'EDNS', 'ours'],
  ['STARTTLS', null, 'ETLS', 'ours'],
  ['API', null, 'EAUTH', 'ours'],
  ['', null, 'ERENDER', 'ours'],
  ['API', null, 'EENVELOPE', 'final'],
  ['MAIL FROM', null, 'EMESSAGE', 'final'],
] as const)('to %s, %s %s: %s', (command, status, code, verdict) => {
  expect(verdictOf({ command, status, code, reply: '' } satisfies Failure)).toBe(verdict)
})

describe('the next try', () => {
  const queuedAt = new Date('2026-02-24T12:00:00Z')

  test('comes later each time, and after five days none', () => {
    const tries: string[] = []
    for (let now: Date | null = queuedAt, count = 1; now; count += 1) {
      tries.push(now.toISOString())
      now = nextTry({ queuedAt, tries: count, now })
    }
    expect(tries).toEqual([
      '2026-02-24T12:00:00.000Z',
      '2026-02-24T12:01:00.000Z',
      '2026-02-24T12:06:00.000Z',
      '2026-02-24T12:21:00.000Z',
      '2026-02-24T13:21:00.000Z',
      '2026-02-24T17:21:00.000Z',
      '2026-02-25T05:21:00.000Z',
      '2026-02-25T17:21:00.000Z',
      '2026-02-26T05:21:00.000Z',
      '2026-02-26T17:21:00.000Z',
      '2026-02-27T05:21:00.000Z',
      '2026-02-27T17:21:00.000Z',
      '2026-02-28T05:21:00.000Z',
      '2026-02-28T17:21:00.000Z',
      '2026-03-01T05:21:00.000Z',
    ])
  })
})
