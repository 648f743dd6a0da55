import type { ReconnectPolicy, Room } from 'livekit-client'

/** Whether sound and pictures still flow: they do not pass through our server, and outlive it. */
export const mediaFlows = (room: Room): boolean => room.engine.pcManager?.publisher.getConnectionState() === 'connected'

const forSignal = 300_000
const forAll = 8_000

/**
 * Short cuts are livekit-client's: it takes the same connection up again, pictures and all. It is patient while only
 * the signalling is gone, as when our server is restarted. When media is gone too, a fresh entry through our own door
 * is surer after eight seconds: it also mends a restarted media server and a token grown old.
 */
export const createPatience = (room: () => Room | null): ReconnectPolicy => ({
  nextRetryDelayInMs: ({ retryCount, elapsedMs }) => {
    const now = room()
    if (elapsedMs > (now && mediaFlows(now) ? forSignal : forAll)) return null
    return retryCount === 0 ? Math.random() * 300 : Math.min(1_200, 400 * retryCount)
  },
})
