import { isIP } from 'node:net'
import type { ImapFlow } from 'imapflow'

/** A letter of a mailbox, and which of all that it ever held. */
export interface Lying {
  origin: string
  bytes: Buffer
}

interface Needs {
  /** `imaps://user:password@host/INBOX` */
  url: string
  /** Once this is done, the letter is marked as read. */
  take: (letter: Lying) => Promise<void>
  /** Where the server is silent, or lets us not in: once, until it answers again. */
  report: (error: unknown) => void
  /** What is too large to be read is left where it is. */
  largest: number
}

/** Milliseconds: what a server does not tell of by itself (RFC 2177) is looked for. */
const lookEvery = 60_000
/** Milliseconds after the last question: then the server tells of what comes. */
const waitsAfter = 200
/** Milliseconds, the next time twice as long: a server that is down is not run after. */
const soonest = 1_000
const latest = 5 * 60_000
/** Of more, the others wait for the next look. */
const atOnce = 200

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

const whereOf = (given: string) => {
  const { protocol, hostname, port, username, password, pathname } = new URL(given)
  const host = hostname.replace(/^\[|\]$/g, '')
  const secure = protocol === 'imaps:'
  return {
    path: decodeURIComponent(pathname.slice(1)) || 'INBOX',
    server: {
      host,
      port: port === '' ? (secure ? 993 : 143) : Number(port),
      secure,
      // The password never goes over a network as it is.
      ...(secure || isLoopback(host) ? {} : { doSTARTTLS: true }),
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    },
  }
}

/** Waits, or until it is called. */
const aBell = () => {
  let ring = () => {}
  return {
    ring: () => ring(),
    wait: (milliseconds: number) =>
      new Promise<void>((done) => {
        const timer = setTimeout(done, milliseconds)
        ring = () => {
          clearTimeout(timer)
          done()
        }
      }),
  }
}

/**
 * Looks after a mailbox (RFC 9051): what nobody has read in it is taken and then marked as read, nothing is deleted. Several
 * servers may look after one: each letter has a number of its own there.
 */
export const openMailbox = async ({ url, take, report, largest }: Needs) => {
  const { ImapFlow: Client } = await import('imapflow')
  const { path, server } = whereOf(url)
  const bell = aBell()
  let client: ImapFlow | undefined
  let isClosed = false
  let isNews = false
  let failures = 0

  const takeOne = async (from: ImapFlow, uid: number, uidValidity: bigint) => {
    const found = await from.fetchOne(String(uid), { size: true }, { uid: true })
    if (found === false) return
    if ((found.size ?? 0) <= largest) {
      const whole = await from.fetchOne(String(uid), { source: true }, { uid: true })
      if (whole === false || !whole.source) return
      await take({ origin: `imap ${server.host} ${path} ${uidValidity} ${uid}`, bytes: whole.source })
    }
    await from.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
  }

  const look = async (from: ImapFlow, uidValidity: bigint) => {
    isNews = false
    const found = await from.search({ seen: false }, { uid: true })
    const some = (found || []).slice(0, atOnce)
    for (const uid of some) {
      if (isClosed) return
      await takeOne(from, uid, uidValidity)
    }
    if (some.length === atOnce) isNews = true
  }

  const stay = async () => {
    const here = new Client({ ...server, logger: false, maxIdleTime: 5 * 60_000, autoIdleDelay: waitsAfter })
    client = here
    let isGone = false
    // Whatever it is, the connection closes after it.
    here.on('error', (error) => {
      if (!isClosed) report(error)
    })
    here.on('close', () => {
      isGone = true
      bell.ring()
    })
    here.on('exists', () => {
      isNews = true
      bell.ring()
    })
    await here.connect()
    const { uidValidity } = await here.mailboxOpen(path)
    failures = 0
    while (!isGone && !isClosed) {
      await look(here, uidValidity)
      if (!isNews && !isGone && !isClosed) await bell.wait(lookEvery)
    }
  }

  const run = async () => {
    while (!isClosed) {
      try {
        await stay()
      } catch (error) {
        client?.close()
        if (isClosed) return
        if (failures === 0) report(error)
        failures += 1
      }
      if (!isClosed) await bell.wait(Math.min(soonest * 2 ** Math.min(failures, 20), latest))
    }
  }

  const running = run()
  return {
    async close() {
      isClosed = true
      bell.ring()
      client?.close()
      await running
    },
  }
}
