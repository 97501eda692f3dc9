/** What was written to an organisation, for tests that look at every page. */
import { sql } from 'kysely'
import { storiesIn } from '../src/stakeholders/testing.ts'
import type { World } from './world.ts'

/** A conversation of two others, whose first message was reported as abuse: its row number. */
export async function aReportedConversation(world: World): Promise<string> {
  const { signedIn, known, represented } = storiesIn(() => world)
  const path = await known({ identifier: 'KE-written-to' })
  const grace = await represented(path, 'grace@home.example')
  const bob = await signedIn('bob@home.example')
  await bob.post(`${path}/write`, { subject: 'Radio', text: 'Buy my radio.', ownName: 'Bob' })
  const { rows } = await sql<{ conversation: number; message: number }>`
    select conversation_id as conversation, id as message from stakeholders.message`.execute(world.db)
  const [written] = rows
  await grace.post(`/en/messages/${written?.conversation}`, { act: 'report', message: String(written?.message) })
  return String(written?.conversation)
}
