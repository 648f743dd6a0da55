import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    meetings: typeof fr
  }
}

export { CodeEntry } from './components/CodeEntry.tsx'
export { HallPlan } from './components/HallPlan.tsx'
export { KeptMeetings } from './components/KeptMeetings.tsx'
export { Occupancy } from './components/Occupancy.tsx'
export { Proposed } from './components/Proposed.tsx'
export { StartMeeting } from './components/StartMeeting.tsx'
export { useOccupancy } from './queries.ts'
export { useProposed } from './useProposed.ts'
