import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'

/** Whether one chose to see nobody’s picture. */
export const useSoundOnly = () => useStore(useRoom().call.quality.level) === 'sound'
