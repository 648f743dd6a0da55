import { randomUUID } from 'node:crypto'
import { roomChanged } from '@amphi/contract/rooms'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { type OpeningRow, openingsIn } from './openings.repository.ts'
import type { RoomRow } from './rooms.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
}

export type Opening = Pick<OpeningRow, 'opensAt' | 'startsAt' | 'endsAt' | 'openers'>
type Place = Pick<RoomRow, 'tenantId' | 'id'>

/** When rooms are awaited. Whoever plans writes it here, for entry to read: the two know nothing of one another. */
export const createOpeningsService = ({ db, bus, clock }: Needs) => ({
  /** In place of all that was written of this plan. */
  async plan(tx: Tx, { tenantId, id: roomId }: Place, plan: string, times: readonly Opening[]) {
    await openingsIn(tx).removePlan(tenantId, roomId, plan)
    await openingsIn(tx).insert(times.map((time) => ({ ...time, tenantId, roomId, plan, id: randomUUID() })))
    await bus.announce(tx, roomChanged, { tenantId, roomId })
  },

  upcoming: ({ tenantId, id }: Place): Promise<Opening | undefined> =>
    openingsIn(db).upcoming(tenantId, id, clock.now()),

  forgetOver: () => openingsIn(db).removeOver(clock.now()),
})
