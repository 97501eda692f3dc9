/** Mails as programs write them, put into real Maildirs. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'

const writer = createTransport({ streamTransport: true, buffer: true })

/** The bytes of a mail. */
export async function letter(mail: SendMailOptions): Promise<Buffer> {
  const { message } = await writer.sendMail({ from: 'Ada <ada@home.example>', to: 'actionlines@localhost', subject: 'Hello', ...mail })
  if (!Buffer.isBuffer(message)) throw new Error('the mail was not written as a whole')
  return message
}

/** An empty Maildir, which `later` removes. */
export function aMaildir(later: (undo: () => void) => void) {
  const folder = mkdtempSync(join(process.env.ACTIONLINES_TEST_FOLDER ?? tmpdir(), 'maildir-'))
  later(() => rmSync(folder, { recursive: true, force: true }))
  for (const part of ['new', 'cur', 'tmp']) mkdirSync(join(folder, part))
  let count = 0
  return {
    folder,
    /** As a mail server puts one there. */
    put: (bytes: Buffer | string, name = `17720000${String(++count).padStart(2, '0')}.M1.host`) => {
      writeFileSync(join(folder, 'new', name), bytes)
      return name
    },
    holds: (part: 'new' | 'cur' | 'failed') => {
      try {
        return readdirSync(join(folder, part)).sort()
      } catch {
        return []
      }
    },
  }
}
