import { z } from 'zod'
import { CalendarId, EventId, TimeZone } from './calendars.ts'
import { answers, EventGuest, EventPerson, GivenAnswer, InvitedGroup } from './event-guests.ts'
import { done, fact, failures, route } from './grammar.ts'
import { textLengths } from './limits.ts'
import { UserId } from './people.ts'
import { Repeat } from './repeat.ts'
import { Moment } from './requests.ts'
import { ResourceId } from './resources.ts'
import { RoomId } from './rooms.ts'
import { TenantId } from './tenants.ts'
import { line, paragraphs } from './text.ts'

/** A day: `2026-11-24`. */
export const Day = z.iso.date()
/** A day and an hour where it takes place, whatever the zone: `2026-11-24T09:30`. */
export const LocalTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
  .refine((text) => !Number.isNaN(Date.parse(`${text}Z`)))

/** When something takes place: whole days, both included; or from one hour to another in a zone. */
export const EventTime = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('days'), first: Day, last: Day }),
  z.object({ kind: z.literal('hours'), start: LocalTime, end: LocalTime, timeZone: TimeZone }),
])
export type EventTime = z.infer<typeof EventTime>

/** Which of a series (RFC 5545, 3.8.4.4), as an address holds it; what is single has none. */
export const Occurrence = z.string().max(40)

/** Of a series: this one alone; this one and all after it; or all. */
export const reaches = ['one', 'following', 'all'] as const
export type Reach = (typeof reaches)[number]

/** One time that something takes place, as an agenda shows it. */
export const EventInstance = z.object({
  calendarId: CalendarId,
  /** Null where one only sees that its owner is busy. */
  eventId: EventId.nullable(),
  occurrence: Occurrence.nullable(),
  /** Null where one only sees that its owner is busy; empty where nobody called it anything. */
  title: z.string().nullable(),
  startsAt: Moment,
  endsAt: Moment,
  /** For what lasts whole days: the first and the last of them. */
  days: z.object({ first: Day, last: Day }).nullable(),
  location: z.string(),
  /** Where one joins it by video: the address; and the room here that it leads to. */
  conference: z.string().nullable(),
  room: z.object({ id: RoomId, name: z.string(), code: z.string() }).nullable(),
  /** The resource that is booked for it. */
  resourceId: ResourceId.nullable(),
  status: z.enum(['confirmed', 'tentative', 'cancelled']),
  /** Whether it leaves its owner free. */
  isFree: z.boolean(),
  isPrivate: z.boolean(),
  /** Whether it is one of a series, and otherwise than that. */
  repeats: z.boolean(),
  isException: z.boolean(),
  /** How many are invited; and what the owner of the calendar answered, where somebody else invites. */
  attendees: z.int(),
  answer: z.enum(answers).nullable(),
  can: z.object({ change: z.boolean(), remove: z.boolean(), answer: z.boolean() }),
})
export type EventInstance = z.infer<typeof EventInstance>

/** Empty where nobody calls it anything. */
export const EventTitle = z.union([z.literal(''), line(textLengths.eventTitle)])

/** Where it is held by video: in a room one may invite to, in one made for it, or nowhere. */
export const EventRoom = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('room'), roomId: RoomId }),
  z.object({ kind: z.literal('new') }),
  /** Of a resource, which is invited; under a link that was asked for already, where there is one. */
  z.object({ kind: z.literal('resource'), resourceId: ResourceId, conferenceId: EventId.optional() }),
])
export type EventRoom = z.infer<typeof EventRoom>

const Reminder = z.int().min(0).max(40_320)

const Fields = z.object({
  title: EventTitle,
  time: EventTime,
  repeat: Repeat.nullable(),
  location: z.string().trim().max(textLengths.eventLocation.max),
  description: z.union([z.literal(''), paragraphs(textLengths.eventDescription)]),
  isFree: z.boolean(),
  isPrivate: z.boolean(),
  /** Of all of a series. */
  room: EventRoom,
  /** Minutes before, each once. */
  reminders: z.array(Reminder).max(5),
  /** All who are invited; said anew, whoever is not among them is no more, and groups are who is in them now. */
  guests: z.array(EventGuest).max(1000),
})

