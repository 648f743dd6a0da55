import { randomUUID } from 'node:crypto'
import { EventId } from '@amphi/contract/calendars'
import type { UserId } from '@amphi/contract/people'
import type { ResourceRow } from '#modules/resources'
import { type Rooms, shownCode } from '#modules/rooms'
import type { TenantsService } from '#modules/tenants'
import type { Clock } from '#platform/clock'
import type { Tx } from '#platform/db'
import { type ConferenceRow, conferencesIn } from './conferences.repository.ts'

interface Needs {
  clock: Clock
  tenants: TenantsService
  rooms: Rooms
}

type Made = Pick<ConferenceRow, 'roomId' | 'ownsRoom' | 'url'>

/** Links of resources: each is new, and guessed by nobody. */
export const createLinksService = ({ clock, tenants, rooms }: Needs) => ({
  /** In a room of this house, whose owner leads it; or at another server, where nothing else guards it. */
  async make(
    tx: Tx,
    { tenantId, name, server, madeBy }: ResourceRow,
    { ownerId, title }: { ownerId: UserId | null; title: string },
  ): Promise<Made> {
    // 122 random bits.
    if (server.kind === 'address') return { roomId: null, ownsRoom: false, url: `${server.url}${randomUUID()}` }
    const owner = { tenantId, ownerId: ownerId ?? madeBy, name }
    const room = await rooms.createBooked(tx, owner, { title, carrier: server.carrier })
    const url = `${await tenants.addressOf(tenantId)}/${shownCode(room.code)}`
    return { roomId: room.id, ownsRoom: true, url }
  },

  /** Until its event is saved. */
  async reserve(
    tx: Tx,
    given: Made & Pick<ConferenceRow, 'tenantId' | 'reservedBy' | 'resourceId'>,
  ): Promise<ConferenceRow> {
    const row: ConferenceRow = {
      ...given,
      eventId: EventId.parse(randomUUID()),
      occurrence: '',
      calendarId: null,
      block: '',
      wroteLocation: false,
      wroteUrl: false,
      createdAt: clock.now(),
      endedAt: null,
    }
    await conferencesIn(tx).put(row)
    return row
  },
})

export type LinksService = ReturnType<typeof createLinksService>
