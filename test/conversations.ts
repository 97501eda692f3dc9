/** What was written to an organisation, for tests that look at every page. */
import { sql } from 'kysely'
import { storiesIn } from '../src/stakeholders/testing.ts'
import type { World } from './world.ts'

/** Of two others, whose first message was reported as abuse: its row number, and the organisation that was written to. */
export async function aReportedConversation(world: World): Promise<{ conversation: string; writtenTo: string }> {
  const { signedIn, known, represented } = storiesIn(() => world)
  const path = await known({ identifier: 'KE-written-to' })
  const grace = await represented(path, 'grace@home.example')
  const bob = await signedIn('bob@home.example')
  await bob.post(`${path}/write`, { subject: 'Radio', text: 'Buy my radio.', ownName: 'Bob' })
  const { rows } = await sql<{ conversation: number; message: number }>`
    select conversation_id as conversation, id as message from stakeholders.message`.execute(world.db)
  const [written] = rows
  await grace.post(`/en/messages/${written?.conversation}`, { act: 'report', message: String(written?.message) })
  return { conversation: String(written?.conversation), writtenTo: path.split('/').at(-1) ?? '' }
}
