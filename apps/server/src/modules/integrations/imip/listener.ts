import { chmod, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { randomUUID } from 'node:crypto'
import { type SMTPServerDataStream, type SMTPServerSession, SMTPServer } from 'smtp-server'
import { networkOf, plainAddress } from '#platform/network'
import type { LettersDoor } from '#platform/settings'
import { codeOf, messageOf, StartProblem } from '#platform/start-problem'
import type { Brought } from './keeping.service.ts'

interface Needs {
  door: LettersDoor
  /** Bytes of one letter. */
  largest: number
  /** As which machine it presents itself. */
  name: string
  /** PEM, where it can speak in secret. */
  tls: { cert: Buffer; key: Buffer } | undefined
  isKnown: (address: string) => Promise<boolean>
  /** Once this is done, the letter is ours. */
  keep: (letter: Brought) => Promise<void>
  report: (error: unknown) => void
}

/** Bytes of all that is being said at once: beyond, others come again later. */
const atOnce = 64 * 1024 * 1024
const mostClients = 100
/** Of one network: mail servers open twenty. */
const mostOfOne = 20
const mostRecipients = 100
/** Of addresses that are not here, within one connection: who asks for more goes through names. */
const mostStrangers = 10
/** Milliseconds: of silence, and of a whole connection, however little is said in it. */
const silence = 60_000
const longest = 10 * 60_000

const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

/** What a database takes of what anybody said. */
const plain = (text: string, most: number) => text.replaceAll('\0', '').slice(0, most)

/** Those whose words are counted: who they are, and what they said so far. */
interface Guest {
  strangers: number
}

/** What a mail server says to us (RFC 5321, RFC 2033). A letter is answered when it is kept, and not before. */
export const openListener = async ({ door, largest, name, tls, isKnown, keep, report }: Needs) => {
  const guests = new WeakMap<SMTPServerSession, Guest>()
  const sockets = new Map<string, number>()
  let inHand = 0

  const recipient = async (address: string, session: SMTPServerSession) => {
    if (session.envelope.rcptTo.length >= mostRecipients) throw refusal(452, 'Too many recipients')
    const guest = guests.get(session) ?? { strangers: 0 }
    guests.set(session, guest)
    if (guest.strangers >= mostStrangers) throw refusal(421, 'Too many unknown recipients')
    if (await isKnown(address)) return
    guest.strangers += 1
    throw refusal(550, 'No such address here')
  }

  /** Everything that is said is heard to its end, and let go where it is too much. */
  const read = async (stream: SMTPServerDataStream): Promise<Buffer | 'too_large' | 'too_busy'> => {
    let parts: Buffer[] = []
    let size = 0
    let isTooBusy = false
    try {
      for await (const part of stream as AsyncIterable<Buffer>) {
        if (isTooBusy || stream.sizeExceeded) continue
        parts.push(part)
        size += part.length
        inHand += part.length
        if (inHand <= atOnce) continue
        isTooBusy = true
        parts = []
        inHand -= size
        size = 0
      }
      if (stream.sizeExceeded) return 'too_large'
      return isTooBusy ? 'too_busy' : Buffer.concat(parts)
    } finally {
      inHand -= size
    }
  }

  const letter = async (stream: SMTPServerDataStream, { envelope, ...session }: SMTPServerSession) => {
    const bytes = await read(stream)
    if (bytes === 'too_large')
      throw refusal(552, `A letter may have ${Math.floor(largest / 1024 / 1024)} megabytes at most`)
    if (bytes === 'too_busy') throw refusal(452, 'Too much at once, try again later')
    const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
    // What came back is for nobody here: whoever answered it would begin a loop (RFC 5321, 4.5.5).
    if (from === '') return
    inHand += bytes.length
    const kept = keep({
      origin: `${door.protocol} ${randomUUID()}`,
      recipients: envelope.rcptTo.map(({ address }) => address),
      bytes,
      envelopeFrom: plain(from, 320),
      clientAddress: session.remoteAddress ? plainAddress(session.remoteAddress) : null,
      clientName: session.hostNameAppearsAs ? plain(session.hostNameAppearsAs, 255) : null,
    })
    await kept.finally(() => (inHand -= bytes.length))
  }

  const refusedBy = async (deed: Promise<void>): Promise<Error | undefined> => {
    try {
      await deed
      return undefined
    } catch (error) {
      if (error instanceof Error && 'responseCode' in error) return error
      report(error)
      return refusal(451, 'Not now, try again later')
    }
  }

  const answer = async (deed: Promise<void>, done: (error?: Error | null) => void) => done(await refusedBy(deed))

  const server = new SMTPServer({
    name,
    banner: 'Amphi',
    lmtp: door.protocol === 'lmtp',
    size: largest,
    maxClients: mostClients,
    socketTimeout: silence,
    closeTimeout: 5_000,
    disableReverseLookup: true,
    authOptional: true,
    disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    ...tls,
    onRcptTo: ({ address }, session, done) => void answer(recipient(address, session), done),
    onData: (stream, session, done) => void answer(letter(stream, session), done),
  })
  // Who hangs up, or speaks another tongue.
  server.on('error', (error) => {
    if (codeOf(error) === undefined) report(error)
  })
  server.server.prependListener('connection', (socket: Socket) => {
    const from = networkOf(socket.remoteAddress ?? '')
    const many = (sockets.get(from) ?? 0) + 1
    if (from !== '' && door.isExchanger && many > mostOfOne) return void socket.destroy()
    sockets.set(from, many)
    const end = setTimeout(() => socket.destroy(), longest)
    socket.once('close', () => {
      clearTimeout(end)
      const left = (sockets.get(from) ?? 1) - 1
      if (left > 0) sockets.set(from, left)
      else sockets.delete(from)
    })
  })

  await listen(server, door)
  const address = server.server.address()
  return {
    /** Undefined where it is a socket in a folder. */
    port: address !== null && typeof address === 'object' ? address.port : undefined,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}

const listen = async (server: SMTPServer, { at }: LettersDoor) => {
  const path = 'path' in at ? at.path : undefined
  if (path !== undefined) await removeLeft(path)
  const listening = once(server.server, 'listening')
  if ('path' in at) server.listen(at.path)
  else server.listen(at.port, at.host)
  try {
    await listening
  } catch (error) {
    throw new StartProblem(`AMPHI_SMTP_IN cannot be listened on: ${messageOf(error)}.`, { cause: error })
  }
  // Who may speak to it, its folder says: the mail server is another user than we are.
  if (path !== undefined) await chmod(path, 0o666)
}

/** What a server that was killed left behind; one that is alive answers, and is left in peace. */
const removeLeft = async (path: string) => {
  const socket = connect(path)
  const why = await new Promise<string | undefined>((tried) => {
    socket.once('connect', () => tried(undefined)).once('error', (error) => tried(codeOf(error)))
  })
  socket.destroy()
  if (why === 'ECONNREFUSED') await rm(path)
}
