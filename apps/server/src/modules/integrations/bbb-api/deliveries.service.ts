import { createHash } from 'node:crypto'
import type { TenantId } from '@amphi/contract/tenants'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { OutgoingError, type OutgoingDoor } from '#platform/outgoing'
import type { Client, ClientsService } from './clients.service.ts'
import { deliveriesIn, type DeliveryRow, hooksIn } from './hooks.repository.ts'

interface Needs {
  db: Db
  clock: Clock
  outgoing: OutgoingDoor
  clients: Pick<ClientsService, 'find'>
  addressOf: (tenantId: TenantId) => Promise<string>
}

/** Seconds from one try to the next: five minutes and some in all, as BigBlueButton has it. */
const pauses = [1, 2, 4, 8, 15, 30, 30, 45, 60, 60, 60]

/** Taken by one process, and by another should that one die, in milliseconds. */
const lease = 60_000
const atOnce = 30

/** Milliseconds for whoever is told to say that they heard. */
const patience = 5_000

/** For so long what was told is remembered, so that nobody tells it again, in milliseconds. */
const remembered = 24 * 3600 * 1000

/** Who hears an event, and cannot be told by a secret who says it: 401 says that it was heard. */
const isHeard = (status: number) => (status >= 200 && status < 300) || status === 401

const signed = (url: string, checksum: string) => `${url}${url.includes('?') ? '&' : '?'}checksum=${checksum}`

/** Tells what is to be told, each hook one thing after the other, until it is heard or given up. */
export const createDeliveriesService = ({ db, clock, outgoing, clients, addressOf }: Needs) => {
  /** As its client checks it: over the address, the body and the secret. */
  const questionFor = async ({ tenantId, url, event }: DeliveryRow, { secrets, algorithms }: Client) => {
    if (event === null) return { url, method: 'GET' as const }
    const fields = {
      domain: new URL(await addressOf(tenantId)).hostname,
      event: JSON.stringify([event]),
      timestamp: String(clock.now().getTime()),
    }
    const body = new URLSearchParams(fields).toString()
    const algorithm = algorithms.includes('sha1') ? 'sha1' : (algorithms[0] ?? 'sha1')
    const checksum = createHash(algorithm)
      .update(url + body + (secrets[0] ?? ''))
      .digest('hex')
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return { url: signed(url, checksum), method: 'POST' as const, headers, body }
  }

  const tell = async (row: DeliveryRow): Promise<'heard' | 'unheard' | 'never'> => {
    const client = await clients.find(row.tenantId, row.clientId)
    if (!client) return 'never'
    // Whoever is not answered is not spoken to.
    if (!client.enabled) return 'heard'
    try {
      const { url, ...question } = await questionFor(row, client)
      const { status } = await outgoing.ask(url, { ...question, within: patience, atMost: 0 })
      return isHeard(status) ? 'heard' : 'unheard'
    } catch (error) {
      return error instanceof OutgoingError && error.why === 'address_refused' ? 'never' : 'unheard'
    }
  }

  /** What cannot be told for so long is given up; and a hook with it, for nobody is there any more. */
  const giveUp = async (row: DeliveryRow) => {
    const { tenantId, clientId, hookId } = row
    if (hookId === null) return deliveriesIn(db).setDone(row, clock.now())
    await hooksIn(db).remove({ tenantId, clientId }, hookId)
  }

  /** Undefined where what comes after it may be told; else from when on. */
  const deliver = async (row: DeliveryRow): Promise<Date | undefined> => {
    const how = await tell(row)
    if (how === 'heard') {
      await deliveriesIn(db).setDone(row, clock.now())
      return undefined
    }
    const pause = how === 'never' ? undefined : pauses[row.tries]
    if (pause === undefined) {
      await giveUp(row)
      return undefined
    }
    const dueAt = new Date(clock.now().getTime() + pause * 1000)
    await deliveriesIn(db).setDue(row, { dueAt, tries: row.tries + 1 })
    return dueAt
  }

  /** In the order they happened. After one that is not heard the others of its hook wait as well. */
  const deliverInTurn = async (rows: readonly DeliveryRow[]) => {
    let waits: Date | undefined
    for (const row of rows) {
      if (waits) {
        waits = new Date(waits.getTime() + 1)
        await deliveriesIn(db).setDue(row, { dueAt: waits, tries: row.tries })
      } else waits = await deliver(row)
    }
  }

  return {
    /** All that is due; in how many milliseconds the next is. */
    async sweep(): Promise<number | undefined> {
      while (true) {
        const now = clock.now()
        const rows = await deliveriesIn(db).take(now, new Date(now.getTime() + lease), atOnce)
        const byHook = Map.groupBy(rows, ({ hookId, id }) => hookId ?? id)
        await Promise.all([...byHook.values()].map(deliverInTurn))
        if (rows.length < atOnce) break
      }
      const next = await deliveriesIn(db).nextDue()
      return next && next.getTime() - clock.now().getTime()
    },

    async forgetOld() {
      const before = new Date(clock.now().getTime() - remembered)
      await deliveriesIn(db).removeDone(before)
      await hooksIn(db).removeOver(before)
    },
  }
}
