/** Looks at the folder into which mail comes. */
import { constants } from 'node:fs'
import { access, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { attempt, type Check } from './doctor.ts'

/** @param folder MAIL_IN */
export async function examineMailIn(folder: string | null): Promise<Check> {
  if (folder === null) return { name: 'mail in', ok: null, detail: 'MAIL_IN is not set: people answer our mails on the site' }
  return attempt('mail in', async () => {
    if (!(await isMaildir(folder)))
      return { ok: false, detail: `${folder} is no Maildir: its folders new and cur are missing. Name the one that the mail server writes` }
    for (const part of [folder, join(folder, 'new'), join(folder, 'cur')])
      await access(part, constants.R_OK | constants.W_OK | constants.X_OK)
    const waiting = (await readdir(join(folder, 'new'))).length
    return { ok: true, detail: `${folder} can be read and written; ${waiting} wait in it` }
  })
}

async function isMaildir(folder: string): Promise<boolean> {
  const parts = await Promise.all(['new', 'cur'].map((part) => stat(join(folder, part)).catch(() => null)))
  return parts.every((part) => part?.isDirectory())
}
