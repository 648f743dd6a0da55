import type { RoomSeen } from '@amphi/contract/rooms'
import { useWords } from '#ground/words.ts'

/** Whose a room is, and what one may do there; of one's own, with whom it is shared. */
export const useBelongs = () => {
  const say = useWords('rooms')
  return ({ standing, ownerName, shared, kind }: RoomSeen) => {
    if (kind === 'instant') return say('belongs.instant')
    if (kind === 'personal' && standing === 'owner') return say('belongs.personal')
    if (standing !== 'owner') return say(`belongs.${standing}`, { name: ownerName ?? '' })
    const { people, groups } = shared
    if (people > 0 && groups > 0) {
      return say('belongs.shared_both', {
        people: say('belongs.people', { count: people }),
        groups: say('belongs.groups', { count: groups }),
      })
    }
    if (people > 0) return say('belongs.shared', { whom: say('belongs.people', { count: people }) })
    if (groups > 0) return say('belongs.shared', { whom: say('belongs.groups', { count: groups }) })
    return say('belongs.owner')
  }
}
