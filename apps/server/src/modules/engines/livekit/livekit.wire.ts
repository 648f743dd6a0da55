import type { ParticipantPermission, WebhookEvent } from 'livekit-server-sdk'
import { TrackSource, TwirpError } from 'livekit-server-sdk'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Trouble } from '@amphi/contract/nodes'
import { Failure } from '#platform/failure'
import { type Bearer, type EngineEvent, type MaySend, type MediaSource, mediaSources } from '../engine.ts'

export const sourcesOf: Record<MediaSource, TrackSource[]> = {
  microphone: [TrackSource.MICROPHONE],
  camera: [TrackSource.CAMERA],
  screen: [TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO],
}

/** What someone may send, in LiveKit's words: there, an empty list of sources means all of them. */
export const sourcesFor = (may: MaySend) => {
  const canPublishSources = mediaSources.filter((source) => may[source]).flatMap((source) => sourcesOf[source])
  return canPublishSources.length > 0 ? { canPublish: true, canPublishSources } : { canPublish: false }
}

export const mayOf = (permission: ParticipantPermission | undefined): MaySend => {
  const named = permission?.canPublishSources ?? []
  const may = (source: MediaSource) =>
    permission?.canPublish === true && (named.length === 0 || sourcesOf[source].every((it) => named.includes(it)))
  return { microphone: may('microphone'), camera: may('camera'), screen: may('screen') }
}

/** As a token names them. */
const claimed: Record<MediaSource, string> = { microphone: 'microphone', camera: 'camera', screen: 'screen_share' }

const Claims = z.object({
  sub: z.string(),
  video: z.object({
    room: z.string(),
    canPublish: z.boolean().default(true),
    canPublishSources: z.array(z.string()).default([]),
  }),
})

/** Whose a token is, and for what; undefined for what we did not sign (RFC 7519, HS256). Its term the engine looks at. */
export const bearerOf = (token: string, apiSecret: string): Bearer | undefined => {
  const [head = '', claims = '', signature = ''] = token.split('.')
  const right = createHmac('sha256', apiSecret).update(`${head}.${claims}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
  const { data } = Claims.safeParse(parsed(Buffer.from(claims, 'base64url').toString('utf8')))
  if (!data) return undefined
  const { room: key, canPublish, canPublishSources: named } = data.video
  const may = (source: MediaSource) => canPublish && (named.length === 0 || named.includes(claimed[source]))
  return {
    key,
    identity: data.sub,
    may: { microphone: may('microphone'), camera: may('camera'), screen: may('screen') },
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

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
  if (event === 'participant_joined')
    return { kind: 'joined', ...who, ...(participant.permission ? { may: mayOf(participant.permission) } : {}) }
  if (event === 'participant_left' || event === 'participant_connection_aborted') return { kind: 'left', ...who }
  return undefined
}

export const isNotFound = (error: unknown) => error instanceof TwirpError && error.code === 'not_found'

/** What a first question to it met with. */
export const troubleOf = (error: unknown): Trouble =>
  error instanceof TwirpError && error.code === 'unauthenticated' ? 'secret' : 'no_answer'

/** Their refusals and silences in our words. */
export const asFailure = (error: unknown) => {
  const isFull = error instanceof TwirpError && error.code === 'resource_exhausted'
  return Object.assign(new Failure(isFull ? 'engine.full' : 'engine.unreachable'), { cause: error })
}
