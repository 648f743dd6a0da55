import { z } from 'zod'
import { CalendarId, EventId, TimeZone } from './calendars.ts'
import { EventGuest } from './event-guests.ts'
import { EventRoom, LocalTime } from './events.ts'
import { route } from './grammar.ts'
import { UserId } from './people.ts'
import { Moment } from './requests.ts'

/** Taken for sure, or perhaps; by what, nobody is told. */
export const BusyTime = z.object({ from: Moment, to: Moment, isSure: z.boolean() })
export type BusyTime = z.infer<typeof BusyTime>

/** Somebody who is to come, and when they cannot. */
export const PersonBusy = z.object({
  name: z.string(),
  /** Of the house. */
  userId: UserId.nullable(),
  /** Whose calendar it is. */
  isSelf: z.boolean(),
  isOptional: z.boolean(),
  /** Null where nobody knows: they have no calendar here. */
  busy: z.array(BusyTime).nullable(),
})
export type PersonBusy = z.infer<typeof PersonBusy>

const example = {
  time: { start: '2026-11-24T09:30', end: '2026-11-24T11:30', timeZone: 'Europe/Paris' },
  propose: true,
}

export const readTimes = route({
  method: 'POST',
  path: '/calendars/:calendarId/times',
  summary:
    'When those one would invite, and the room, are busy on the day of an event; and, where it is asked, the next times that suit all',
  access: 'person',
  scope: 'calendar',
  params: z.object({ calendarId: CalendarId }),
  body: z
    .object({
      time: z.object({ start: LocalTime, end: LocalTime, timeZone: TimeZone }),
      guests: z.array(EventGuest).max(1000).default([]),
      room: EventRoom.default({ kind: 'none' }),
      /** What is planned already, and stands in nobody’s way. */
      eventId: EventId.optional(),
      propose: z.boolean().default(false),
    })
    .meta({ examples: [example] }),
  reply: z.object({
    /** What was looked at: the day, on the clock of the event, and all of the event. */
    from: Moment,
    to: Moment,
    /** Whose calendar it is first, then the others as they were named. */
    people: z.array(PersonBusy),
    /** When other things take place in the room. */
    room: z.array(BusyTime),
    /** On the clock of the event: from eight to seven on working days, on weekends where the event is on one. */
    proposals: z.array(z.object({ start: LocalTime, end: LocalTime })),
  }),
  failures: [
    'calendar.not_found',
    'calendar.read_only',
    'calendar.guests_over_limit',
    'event.ends_before_start',
    'event.guest_without_address',
    'person.not_found',
    'group.not_found',
    'room.not_found',
    'room.not_yours',
  ],
  limit: { count: 120, seconds: 60 },
})

export const eventTimesRoutes = { readTimes }
