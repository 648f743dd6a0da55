import type { RoomId } from '@amphi/contract/rooms'
import { type Actor, nameOf, type Visitor } from '#platform/actor'
import { Failure } from '#platform/failure'
import type { Limits } from '#platform/limits'
import { networkOf } from '#platform/network'

/** Wrong passwords, in ten minutes: of one person, and of all behind one address, where a whole class may mistype. */
const ofOne = { count: 10, seconds: 600 }
const ofNetwork = { count: 200, seconds: 600 }

/** Behind an address where so many were wrong, strangers guess at this pace: one pupil must not lock out a school. */
const pace = { count: 4, seconds: 10 }

interface Guesser {
  actor: Actor
  address: string
}

/** Who has guessed too often is not even told whether this one was right. The right password costs nothing. */
export const createGuesses = (limits: Limits) => {
  const refuseIf = (retryAfter: number | undefined) => {
    if (retryAfter !== undefined) throw new Failure('door.password_tries', { retryAfter })
  }

  const ownOf = (roomId: RoomId, actor: Actor) => {
    const who = nameOf(actor)
    return who && `guess ${roomId} ${who}`
  }

  return {
    /** The first wrong one of somebody who was not known before it. */
    wasFirst(roomId: RoomId, guest: Visitor) {
      const own = ownOf(roomId, guest)
      if (own) limits.count(own, ofOne)
    },

    /**
     * Before it is looked at: of many guesses at one moment, each counts those before. `right` takes it back, where it
     * was none.
     */
    begin(roomId: RoomId, { actor, address }: Guesser) {
      const own = ownOf(roomId, actor)
      const network = `guess ${roomId} ${networkOf(address)}`
      if (actor.kind !== 'person' && limits.reached(network, ofNetwork) !== undefined)
        refuseIf(limits.count(`pace of ${network}`, pace))
      if (own) refuseIf(limits.count(own, ofOne))
      limits.count(network, ofNetwork)
      return {
        right() {
          if (own) limits.forgive(own)
          limits.forgive(network)
        },
      }
    },
  }
}