const { title, time, repeat, location, description, isFree, isPrivate, room, reminders, guests } = Fields.shape

/** What one says of a new event. */
export const EventGiven = z.object({
  title,
  time,
  repeat: repeat.default(null),
  location: location.default(''),
  description: description.default(''),
  isFree: isFree.default(false),
  isPrivate: isPrivate.default(false),
  room: room.default({ kind: 'none' }),
  reminders: reminders.default([]),
  guests: guests.default([]),
})
export type EventGiven = z.infer<typeof EventGiven>

/** What one says anew of one there is; what is left out stays. Without defaults: they would be said as well. */
const EventChanges = Fields.partial()

/** All of an event, or of one of a series. */
export const EventRead = EventInstance.extend({
  eventId: EventId,
  title: z.string(),
  time: EventTime,
  /** `custom`: in a way that our pages have no words for; another program made it, and it stays. */
  repeat: z.union([Repeat, z.literal('custom')]).nullable(),
  description: z.string(),
  reminders: z.array(z.int()),
  people: z.array(EventPerson),
  groups: z.array(InvitedGroup),
  /** Changes with every change of it: what one changes, one has seen. */
  version: z.string(),
})
export type EventRead = z.infer<typeof EventRead>

export const eventFailures = failures({
  'event.ends_before_start': 400,
  'event.repeats_badly': 400,
  'event.range_too_long': 400,
  'event.not_yours': 403,
  'event.not_invited': 409,
  'event.series_moves_whole': 409,
  'event.not_one_of_series': 404,
  'conference.not_found': 404,
  'event.guest_without_address': 400,
})

const calendarParams = z.object({ calendarId: CalendarId })
const eventParams = calendarParams.extend({ eventId: EventId })

export const listEvents = route({
  method: 'GET',
  path: '/events',
  summary:
    'What takes place between two moments in the calendars one sees and has not hidden, in order; at most 400 days',
  access: 'person',
  scope: 'calendar',
  query: z.object({ from: Moment, to: Moment }),
  reply: z.array(EventInstance),
  failures: ['event.range_too_long'],
})

export const readEvent = route({
  method: 'GET',
  path: '/calendars/:calendarId/events/:eventId',
  summary: 'Read an event, or one of a series',
  access: 'person',
  scope: 'calendar',
  params: eventParams,
  query: z.object({ occurrence: Occurrence.optional() }),
  reply: EventRead,
  failures: ['calendar.not_found', 'calendar.event_not_found', 'event.not_one_of_series'],
})

const example = {
  title: 'Conseil d’UFR',
  time: { kind: 'hours', start: '2026-11-24T09:30', end: '2026-11-24T11:30', timeZone: 'Europe/Paris' },
}

export const createEvent = route({
  method: 'POST',
  path: '/calendars/:calendarId/events',
  summary: 'Put an event into a calendar',
  access: 'person',
  scope: 'calendar',
  params: calendarParams,
  body: EventGiven.meta({ examples: [example] }),
  reply: EventRead,
  failures: [
    'calendar.not_found',
    'calendar.read_only',
    'calendar.not_on_behalf',
    'calendar.guests_over_limit',
    'calendar.letters_over_limit',
    'calendar.unreadable',
    'event.ends_before_start',
    'event.repeats_badly',
    'event.guest_without_address',
    'person.not_found',
    'group.not_found',
    'room.not_found',
    'room.not_yours',
    'room.creation_forbidden',
    'resource.not_found',
    'resource.not_bookable',
    'conference.not_found',
  ],
})

