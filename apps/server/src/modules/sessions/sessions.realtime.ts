import type { AnyFact, Ids } from '@amphi/contract/grammar'
import { roomChanged, type RoomId } from '@amphi/contract/rooms'
import {
  handsChanged,
  handsLowered,
  participantJoined,
  participantLeft,
  sessionEnded,
  sessionExtended,
  SessionId,
  sessionOpened,
} from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import { doorTopic, type Rooms, roomsTopic } from '#modules/rooms'
import type { Bus } from '#platform/bus'
import { Failure } from '#platform/failure'
import { createGathering } from '#platform/gathering'
import type { Sockets } from '#platform/sockets'
import type { RunsService } from './runs.service.ts'
import type { SeatsService } from './seats.service.ts'

interface Needs {
  bus: Bus
  sockets: Sockets
  rooms: Rooms
  runs: Pick<RunsService, 'running'>
  seats: SeatsService
  report: (error: unknown) => void
}

/** Where those inside a session hear what happens in it. */
export const sessionTopic = (tenantId: TenantId, sessionId: SessionId) => `session ${tenantId} ${sessionId}`

/** Between two tellings that people come, or go, to those whose lists show how many there are, in milliseconds. */
const pause = 1_000

export const relaySessions = ({ bus, sockets, rooms, runs, seats, report }: Needs) => {
  const toLists = createGathering(pause)

  const tellLists = <F extends AnyFact>(fact: F, ids: Ids<F> & { tenantId: TenantId; roomId: RoomId }) => {
    rooms
      .audience(ids.tenantId, ids.roomId)
      .then((people) => people.forEach((userId) => sockets.send(roomsTopic(ids.tenantId, userId), fact, ids)))
      .catch(report)
  }

  for (const fact of [sessionOpened, sessionEnded]) {
    bus.overhear(fact, (ids: Ids<typeof sessionOpened>) => {
      sockets.send(doorTopic(ids.tenantId, ids.roomId), fact, ids)
      sockets.send(sessionTopic(ids.tenantId, ids.sessionId), fact, ids)
      tellLists(fact, ids)
    })
  }
  for (const fact of [participantJoined, participantLeft]) {
    bus.overhear(fact, (ids: Ids<typeof participantJoined>) => {
      sockets.send(sessionTopic(ids.tenantId, ids.sessionId), fact, ids)
      toLists.tell(`${ids.sessionId} ${fact.name}`, () => tellLists(fact, ids))
    })
  }
  bus.overhear(participantLeft, ({ tenantId, sessionId, participantId }) => {
    const topic = sessionTopic(tenantId, sessionId)
    if (!sockets.isHeard(topic)) return
    seats
      .holderOf(tenantId, sessionId, participantId)
      .then((isTheirs) => sockets.review(topic, isTheirs))
      .catch(report)
  })
  for (const fact of [sessionExtended, handsLowered])
    bus.overhear(fact, (ids: Ids<typeof sessionExtended>) =>
      sockets.send(sessionTopic(ids.tenantId, ids.sessionId), fact, ids),
    )
  // What those inside read of the room may have changed.
  bus.overhear(roomChanged, (ids) => {
    runs
      .running(ids.tenantId, ids.roomId)
      .then((session) => session && sockets.send(sessionTopic(ids.tenantId, session.id), roomChanged, ids))
      .catch(report)
  })
  bus.overhear(handsChanged, (ids) => sockets.send(sessionTopic(ids.tenantId, ids.sessionId), handsChanged, ids))

  sockets.guard('session', async (actor, id) => {
    const { data: sessionId } = SessionId.safeParse(id)
    if (!sessionId || actor.kind === 'nobody') return undefined
    try {
      return { topic: sessionTopic(actor.tenantId, sessionId), ...(await seats.listening(actor, sessionId)) }
    } catch (error) {
      if (error instanceof Failure) return undefined
      throw error
    }
  })

  return { close: () => toLists.close() }
}
