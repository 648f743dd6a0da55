import type { NodeId } from '@amphi/contract/nodes'
import type { TenantId } from '@amphi/contract/tenants'
import { overBefore, roomOf, type Rooms } from '#modules/rooms'
import type { TenantsService } from '#modules/tenants'
import type { Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { hold } from '#platform/hold'
import type { Visit } from '#platform/http'
import { networkOf } from '#platform/network'
import { fingerprint } from '#platform/secrets'
import { settleEach } from '#platform/settle-each'
import type { HostingService } from './hosting.service.ts'
import type { RunsService } from './runs.service.ts'
import { sessionsIn } from './sessions.repository.ts'

interface Needs {
  db: Db
  clock: Clock
  tenants: TenantsService
  rooms: Rooms
  runs: RunsService
  hosting: HostingService
  /** How many may be open from one network, started without an account. */
  atOnce: number
}

const unnamed = { fr: 'Réunion', en: 'Meeting' } as const

/** Meetings: rooms of one time, for whoever wants to meet now. */
export const createMeetingsService = ({ db, clock, tenants, rooms, runs, hosting, atOnce }: Needs) => {
  /** Without an account nobody is counted but where they are; people who left are counted until it closes. */
  const refuseTooMany = async (tx: Tx, tenantId: TenantId, startedFrom: string) => {
    // Held, so that of two who start at once the second counts the first.
    await hold(tx, `meetings ${tenantId} ${startedFrom}`)
    const open = await sessionsIn(tx).countOpenFrom(tenantId, startedFrom)
    if (open >= atOnce) throw new Failure('meeting.too_many_open')
  }

  const forgetOldOf = (tenantId: TenantId) =>
    db.transaction(async (tx) => {
      const over = () => sessionsIn(tx).listForgettable(tenantId, overBefore(clock.now()))
      const found = await over()
      // Once they are held nobody opens one; whoever opened one before that is seen now.
      await rooms.holdAll(tx, tenantId, found)
      const still = new Set(await over())
      await rooms.forget(
        tx,
        tenantId,
        found.filter((roomId) => still.has(roomId)),
      )
    })

  return {
    /** A room that is open already, its link, and the link of those who lead. */
    async start(actor: Actor, given: { name?: string | undefined; server?: NodeId | undefined }, visit: Visit) {
      const { tenantId } = actor
      const tenant = await tenants.get(tenantId)
      if (actor.kind !== 'person' && !tenant.instantMeetings) throw new Failure('meeting.accounts_only')
      const person = actor.kind === 'person' ? actor : undefined
      const name = given.name ?? unnamed[tenant.language]
      const startedFrom = person ? null : fingerprint(`meetings from ${networkOf(visit.address)}`)
      const make = async (tx: Tx) => {
        if (startedFrom) await refuseTooMany(tx, tenantId, startedFrom)
        return rooms.createInstant(tx, tenantId, { name, ownerId: person?.userId ?? null, startedFrom })
      }
      const by = { name: person?.name ?? '', userId: person?.userId ?? null, on: given.server }
      const { room, moderatorCode } = await runs.startAfter(tenantId, make, by)
      return { name, code: roomOf(room).code, moderatorCode }
    },

    /** For who may start one: where it would be held. */
    async propose({ tenantId }: Actor, otherThan: NodeId | undefined) {
      const { instantMeetings } = await tenants.get(tenantId)
      return (instantMeetings && (await hosting.propose(tenantId, otherThan))) || null
    },

    /** They are forgotten a day after they were made, unless they still run, or someone may read who was there. */
    async forgetOld() {
      await settleEach(await tenants.list(), ({ id }) => forgetOldOf(id))
    },
  }
}

export type MeetingsService = ReturnType<typeof createMeetingsService>
