import { z } from 'zod'
import { done, fact, failures, job, route } from './grammar.ts'
import { GroupId } from './groups.ts'
import { textLengths } from './limits.ts'
import { PersonCard, UserId } from './people.ts'
import { ResourceId } from './resources.ts'
import { TenantId } from './tenants.ts'
import { line } from './text.ts'

export const CalendarId = z.uuid().brand<'CalendarId'>()
export type CalendarId = z.infer<typeof CalendarId>

/** Of an appointment, or of a series of them: what a calendar keeps as one object (RFC 4791, 4.1). */
export const EventId = z.uuid().brand<'EventId'>()
export type EventId = z.infer<typeof EventId>

export const CalendarShareId = z.uuid().brand<'CalendarShareId'>()
export type CalendarShareId = z.infer<typeof CalendarShareId>

/** What someone else may see of a calendar: when its owner is busy; all of it; and change it. */
export const calendarLevels = ['busy', 'read', 'write'] as const
export type CalendarLevel = (typeof calendarLevels)[number]

/** `#rrggbb` */
export const Color = z.string().regex(/^#[0-9a-f]{6}$/)

/** By its IANA name: `Europe/Paris`. */
export const TimeZone = z.string().max(80).refine(isTimeZone, 'time_zone.unknown')

function isTimeZone(name: string) {
  // `+01:00` is no place, though `Intl` takes it: no calendar program would know it.
  if (!/^[A-Za-z]/v.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

export const CalendarName = line(textLengths.calendarName)

/** A calendar, as one of those who see it has it. */
export const Calendar = z.object({
  id: CalendarId,
  name: z.string(),
  /** The reader’s own choice, or its owner’s. */
  color: Color,
  timeZone: z.string(),
  /** Whether the reader has put it out of sight. */
  isHidden: z.boolean(),
  /** The one where invitations stand. */
  isDefault: z.boolean(),
  /** Null of a resource’s. */
  owner: PersonCard.nullable(),
  /** The resource of whose bookings it is. */
  resourceId: ResourceId.nullable(),
  access: z.enum(['owner', ...calendarLevels]),
  /** With how many people and groups it is shared; told to its owner, 0 to others. */
  shares: z.int(),
  can: z.object({
    read: z.boolean(),
    write: z.boolean(),
    /** Invite others in its owner’s name. */
    invite: z.boolean(),
    share: z.boolean(),
    configure: z.boolean(),
    remove: z.boolean(),
  }),
})
export type Calendar = z.infer<typeof Calendar>

/** A calendar shared with a person, or with a group: then with whoever belongs to it at the time. */
export const CalendarShare = z.object({
  id: CalendarShareId,
  level: z.enum(calendarLevels),
  /** Whether they may invite others in its owner’s name: letters name the owner. */
  onBehalf: z.boolean(),
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('person'), id: UserId, name: z.string(), pictureUrl: z.string().nullable() }),
    z.object({ kind: z.literal('group'), id: GroupId, name: z.string(), members: z.int() }),
  ]),
})
export type CalendarShare = z.infer<typeof CalendarShare>

export const calendarFailures = failures({
  'calendar.not_found': 404,
  'calendar.not_yours': 403,
  'calendar.read_only': 403,
  'calendar.default_stays': 409,
  'calendar.limit_reached': 409,
  'calendar.address_taken': 409,
  'calendar.share_not_found': 404,
  'calendar.share_with_owner': 409,
  'calendar.unreadable': 400,
  'calendar.uid_taken': 409,
  'calendar.changed_meanwhile': 409,
  'calendar.event_not_found': 404,
  'calendar.not_on_behalf': 403,
  'calendar.guests_over_limit': 400,
  'calendar.letters_over_limit': 429,
})

const params = z.object({ calendarId: CalendarId })
const shareParams = params.extend({ shareId: CalendarShareId })

