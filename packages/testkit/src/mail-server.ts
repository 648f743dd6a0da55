import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'
import { atTheEnd } from './at-the-end.ts'

/** A letter as it came in: for whom the envelope was, and all of its lines. */
export interface Taken {
  to: string[]
  text: string
}

/** Says why an address is refused, by its code (`550` for good, `451` for now); undefined takes it. */
type Refuse = (address: string) => { code: number; why: string } | undefined

/** A mail server that takes letters, but for whom it refuses. */
export const aMailServer = async (refuse: Refuse = () => undefined) => {
  const taken: Taken[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      const refused = refuse(address)
      if (refused) done(Object.assign(new Error(refused.why), { responseCode: refused.code }))
      else done()
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        taken.push({ to: envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(parts).toString() })
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  atTheEnd(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as { port: number }
  return { taken, url: `smtp://127.0.0.1:${port}` }
}
