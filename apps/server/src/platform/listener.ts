import { Client } from 'pg'

interface Needs {
  url: string
  /** A name of ours, written into the statement as it is. */
  channel: string
  hear: (text: string) => void
  /** Called whenever something may have been missed: at the start, and each time the connection was broken. */
  missed: () => void
  report: (error: unknown) => void
}

/** Milliseconds. A database that restarts is back within seconds, and people wait before their screens. */
const pauses = { first: 100, longest: 1_000 }
/** A connection that died without a word (a firewall, a cut cable) is noticed by asking, in milliseconds. */
const heartbeat = { every: 10_000, patience: 5_000 }

/** Listens on one channel of PostgreSQL (LISTEN, chapter "SQL Commands") for as long as it is open, whatever breaks. */
export const openListener = async ({ url, channel, hear, missed, report }: Needs) => {
  let client: Client | undefined
  let closed = false
  let pause = pauses.first
  let waiting: NodeJS.Timeout | undefined

  const again = () => {
    if (closed) return
    waiting = setTimeout(() => void connect().catch(again), pause)
    pause = Math.min(pause * 2, pauses.longest)
  }

  const connect = async () => {
    const opened = new Client({
      connectionString: url,
      application_name: 'amphi listener',
      connectionTimeoutMillis: heartbeat.patience,
      query_timeout: heartbeat.patience,
    })
    let broken = false
    const lost = () => {
      if (broken) return
      broken = true
      clearInterval(beating)
      // Ended politely it would wait for a server that is not there.
      opened.end().catch(() => undefined)
      if (client !== opened) return
      client = undefined
      again()
    }
    const beating = setInterval(() => void opened.query('select 1').catch(lost), heartbeat.every)
    opened.on('error', (error) => {
      if (client === opened) report(error)
      lost()
    })
    opened.on('end', lost)
    opened.on('notification', ({ payload }) => payload !== undefined && hear(payload))
    try {
      await opened.connect()
      await opened.query(`listen ${channel}`)
    } catch (error) {
      lost()
      throw error
    }
    if (closed) return lost()
    client = opened
    pause = pauses.first
    missed()
  }

  await connect()

  return {
    async close() {
      closed = true
      clearTimeout(waiting)
      const last = client
      client = undefined
      await last?.end()
    },
  }
}
