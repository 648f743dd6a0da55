import type { WebhookEvent } from 'livekit-server-sdk'
import { TwirpError } from 'livekit-server-sdk'
import { Failure } from '#platform/failure'
import type { EngineEvent } from '../engine.ts'

/** LiveKit counts in whole seconds, as big integers. */
export const momentOf = (seconds: bigint | undefined) => new Date(Number(seconds ?? 0n) * 1000)

/** Their webhook in our words; undefined for what we do not follow. */
export const eventOf = ({ event, room, participant, createdAt }: WebhookEvent): EngineEvent | undefined => {
  const key = room?.name
  if (!key) return undefined
  const at = momentOf(createdAt)
  if (event === 'room_finished') return { kind: 'ended', key, at }
  if (!participant) return undefined
  const who = { key, identity: participant.identity, connection: participant.sid, at }
  if (event === 'participant_joined') return { kind: 'joined', ...who }
  if (event === 'participant_left' || event === 'participant_connection_aborted') return { kind: 'left', ...who }
  return undefined
}

export const isNotFound = (error: unknown) => error instanceof TwirpError && error.code === 'not_found'

/** Their refusals and silences in our words. */
export const asFailure = (error: unknown) => {
  const isFull = error instanceof TwirpError && error.code === 'resource_exhausted'
  return Object.assign(new Failure(isFull ? 'engine.full' : 'engine.unreachable'), { cause: error })
}
