import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { type CalendarId, calendarLevels, type CalendarShareId, type EventId } from '@amphi/contract/calendars'
import type { GroupId } from '@amphi/contract/groups'
import type { UserId } from '@amphi/contract/people'
import type { ResourceId } from '@amphi/contract/resources'
import { ofGroup, ofUser } from '#modules/people'
import { ofResource } from '#modules/resources'
import { ofTenant } from '#modules/tenants'

const moment = () => timestamp({ withTimezone: true })
const calendarId = () => uuid().$type<CalendarId>().notNull()
const sequence = () => bigint({ mode: 'number' }).notNull()

export const calendars = pgTable(
  'calendars',
  {
    tenantId: ofTenant(),
    id: calendarId(),
    /** Somebody’s, or a resource’s: of what it is booked for. */
    ownerId: uuid().$type<UserId>(),
    resourceId: uuid().$type<ResourceId>(),
    /** `default`: where invitations stand. `inbox`: what others’ calendars sent (RFC 6638, 2.2). */
    kind: text({ enum: ['default', 'further', 'inbox', 'bookings'] }).notNull(),
    /** What its address ends with, as whoever made it chose. */
    slug: text().notNull(),
    name: text().notNull(),
    description: text().notNull(),
    /** `#rrggbb` */
    color: text().notNull(),
    /** Among the others of its owner, the least first. */
    position: integer().notNull(),
    /** Where all-day and floating times are, by its IANA name. */
    timeZone: text().notNull(),
    /** Whether what stands in it leaves its owner free (RFC 6638, 9.1). */
    isTransparent: boolean().notNull(),
    /** Grows by one with every change of what stands in it: what a client last saw is a number. */
    sequence: sequence(),
    /** What is gone is forgotten up to here: whoever saw less must look at everything anew. */
    forgottenTo: sequence(),
    createdAt: moment().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.ownerId, it.slug),
    uniqueIndex().on(it.tenantId, it.resourceId),
    check('calendars_of_one', sql`num_nonnulls(${it.ownerId}, ${it.resourceId}) = 1`),
    ofUser([it.tenantId, it.ownerId]),
    ofResource([it.tenantId, it.resourceId]),
  ],
)

/** What hangs on a calendar goes with it. */
export const ofCalendar = (columns: [AnyPgColumn, AnyPgColumn]) =>
  foreignKey({ columns, foreignColumns: [calendars.tenantId, calendars.id] }).onDelete('cascade')

/** One UID each: an appointment, or a series with what is otherwise in single ones of it (RFC 4791, 4.1). */
export const calendarObjects = pgTable(
  'calendar_objects',
  {
    tenantId: ofTenant(),
    calendarId: calendarId(),
    id: uuid().$type<EventId>().notNull(),
    /** What its address ends with, decoded. */
    name: text().notNull(),
    uid: text().notNull(),
    /** As it was sent, byte for byte, where nothing had to be written into it. */
    ics: text().notNull(),
    /** Without quotes: a print of the text. */
    etag: text().notNull(),
    /** Without quotes: changes with what matters to whom it is from (RFC 6638, 3.2.10); null where nobody is invited. */
    scheduleTag: text(),
    /** When its first begins and its last ends, null where that is never. */
    startsAt: moment().notNull(),
    endsAt: moment(),
    /** Whether that is all there is to it: one, at a time that is the same everywhere. Else it is wide enough for any zone. */
    isExact: boolean().notNull(),
    /** Of the calendar, when it last changed. */
    sequence: sequence(),
    createdAt: moment().notNull(),
    changedAt: moment().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.calendarId, it.name),
    uniqueIndex().on(it.tenantId, it.uid, it.calendarId),
    index().on(it.tenantId, it.calendarId, it.sequence),
    index().on(it.tenantId, it.calendarId, it.endsAt, it.startsAt),
    ofCalendar([it.tenantId, it.calendarId]),
  ],
)

/** What stood in a calendar and is gone: whoever keeps a copy is told. */
export const calendarGone = pgTable(
  'calendar_gone',
  {
    tenantId: ofTenant(),
    calendarId: calendarId(),
    name: text().notNull(),
    sequence: sequence(),
    goneAt: moment().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.calendarId, it.name] }),
    index().on(it.tenantId, it.calendarId, it.sequence),
    index().on(it.goneAt),
    ofCalendar([it.tenantId, it.calendarId]),
  ],
)

/** Who else sees a calendar: somebody by name, or all of a group. */
export const calendarShares = pgTable(
  'calendar_shares',
  {
    tenantId: ofTenant(),
    calendarId: calendarId(),
    id: uuid().$type<CalendarShareId>().notNull(),
    userId: uuid().$type<UserId>(),
    groupId: uuid().$type<GroupId>(),
    level: text({ enum: calendarLevels }).notNull(),
    /** Whether they may invite others in the name of its owner. */
    onBehalf: boolean().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.calendarId, it.userId),
    uniqueIndex().on(it.tenantId, it.calendarId, it.groupId),
    index().on(it.tenantId, it.userId),
    index().on(it.tenantId, it.groupId),
    ofCalendar([it.tenantId, it.calendarId]),
    ofUser([it.tenantId, it.userId]),
    ofGroup([it.tenantId, it.groupId]),
  ],
)

/** How a calendar shows to one person, where that is otherwise than as its owner has it. */
export const calendarViews = pgTable(
  'calendar_views',
  {
    tenantId: ofTenant(),
    calendarId: calendarId(),
    userId: uuid().$type<UserId>().notNull(),
    color: text(),
    isHidden: boolean().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.calendarId, it.userId] }),
    index().on(it.tenantId, it.userId),
    ofCalendar([it.tenantId, it.calendarId]),
    ofUser([it.tenantId, it.userId]),
  ],
)
