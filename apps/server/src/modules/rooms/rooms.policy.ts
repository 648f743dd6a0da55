import type { RoomAbilities } from '@amphi/contract/rooms'
import type { Standing } from './room.ts'

/** The service asks this before the deed and the reply shows it: what a page offers and what is allowed never differ. */
export const abilities = (standing: Standing): RoomAbilities => {
  const owns = standing === 'owner'
  return { open: owns, close: owns, rename: owns, configure: owns, remove: owns }
}
