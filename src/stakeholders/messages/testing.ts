/** What stories of messages are told with. */
import { sql } from 'kysely'
import { onTestFinished } from 'vitest'
import { aMaildir } from '../../../test/letters.ts'
import { mailsTo, type Visitor } from '../../../test/visitor.ts'
import type { World } from '../../../test/world.ts'
import { storiesIn } from '../testing.ts'

const FIRST = { subject: 'Radio for Nakuru', text: 'Can you help us\nwith a transmitter?', ownName: 'Bob' }

/** `world` is asked for each time, as each test has its own. */
export function messagesIn(world: () => World) {
  const { signedIn, secretary, known, represented } = storiesIn(world)
  const write = (bob: Visitor, path: string, over: Record<string, string> = {}) => bob.post(`${path}/write`, { ...FIRST, ...over })
  const to = async (email: string) =>
    (await mailsTo(world(), email)).filter(({ kind }) => kind.startsWith('message') || kind.startsWith('mail-'))

  /** Ada represents an organisation, and Bob has written to it. */
  async function written() {
    const path = await known()
    const ada = await represented(path)
    const bob = await signedIn('bob@far.example')
    const page = (await write(bob, path)).headers.get('location') ?? ''
    return { path, ada, bob, page }
  }

  /** The application with a folder into which mail comes, and what takes it from there. */
  async function withMail() {
    const box = aMaildir(onTestFinished)
    const { mailIn, outbox } = await world().build({ MAIL_IN: box.folder, SECRET: 'a secret of the town of Nakuru, long enough' })
    const deliver = () => outbox.deliver(world().now())
    return {
      ...box,
      collect: () => mailIn?.collect(world().now()),
      /** The address at which the last mail to somebody is answered. */
      replyTo: async (email: string) => {
        await deliver()
        const { rows } = await sql<{ replyTo: string | null }>`
          select reply_to as "replyTo" from platform.mail where to_address = ${email} and kind = 'message' order by id desc limit 1`.execute(
          world().db,
        )
        return rows[0]?.replyTo ?? 'nowhere'
      },
      deliver,
    }
  }

  return { signedIn, secretary, known, represented, write, to, written, withMail }
}
