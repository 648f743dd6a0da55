import { randomUUID } from 'node:crypto'
import { and, desc, eq, gt, isNull, lt } from 'drizzle-orm'
import type { BbbCall, BbbClientId } from '@amphi/contract/bbb-clients'
import type { TenantId } from '@amphi/contract/tenants'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { bbbCalls, bbbClients } from './bbb.table.ts'

type CallRow = typeof bbbCalls.$inferSelect

export type NotedCall = Omit<CallRow, 'id' | 'at'>

interface Needs {
  db: Db
  clock: Clock
}

/** How long calls can be looked up, in milliseconds: 30 days. */
const keptFor = 30 * 24 * 3600 * 1000

/** So many are written at once; what comes in beyond, while nothing can be written, is not kept. */
const most = 500

const seen = ({ id, at, call, outcome, checksum, meetingId, milliseconds, agent }: CallRow): BbbCall => ({
  id,
  at: at.toISOString(),
  call,
  outcome,
  checksum,
  meetingId,
  milliseconds,
  agent,
})

/** What was called, and how it was answered: written a moment later, many at a time, so that no call waits for it. */
export const createCallsService = ({ db, clock }: Needs) => {
  let waiting: CallRow[] = []

  const writeWaiting = async () => {
    const rows = waiting
    waiting = []
    if (rows.length === 0) return
    await db.insert(bbbCalls).values(rows)
    // When each client called last, as far as the newest of them tells.
    const last = new Map(rows.flatMap(({ clientId, tenantId, at }) => (clientId ? [[clientId, { tenantId, at }]] : [])))
    for (const [id, { tenantId, at }] of last)
      await db
        .update(bbbClients)
        .set({ lastCalledAt: at })
        .where(and(eq(bbbClients.tenantId, tenantId), eq(bbbClients.id, id)))
  }

  let writing: Promise<void> = Promise.resolve()
  /** One after the other: whoever reads the list waits for what is on its way into it. */
  const write = () => {
    writing = writing.catch(() => undefined).then(writeWaiting)
    return writing
  }

  const newest = async (tenantId: TenantId, clientId: BbbClientId | null) => {
    const rows = await db
      .select()
      .from(bbbCalls)
      .where(
        and(
          eq(bbbCalls.tenantId, tenantId),
          clientId === null ? isNull(bbbCalls.clientId) : eq(bbbCalls.clientId, clientId),
          gt(bbbCalls.at, new Date(clock.now().getTime() - keptFor)),
        ),
      )
      .orderBy(desc(bbbCalls.at))
      .limit(200)
    return rows.map(seen)
  }

  return {
    note(call: NotedCall) {
      if (waiting.length < most) waiting.push({ ...call, id: randomUUID(), at: clock.now() })
    },

    write,
    async list(tenantId: TenantId, clientId: BbbClientId) {
      await write()
      return { calls: await newest(tenantId, clientId), unsigned: await newest(tenantId, null) }
    },

    async forgetOld() {
      await db.delete(bbbCalls).where(lt(bbbCalls.at, new Date(clock.now().getTime() - keptFor)))
    },
  }
}

export type CallsService = ReturnType<typeof createCallsService>
