/** A real mail server on loopback, which answers as it is told to and keeps what it took. */
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A message as it came: who the envelope names, every byte, and whether the connection was left for the answer. */
export type Taken = { from: string; to: string[]; source: string; answered: boolean }

/**
 * What it does with a mail: takes it; refuses its recipient or its content, with a code; or loses the connection, before it takes the
 * content, or after it took it and before it said so.
 */
export type Reply = 'take' | { at: 'recipient' | 'content'; code: number; text: string } | 'cut before' | 'cut after'

export type MailServer = {
  url: string
  taken: Taken[]
  /** Waits until nobody is connected any more. */
  left: () => Promise<void>
  close: () => Promise<void>
}

/**
 * @param replyTo says what to do with the next mail to an address
 * @param password that is asked for, of anybody; null: nobody signs in
 */
export async function aMailServer(
  replyTo: (address: string) => Reply = () => 'take',
  { password = null, port = 0 }: { password?: string | null; port?: number } = {},
): Promise<MailServer> {
  const taken: Taken[] = []
  const sockets = new Map<number, Socket>()
  const replies = new Map<string, Reply>()
  const cut = (remotePort: number) => sockets.get(remotePort)?.destroy()

  const server = new SMTPServer({
    disabledCommands: password === null ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onAuth: (auth, _session, done) =>
      auth.password === password ? done(null, { user: 'desk' }) : done(failure(535, `5.7.8 ${auth.username} is not known here`)),
    onRcptTo: ({ address }, session, done) => {
      const reply = replyTo(address)
      replies.set(session.id, reply)
      if (typeof reply === 'object' && reply.at === 'recipient') done(failure(reply.code, reply.text))
      else done()
    },
    onData: async (stream, session, done) => {
      const reply = replies.get(session.id) ?? 'take'
      const source = await text(stream).catch(() => null)
      if (source === null) return // who sent it died in the middle
      if (reply === 'cut before') return cut(session.remotePort)
      if (typeof reply === 'object') return done(failure(reply.code, reply.text))
      const { mailFrom, rcptTo } = session.envelope
      taken.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), source, answered: reply === 'take' })
      if (reply === 'cut after') return cut(session.remotePort)
      done(null, 'taken')
    },
  })
  server.on('error', () => {}) // of connections that were cut
  server.server.on('connection', (socket: Socket) => {
    const remotePort = socket.remotePort ?? 0
    sockets.set(remotePort, socket)
    socket.once('close', () => sockets.delete(remotePort))
  })
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    taken,
    left: async () => {
      await Promise.all([...sockets.values()].map((socket) => once(socket, 'close')))
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

function failure(responseCode: number, message: string): Error & { responseCode: number } {
  return Object.assign(new Error(message), { responseCode })
}