export const listCalendars = route({
  method: 'GET',
  path: '/calendars',
  summary: 'List the calendars one sees: one’s own first, then those that others share',
  access: 'person',
  scope: 'calendar',
  reply: z.array(Calendar),
})

export const createCalendar = route({
  method: 'POST',
  path: '/calendars',
  summary: 'Make another calendar of one’s own',
  access: 'person',
  scope: 'calendar',
  body: z.object({ name: CalendarName, color: Color.optional() }).meta({ examples: [{ name: 'Examens' }] }),
  reply: Calendar,
  failures: ['calendar.limit_reached'],
})

export const changeCalendar = route({
  method: 'PATCH',
  path: '/calendars/:calendarId',
  summary:
    'Change a calendar for all who see it; colour and whether it is hidden, of one that others share, for oneself',
  access: 'person',
  scope: 'calendar',
  params,
  body: z
    .object({ name: CalendarName, color: Color, timeZone: TimeZone, isHidden: z.boolean() })
    .partial()
    .meta({ examples: [{ color: '#2b8a3e' }] }),
  reply: Calendar,
  failures: ['calendar.not_found', 'calendar.not_yours'],
})

export const removeCalendar = route({
  method: 'DELETE',
  path: '/calendars/:calendarId',
  summary: 'Delete a calendar with all that stands in it',
  access: 'person',
  scope: 'calendar',
  params,
  reply: done,
  failures: ['calendar.not_found', 'calendar.not_yours', 'calendar.default_stays'],
})

export const listCalendarShares = route({
  method: 'GET',
  path: '/calendars/:calendarId/shares',
  summary: 'List with whom a calendar of one’s own is shared, and how far',
  access: 'person',
  scope: 'calendar',
  params,
  reply: z.array(CalendarShare),
  failures: ['calendar.not_found', 'calendar.not_yours'],
})

const Level = z.object({ level: z.enum(calendarLevels), onBehalf: z.boolean().default(false) })

export const shareCalendar = route({
  method: 'POST',
  path: '/calendars/:calendarId/shares',
  summary: 'Share a calendar with people and groups; whom it is shared with already sees as far as is said now',
  access: 'person',
  scope: 'calendar',
  params,
  body: Level.extend({
    users: z.array(UserId).max(200).default([]),
    groups: z.array(GroupId).max(50).default([]),
  }).meta({ examples: [{ users: ['00000000-0000-4000-8000-00000000000b'], level: 'read' }] }),
  reply: z.array(CalendarShare),
  failures: [
    'calendar.not_found',
    'calendar.not_yours',
    'calendar.share_with_owner',
    'person.not_found',
    'group.not_found',
  ],
})

export const withdrawCalendarShare = route({
  method: 'DELETE',
  path: '/calendars/:calendarId/shares/:shareId',
  summary: 'Share a calendar with someone no longer',
  access: 'person',
  scope: 'calendar',
  params: shareParams,
  reply: z.array(CalendarShare),
  failures: ['calendar.not_found', 'calendar.not_yours', 'calendar.share_not_found'],
})

export const calendarRoutes = {
  listCalendars,
  createCalendar,
  changeCalendar,
  removeCalendar,
  listCalendarShares,
  shareCalendar,
  withdrawCalendarShare,
}

const ofCalendar = z.object({ tenantId: TenantId, calendarId: CalendarId })

/** Something in it is new, changed or gone. */
export const calendarChanged = fact('calendar.changed', ofCalendar)
/**
 * A calendar came, went, is shared, or shows otherwise: told to one person, or to all of a group, whose lists show it.
 */
export const calendarListed = fact(
  'calendar.listed',
  z.object({ tenantId: TenantId, userId: UserId.optional(), groupId: GroupId.optional() }),
)

/** What the calendar of one person of the house says to that of another. */
export const deliverCalendarMessage = job('calendar.deliver', z.object({ tenantId: TenantId, messageId: z.uuid() }))