export const changeEvent = route({
  method: 'PATCH',
  path: '/calendars/:calendarId/events/:eventId',
  summary: 'Change an event: one of a series, this and the following, or all',
  access: 'person',
  scope: 'calendar',
  params: eventParams,
  body: z
    .object({
      occurrence: Occurrence.nullable(),
      reach: z.enum(reaches).default('all'),
      version: z.string().max(100),
      /** To another calendar, with all that it is. */
      calendarId: CalendarId.optional(),
      changes: EventChanges,
    })
    .meta({ examples: [{ occurrence: null, version: 'x', changes: { title: 'Conseil de faculté' } }] }),
  reply: EventRead,
  failures: [
    'calendar.not_found',
    'calendar.event_not_found',
    'calendar.read_only',
    'calendar.not_on_behalf',
    'calendar.guests_over_limit',
    'calendar.letters_over_limit',
    'calendar.unreadable',
    'calendar.changed_meanwhile',
    'event.not_yours',
    'event.not_one_of_series',
    'event.series_moves_whole',
    'calendar.uid_taken',
    'event.ends_before_start',
    'event.repeats_badly',
    'event.guest_without_address',
    'person.not_found',
    'group.not_found',
    'room.not_found',
    'room.not_yours',
    'room.creation_forbidden',
    'resource.not_found',
    'resource.not_bookable',
    'conference.not_found',
  ],
})

export const removeEvent = route({
  method: 'DELETE',
  path: '/calendars/:calendarId/events/:eventId',
  summary: 'Take an event out of a calendar: one of a series, this and the following, or all',
  access: 'person',
  scope: 'calendar',
  params: eventParams,
  query: z.object({ occurrence: Occurrence.optional(), reach: z.enum(reaches).default('all') }),
  reply: done,
  failures: [
    'calendar.not_found',
    'calendar.event_not_found',
    'calendar.read_only',
    'calendar.not_on_behalf',
    'calendar.letters_over_limit',
    'event.not_one_of_series',
    'event.repeats_badly',
  ],
})

export const answerEvent = route({
  method: 'POST',
  path: '/calendars/:calendarId/events/:eventId/answer',
  summary: 'Answer an invitation, to all of a series or to one of it; whoever invites is told',
  access: 'person',
  scope: 'calendar',
  params: eventParams,
  body: z
    .object({ occurrence: Occurrence.nullable().default(null), answer: GivenAnswer })
    .meta({ examples: [{ answer: 'accepted' }] }),
  reply: EventRead,
  failures: [
    'calendar.not_found',
    'calendar.event_not_found',
    'calendar.read_only',
    'calendar.not_on_behalf',
    'calendar.guests_over_limit',
    'calendar.letters_over_limit',
    'calendar.unreadable',
    'event.not_invited',
    'event.not_one_of_series',
  ],
})

export const reserveConference = route({
  method: 'POST',
  path: '/conferences',
  summary: 'Book a conference for an event that is yet to be saved; its link works at once, and for a day without one',
  access: 'person',
  scope: 'calendar',
  body: z
    .object({ resourceId: ResourceId, title: title.default('') })
    .meta({ examples: [{ resourceId: '00000000-0000-4000-8000-00000000000d', title: 'Conseil d’UFR' }] }),
  reply: z.object({
    /** Said when the event is saved. */
    id: EventId,
    url: z.string(),
  }),
  failures: ['resource.not_found', 'resource.not_bookable'],
  limit: { count: 60, seconds: 60 },
})

export const giveBackConference = route({
  method: 'DELETE',
  path: '/conferences/:conferenceId',
  summary: 'Give back a conference that was booked for an event, and is not needed',
  access: 'person',
  scope: 'calendar',
  params: z.object({ conferenceId: EventId }),
  reply: done,
  failures: ['conference.not_found'],
})

export const eventRoutes = {
  listEvents,
  readEvent,
  createEvent,
  changeEvent,
  removeEvent,
  answerEvent,
  reserveConference,
  giveBackConference,
}

/** Somebody asked to be reminded of it by now: theirs, and told to them alone. */
export const eventReminded = fact(
  'event.reminded',
  z.object({
    tenantId: TenantId,
    userId: UserId,
    calendarId: CalendarId,
    eventId: EventId,
    occurrence: Occurrence.nullable(),
  }),
)
