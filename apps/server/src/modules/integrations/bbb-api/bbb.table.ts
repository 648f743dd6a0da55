import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { BbbAlgorithm, BbbClientId } from '@amphi/contract/bbb-clients'
import type { LinkId } from '@amphi/contract/room-links'
import type { RoomId } from '@amphi/contract/rooms'
import { participantRoles } from '@amphi/contract/sessions'
import { ofRoom } from '#modules/rooms'
import { ofTenant } from '#modules/tenants'
import type { Wanted } from './create-parameters.ts'

const moment = () => timestamp({ withTimezone: true })

/** A secret is needed whole, to sign and to check: so it is sealed. `until`: of a former one. */
export interface SealedSecret {
  sealed: string
  createdAt: string
  until: string | null
}

export const bbbClients = pgTable(
  'bbb_clients',
  {
    tenantId: ofTenant(),
    id: uuid().$type<BbbClientId>().notNull(),
    name: text().notNull(),
    enabled: boolean().notNull(),
    algorithms: jsonb().$type<BbbAlgorithm[]>().notNull(),
    /** The one that is good without an end stands first. */
    secrets: jsonb().$type<SealedSecret[]>().notNull(),
    mostMeetings: integer(),
    fromSettings: boolean().notNull(),
    createdAt: moment().notNull(),
    lastCalledAt: moment(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.id] })],
)

const ofClient = (columns: [AnyPgColumn, AnyPgColumn]) =>
  foreignKey({ columns, foreignColumns: [bbbClients.tenantId, bbbClients.id] }).onDelete('cascade')

/** What a client calls a meeting is one room, however often it is made anew. */
export const bbbRooms = pgTable(
  'bbb_rooms',
  {
    tenantId: ofTenant(),
    clientId: uuid().$type<BbbClientId>().notNull(),
    meetingId: text().notNull(),
    roomId: uuid().$type<RoomId>().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.clientId, it.meetingId] }),
    ofClient([it.tenantId, it.clientId]),
    ofRoom([it.tenantId, it.roomId]),
  ],
)

/** One row for each time it was made: from a create to its end. */
export const bbbMeetings = pgTable(
  'bbb_meetings',
  {
    tenantId: ofTenant(),
    id: uuid().notNull(),
    clientId: uuid().$type<BbbClientId>().notNull(),
    meetingId: text().notNull(),
    internalId: text().notNull(),
    roomId: uuid().$type<RoomId>().notNull(),
    name: text().notNull(),
    attendeePassword: text().notNull(),
    moderatorPassword: text().notNull(),
    voiceBridge: text().notNull(),
    dialNumber: text().notNull(),
    /** Minutes. */
    duration: integer().notNull(),
    maxParticipants: integer().notNull(),
    guests: text().$type<Wanted['guests']>().notNull(),
    leaveTo: text(),
    metadata: jsonb().$type<[string, string][]>().notNull(),
    endCallbacks: jsonb().$type<string[]>().notNull(),
    /** To the millisecond: it is part of the id. */
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** When it is over unless somebody has joined. */
    expiresAt: moment().notNull(),
    endedAt: moment(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex('bbb_meetings_open')
      .on(it.tenantId, it.clientId, it.meetingId)
      .where(sql`${it.endedAt} is null`),
    index().on(it.tenantId, it.roomId),
    index().on(it.tenantId, it.clientId, it.meetingId, it.endedAt),
    ofClient([it.tenantId, it.clientId]),
    ofRoom([it.tenantId, it.roomId]),
  ],
)

/** Who was sent to a meeting by a ticket, as the client knows them. */
export const bbbJoins = pgTable(
  'bbb_joins',
  {
    tenantId: ofTenant(),
    linkId: uuid().$type<LinkId>().notNull(),
    meeting: uuid().notNull(),
    userId: text().notNull(),
    name: text().notNull(),
    role: text({ enum: participantRoles }).notNull(),
    custom: jsonb().$type<[string, string][]>().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.linkId] }),
    index().on(it.tenantId, it.meeting),
    foreignKey({
      columns: [it.tenantId, it.meeting],
      foreignColumns: [bbbMeetings.tenantId, bbbMeetings.id],
    }).onDelete('cascade'),
  ],
)

/** What a client says to all in a meeting, until the first of them comes. */
export const bbbNotices = pgTable(
  'bbb_notices',
  {
    tenantId: ofTenant(),
    id: uuid().notNull(),
    meeting: uuid().notNull(),
    /** As whom it says it. */
    name: text().notNull(),
    text: text().notNull(),
    /** In the order they were said. */
    place: integer().generatedAlwaysAsIdentity(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    index().on(it.tenantId, it.meeting),
    foreignKey({
      columns: [it.tenantId, it.meeting],
      foreignColumns: [bbbMeetings.tenantId, bbbMeetings.id],
    }).onDelete('cascade'),
  ],
)

/** What was called, without what nobody but the client should know. */
export const bbbCalls = pgTable(
  'bbb_calls',
  {
    tenantId: ofTenant(),
    id: uuid().notNull(),
    /** Null where nobody’s secret signed it; it may be gone, for calls are written after they were answered. */
    clientId: uuid().$type<BbbClientId>(),
    at: moment().notNull(),
    call: text().notNull(),
    outcome: text().notNull(),
    checksum: text({ enum: ['no_checksum', 'not_hexadecimal', 'algorithm_not_allowed', 'no_such_secret'] }),
    meetingId: text(),
    milliseconds: integer().notNull(),
    agent: text().notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.id] }), index().on(it.tenantId, it.clientId, it.at)],
)

/** Whom a client wants told of what happens. */
export const bbbHooks = pgTable(
  'bbb_hooks',
  {
    tenantId: ofTenant(),
    /** A number, as clients expect it; at random, so that it tells nothing of others. */
    id: integer().notNull(),
    clientId: uuid().$type<BbbClientId>().notNull(),
    callbackUrl: text().notNull(),
    /** Null: of all its meetings. */
    meetingId: text(),
    /** None: all there are. */
    eventIds: jsonb().$type<string[]>().notNull(),
    isRaw: boolean().notNull(),
    createdAt: moment().notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.id] }), ofClient([it.tenantId, it.clientId])],
)

/** What is still to be told. */
export const bbbDeliveries = pgTable(
  'bbb_deliveries',
  {
    tenantId: ofTenant(),
    id: uuid().notNull(),
    clientId: uuid().$type<BbbClientId>().notNull(),
    /** Gone with its hook; null for what is told once, at the end. */
    hookId: integer(),
    /** What it tells, so that however many servers hear of it, it is told once. */
    key: text().notNull(),
    url: text().notNull(),
    /** Null: the address says all. */
    event: jsonb().$type<object>(),
    tries: integer().notNull(),
    dueAt: moment().notNull(),
    /** Kept for a while, so that nothing is told twice. */
    doneAt: moment(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.key),
    index('bbb_deliveries_due')
      .on(it.dueAt)
      .where(sql`${it.doneAt} is null`),
    ofClient([it.tenantId, it.clientId]),
    foreignKey({ columns: [it.tenantId, it.hookId], foreignColumns: [bbbHooks.tenantId, bbbHooks.id] }).onDelete(
      'cascade',
    ),
  ],
)
