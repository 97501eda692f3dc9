/** What stands in the addresses of pages that show something only where something has happened. */

import { aReportedConversation } from './conversations.ts'
import { importActivities } from './imported.ts'
import { anEntryOnBehalf, aPerson } from './persons.ts'
import { aConfirmation, aDouble, aKeptMail, aReader, mailsTo, type Visitor } from './visitor.ts'
import type { World } from './world.ts'

/** By the names that test/addresses.ts uses; all of it has happened. */
export async function placesIn(world: World): Promise<Record<string, string>> {
  await anEntryOnBehalf(world, 'XM-DAC-41303')
  const secretary = await aPerson(world, 'who-prepares', { role: 'secretariat' })
  await secretary.post('/en/facilitators/c9/c7q3x4hwls/contact', { act: 'give', email: 'media@unesco.example', consent: 'yes' })
  return {
    ...(await importActivities(world)),
    double: await aDouble(world),
    mail: await aKeptMail(world),
    ...(await aReader(world)),
    ...(await aReportedConversation(world)),
    confirm: await aConfirmation(world),
    invited: await anInvitation(world, secretary),
  }
}

/** The secret by which somebody who was invited can say that they want no invitations. */
async function anInvitation(world: World, secretary: Visitor): Promise<string> {
  await secretary.post('/en/secretariat/invitations', { list: 'guest@example.net', language: 'en', act: 'send' })
  const [mail] = await mailsTo(world, 'guest@example.net')
  return /\/invitations\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
}
