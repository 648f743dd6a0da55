import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AudioSource,
  dispose,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  TrackPublishOptions,
  TrackSource,
  VideoSource,
} from '@livekit/rtc-node'
import Fastify from 'fastify'
import { RoomServiceClient, TokenVerifier } from 'livekit-server-sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findLiveKit } from '#platform/children/found'
import { openLiveKit } from '#platform/children/livekit'
import { findFreePort } from '#platform/children/ports'
import { type Engine, type EngineEvent, everything, type MediaSource, type Pass } from '../engine.ts'
import { engineSuite } from '../engine.suite.ts'
import { createLiveKitEngine } from './livekit.driver.ts'
import { mountLiveKitHook } from './livekit.hook.ts'
import { sourcesOf } from './livekit.wire.ts'

const told: EngineEvent[] = []
const hooks = Fastify()
const folder = mkdtempSync(join(tmpdir(), 'amphi-engine-'))
const opened: Room[] = []
let livekit: Awaited<ReturnType<typeof openLiveKit>>
let engine: Engine

beforeAll(async () => {
  const hooksPort = await findFreePort()
  const [udpPort, tcpPort] = [await findFreePort(), await findFreePort()]
  livekit = await openLiveKit({
    config: {
      media: { ip: '127.0.0.1', ipGiven: true, udpPort, tcpPort, seats: 10 },
      turn: undefined,
      redisUrl: undefined,
      livekitBin: findLiveKit(process.env),
    },
    folder,
    secret: 'a secret of thirty-two letters or so',
    hooksUrl: `http://127.0.0.1:${hooksPort}/hooks/livekit`,
    tell: { info() {}, warn() {}, error() {} },
  })
  engine = createLiveKitEngine({ ...livekit, publicUrl: '' })
  mountLiveKitHook({ app: hooks, ...livekit, hear: async (event) => void told.push(event) })
  await hooks.listen({ port: hooksPort, host: '127.0.0.1' })
})

afterAll(async () => {
  for (const room of opened) await room.disconnect()
  await dispose()
  await livekit.stop()
  await hooks.close()
  rmSync(folder, { recursive: true, force: true })
})

const tokenOf = (pass: Pass) => (pass.by === 'media' ? pass.token : '')

const connect = async (pass: Pass) => {
  const room = new Room()
  await room.connect(livekit.url.replace(/^http/, 'ws'), tokenOf(pass), { autoSubscribe: false, dynacast: false })
  opened.push(room)
  return { leave: () => room.disconnect(), publish: (source: MediaSource) => publish(room, source) }
}

const trackOf = (source: MediaSource) =>
  source === 'microphone'
    ? LocalAudioTrack.createAudioTrack(source, new AudioSource(48_000, 1))
    : LocalVideoTrack.createVideoTrack(source, new VideoSource(64, 64))

const names = {
  microphone: TrackSource.SOURCE_MICROPHONE,
  camera: TrackSource.SOURCE_CAMERA,
  screen: TrackSource.SOURCE_SCREENSHARE,
}

/** Settles whether or not the engine takes it: what it carries is asked of it. */
const publish = async (room: Room, source: MediaSource) => {
  const options = new TrackPublishOptions()
  options.source = names[source]
  const published = room.localParticipant?.publishTrack(trackOf(source), options)
  published?.catch(() => undefined)
}

const sourceNames = new Map(Object.entries(sourcesOf).map(([name, [source]]) => [source, name as MediaSource]))

const sends = async (key: string, identity: string) => {
  const rooms = new RoomServiceClient(livekit.url, livekit.apiKey, livekit.apiSecret)
  const { tracks } = await rooms.getParticipant(key, identity)
  return tracks.filter(({ muted }) => !muted).flatMap(({ source }) => sourceNames.get(source) ?? [])
}

describe('LiveKit', () => {
  engineSuite(() => ({ engine, told, connect, sends }))

  test('a pass holds no more than it takes to talk in one meeting, for one identity, for minutes', async () => {
    const pass = await engine.pass('the key', {
      identity: 'awa',
      name: 'Awa Diop',
      role: 'moderator',
      may: everything,
    })

    const claims = await new TokenVerifier(livekit.apiKey, livekit.apiSecret).verify(tokenOf(pass))

    expect(claims.sub).toBe('awa')
    expect(claims.video).toEqual({
      roomJoin: true,
      room: 'the key',
      canPublish: true,
      canPublishSources: ['microphone', 'camera', 'screen_share', 'screen_share_audio'],
      canSubscribe: true,
      canPublishData: true,
      canUpdateOwnMetadata: false,
    })
    expect(Number(claims.exp) - Math.floor(Date.now() / 1000)).toBeLessThanOrEqual(600)
  })

  test('an engine that is not there is unreachable, whatever is asked of it', async () => {
    const nowhere = createLiveKitEngine({ ...livekit, url: `http://127.0.0.1:${await findFreePort()}`, publicUrl: '' })

    for (const asked of [
      nowhere.open({ key: 'k', seats: 1 }),
      nowhere.present('k'),
      nowhere.end('k'),
      nowhere.load(),
      nowhere.remove('k', 'awa'),
    ]) {
      await expect(asked).rejects.toMatchObject({ code: 'engine.unreachable' })
    }
  })

  test('one that does not know our key is unreachable too, rather than empty', async () => {
    const stranger = createLiveKitEngine({ ...livekit, apiSecret: 'x'.repeat(40), publicUrl: '' })

    await expect(stranger.load()).rejects.toMatchObject({ code: 'engine.unreachable' })
  })
})
