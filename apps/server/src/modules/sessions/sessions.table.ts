import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { NodeId } from '@amphi/contract/nodes'
import type { GuestId, UserId } from '@amphi/contract/people'
import type { LinkId } from '@amphi/contract/room-links'
import type { RoomId } from '@amphi/contract/rooms'
import {
  type Allowed,
  cameraViewers,
  endReasons,
  lobbies,
  type ParticipantId,
  participantRoles,
  type SessionId,
} from '@amphi/contract/sessions'
import type { Choice } from '#modules/engines'
import { ofRoom } from '#modules/rooms'
import { ofTenant } from '#modules/tenants'
import { everything } from './limits.ts'

const moment = () => timestamp({ withTimezone: true })

/** One row a run. */
export const sessions = pgTable(
  'sessions',
  {
    tenantId: ofTenant(),
    /** Also the engine's key: immutable, and unguessable. */
    id: uuid().$type<SessionId>().notNull(),
    roomId: uuid().$type<RoomId>().notNull(),
    engine: text().notNull(),
    /** The server of that engine; null for a session of before there was more than one. */
    nodeId: uuid().$type<NodeId>(),
    /** Why it is there. */
    choice: jsonb().$type<Choice>(),
    startedAt: moment().notNull(),
    startedBy: text().notNull(),
    startedByUserId: uuid().$type<UserId>(),
    /** When it has lasted its time; extended, it is later. */
    lastsUntil: moment().notNull(),
    /** Since when its engine does not answer; null while it does. */
    engineSilentSince: moment(),
    endedAt: moment(),
    endReason: text({ enum: endReasons }),
    /** Who closed it, by the name they went by; null where it ended by itself. */
    endedBy: text(),
    /** What participants may do, but for those who were told otherwise. */
    allowed: jsonb().$type<Allowed>().notNull().default(everything),
    camerasFor: text({ enum: cameraViewers }).notNull().default('everyone'),
    /** As was said inside, while its room has it as it was then; otherwise as its room has it. */
    lobby: text({ enum: lobbies }).notNull().default('off'),
    lobbyOfRoom: text({ enum: lobbies }).notNull().default('off'),
    /** As its room had it when it began. */
    endsUnled: boolean().notNull().default(true),
    spotlightId: uuid().$type<ParticipantId>(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    // Two sessions of one room never run at once, whoever opens it from wherever.
    uniqueIndex('sessions_running')
      .on(it.tenantId, it.roomId)
      .where(sql`${it.endedAt} is null`),
    index().on(it.tenantId, it.roomId, it.startedAt),
    index().on(it.tenantId, it.endedAt),
    index().on(it.tenantId, it.nodeId),
    // Engines name one by its id alone.
    uniqueIndex().on(it.id),
    ofRoom([it.tenantId, it.roomId]),
  ],
)

/** What hangs on a session goes with it. */
export const ofSession = (columns: [AnyPgColumn, AnyPgColumn]) =>
  foreignKey({ columns, foreignColumns: [sessions.tenantId, sessions.id] }).onDelete('cascade')

/** One browser tab of one person, for one session. */
export const participants = pgTable(
  'participants',
  {
    tenantId: ofTenant(),
    id: uuid().$type<ParticipantId>().notNull(),
    sessionId: uuid().$type<SessionId>().notNull(),
    /** One of the two. */
    userId: uuid().$type<UserId>(),
    guestId: uuid().$type<GuestId>(),
    /** The guest whom someone with an account is in this browser, once signed out. */
    browserId: uuid().$type<GuestId>(),
    tab: uuid().notNull(),
    /** Which link they came by last, where it was not the room’s own. */
    cameBy: uuid().$type<LinkId>(),
    name: text().notNull(),
    role: text({ enum: participantRoles }).notNull(),
    /** Until when they led and were there, who are made a participant since. */
    ledUntil: moment(),
    handRaisedAt: moment(),
    /** Let in, or cut off, and expected back: until then they count as inside. Null for who left by themselves. */
    awaitedUntil: moment(),
    speechAskedAt: moment(),
    createdAt: moment().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.sessionId, it.tab),
    index().on(it.tenantId, it.userId),
    ofSession([it.tenantId, it.sessionId]),
  ],
)

/** What moderators decided about one person, or guest, until the session ends: it holds in each tab of theirs. */
export const terms = pgTable(
  'terms',
  {
    tenantId: ofTenant(),
    sessionId: uuid().$type<SessionId>().notNull(),
    holder: uuid().$type<UserId | GuestId>().notNull(),
    /** Null: the one their link, or who they are, gives them. */
    role: text({ enum: participantRoles }),
    /** What they may or may not, whatever holds for the others. */
    exceptions: jsonb().$type<Partial<Allowed>>().notNull().default({}),
    bannedAt: moment(),
    /** By what else whoever is banned is known: as whom their browsers come without an account, and their links. */
    bannedAs: uuid().$type<GuestId | LinkId>().array().notNull().default([]),
    /** When they were put out last: what let them in before does so no more. */
    removedAt: moment(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.sessionId, it.holder] }), ofSession([it.tenantId, it.sessionId])],
)

/** Attendance: every join, and every leave, as the engine saw them. */
export const stays = pgTable(
  'stays',
  {
    tenantId: ofTenant(),
    sessionId: uuid().$type<SessionId>().notNull(),
    participantId: uuid().$type<ParticipantId>().notNull(),
    /** The engine's name for this one connection: events about it may come twice, or in the wrong order. */
    connection: text().notNull(),
    joinedAt: moment().notNull(),
    leftAt: moment(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.sessionId, it.connection] }),
    index('stays_inside')
      .on(it.tenantId, it.sessionId)
      .where(sql`${it.leftAt} is null`),
    index().on(it.tenantId, it.participantId),
    ofSession([it.tenantId, it.sessionId]),
    foreignKey({
      columns: [it.tenantId, it.participantId],
      foreignColumns: [participants.tenantId, participants.id],
    }).onDelete('cascade'),
  ],
)
