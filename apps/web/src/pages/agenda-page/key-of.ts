import type { EventInstance } from '#features/events'

/** Of one time that something takes place. */
export const keyOf = ({ calendarId, eventId, occurrence, startsAt }: EventInstance) =>
  `${calendarId} ${eventId ?? ''} ${occurrence ?? startsAt}`
