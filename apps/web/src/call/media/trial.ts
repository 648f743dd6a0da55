import { Room, RoomEvent } from 'livekit-client'
import { addressOf } from './address.ts'
import { entriesOf, pathOf } from './figures.ts'
import type { Figures, MediaPass } from './types.ts'

/** The ways media can take, from the best to the last resort. */
export const ways = ['udp', 'tcp', 'relay'] as const
export type Way = (typeof ways)[number]

/**
 * `signal`: not even the WebSocket opens. `blocked`: it does, and media does not pass this way.
 * `other`: media passes, by another way than the one asked for.
 */
export type Outcome = { ok: true; milliseconds: number } | { ok: false; why: 'signal' | 'blocked' | 'other' }

const longest = 12_000

const pathTaken = async (room: Room): Promise<Figures['path']> => {
  const report = await room.engine.pcManager?.publisher.getStats()
  if (!report) return null
  const entries = entriesOf([report])
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const transport = entries.find((entry) => entry.type === 'transport')
  return pathOf(byId.get(String(transport?.['selectedCandidatePairId'])), byId)
}

/** LiveKit's own means to try TCP: it offers only that, and the client connects anew. */
const overTcp = (room: Room) =>
  new Promise<void>((done, failed) => {
    const late = setTimeout(() => failed(new Error('not over tcp in time')), longest)
    room.once(RoomEvent.Reconnected, () => done())
    room.once(RoomEvent.Disconnected, () => failed(new Error('not over tcp')))
    room.once(RoomEvent.Reconnected, () => clearTimeout(late))
    room.once(RoomEvent.Disconnected, () => clearTimeout(late))
    room.simulateScenario('force-tcp').catch(failed)
  })

/** Connects once, in a meeting of one's own, and tells whether media passed this way. */
export const tryWay = async (way: Way, pass: MediaPass): Promise<Outcome> => {
  const room = new Room({ reconnectPolicy: { nextRetryDelayInMs: ({ retryCount }) => (retryCount > 2 ? null : 300) } })
  let signalled = false
  room.once(RoomEvent.SignalConnected, () => {
    signalled = true
  })
  const begun = performance.now()
  try {
    await room.connect(addressOf(pass), pass.token, {
      maxRetries: 0,
      websocketTimeout: longest,
      peerConnectionTimeout: longest,
      // Elsewhere no relay: it would stand in for the path that is tried.
      rtcConfig: way === 'relay' ? { iceTransportPolicy: 'relay' } : { iceServers: [] },
    })
    const milliseconds = Math.round(performance.now() - begun)
    if (way === 'tcp' && (await pathTaken(room)) === 'udp') await overTcp(room)
    const taken = await pathTaken(room)
    if (taken === way) return { ok: true, milliseconds }
    // UDP is always offered, and taken where it passes.
    return { ok: false, why: way === 'udp' ? 'blocked' : 'other' }
  } catch {
    return { ok: false, why: signalled ? 'blocked' : 'signal' }
  } finally {
    await room.disconnect().catch(() => undefined)
  }
}
