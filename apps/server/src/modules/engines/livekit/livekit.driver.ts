import { AccessToken, RoomServiceClient } from 'livekit-server-sdk'
import type { Engine } from '../engine.ts'
import { asFailure, isNotFound, mayOf, momentOf, sourcesFor, sourcesOf, troubleOf } from './livekit.wire.ts'

export interface LiveKitSettings {
  /** Of its API, as we reach it: `http://127.0.0.1:7880`. */
  url: string
  apiKey: string
  apiSecret: string
  /** Where browsers reach its signalling; empty when we pass it on. */
  publicUrl: string
}

/** Seconds a pass lets its holder begin to connect; once inside, the engine renews it itself. */
const passLife = 600

/** The server says when a meeting ends. Should it be gone for good, the engine tidies up after this many seconds. */
const forgottenAfter = 6 * 3600

export const createLiveKitEngine = ({ url, apiKey, apiSecret, publicUrl }: LiveKitSettings): Engine => {
  const rooms = new RoomServiceClient(url, apiKey, apiSecret, { requestTimeout: 5 })

  /** The engine's answer, or undefined where it knows no such thing. */
  const ask = async <T>(question: Promise<T>): Promise<T | undefined> => {
    try {
      return await question
    } catch (error) {
      if (isNotFound(error)) return undefined
      throw asFailure(error)
    }
  }

  return {
    name: 'livekit',
    capabilities: {
      presence: true,
      remove: true,
      mute: true,
      permit: true,
      camerasForSome: true,
      pages: false,
      events: true,
      recording: false,
      streaming: false,
      breakouts: false,
      largest: 1100,
    },

    async open({ key, seats, life = forgottenAfter }) {
      await ask(
        rooms.createRoom({
          name: key,
          maxParticipants: seats,
          emptyTimeout: life,
          departureTimeout: life,
        }),
      )
    },

    async pass(key, { identity, name, may }) {
      const token = new AccessToken(apiKey, apiSecret, { identity, name, ttl: passLife })
      // Nothing of the room's administration, whoever holds it: moderation goes through us.
      token.addGrant({
        roomJoin: true,
        room: key,
        ...sourcesFor(may),
        canSubscribe: true,
        canPublishData: true,
        canUpdateOwnMetadata: false,
      })
      return { by: 'media', url: publicUrl, token: await token.toJwt() }
    },

    async present(key) {
      const known = await ask(rooms.listRooms([key]))
      if (!known || known.length === 0) return undefined
      const people = await ask(rooms.listParticipants(key))
      return people?.map(({ identity, sid, joinedAt, permission }) => ({
        identity,
        connection: sid,
        joinedAt: momentOf(joinedAt),
        may: mayOf(permission),
      }))
    },

    async remove(key, identity) {
      await ask(rooms.removeParticipant(key, identity))
    },

    async mute(key, identities, source) {
      const people = (await ask(rooms.listParticipants(key))) ?? []
      const sent = people
        .filter(({ identity }) => identities.includes(identity))
        .flatMap(({ identity, tracks }) => tracks.map(({ sid, source: of, muted }) => ({ identity, sid, of, muted })))
        .filter(({ of, muted }) => sourcesOf[source].includes(of) && !muted)
      await Promise.all(sent.map(({ identity, sid }) => ask(rooms.mutePublishedTrack(key, identity, sid, true))))
      return [...new Set(sent.map(({ identity }) => identity))]
    },

    async permit(key, identity, may) {
      // Replaced as a whole: what is not said is taken away.
      const permission = { ...sourcesFor(may), canSubscribe: true, canPublishData: true }
      await ask(rooms.updateParticipant(key, identity, { permission }))
    },

    async end(key) {
      await ask(rooms.deleteRoom(key))
    },

    async load() {
      const all = (await ask(rooms.listRooms())) ?? []
      return all.map(({ name, numParticipants }) => ({ key: name, people: numParticipants }))
    },

    async test() {
      const before = performance.now()
      const trouble = await rooms.listRooms([]).then(() => null, troubleOf)
      return { trouble, version: null, delay: Math.round(performance.now() - before), clock: null }
    },
  }
}
