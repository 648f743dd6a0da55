import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    events: typeof fr
  }
}

export { EventDetail } from './components/EventDetail.tsx'
export { EventForm, type FormSubject } from './components/EventForm.tsx'
export type { PickGuests } from './components/GuestFields.tsx'
export { MyNextMeetings } from './components/MyNextMeetings.tsx'
export { WhichOfSeries } from './components/WhichOfSeries.tsx'
export { RemoveEvent } from './components/RemoveEvent.tsx'
export { copyOf, newDraft, withTime } from './draft.ts'
export { joinAddress } from './join-address.ts'
export { ownLocation, ownText } from './own-text.ts'
export { isKnown, type Known, readAgain, useAgendaLive, useEvents, useMoveEvent } from './queries.ts'
export { useReminders } from './useReminders.ts'
export { placeOf, useWhen } from './useWhen.ts'
export { shownOn } from './shown-on.ts'
export type { EventInstance } from '@amphi/contract/events'
