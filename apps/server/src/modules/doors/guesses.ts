import type { RoomId } from '@amphi/contract/rooms'
import { type Actor, nameOf } from '#platform/actor'
import { Failure } from '#platform/failure'
import type { Limits } from '#platform/limits'
import { networkOf } from '#platform/network'

/** Wrong passwords, in ten minutes: of one person, and of all behind one address, where a whole class may mistype. */
const ofOne = { count: 10, seconds: 600 }
const ofNetwork = { count: 200, seconds: 600 }

/** Who has guessed too often is not even told whether this one was right. The right password costs nothing. */
export const createGuesses = (limits: Limits) => {
  const counted = (roomId: RoomId, actor: Actor, address: string) => {
    const who = nameOf(actor)
    const place = { name: `guess ${roomId} ${networkOf(address)}`, limit: ofNetwork }
    return who ? [{ name: `guess ${roomId} ${who}`, limit: ofOne }, place] : [place]
  }

  return {
    refuseTooMany(roomId: RoomId, actor: Actor, address: string) {
      for (const { name, limit } of counted(roomId, actor, address)) {
        const retryAfter = limits.reached(name, limit)
        if (retryAfter !== undefined) throw new Failure('door.password_tries', { retryAfter })
      }
    },
    wrong(roomId: RoomId, actor: Actor, address: string) {
      for (const { name, limit } of counted(roomId, actor, address)) limits.count(name, limit)
    },
  }
}
