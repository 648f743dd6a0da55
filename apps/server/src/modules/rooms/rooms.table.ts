import {
  type AnyPgColumn,
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
import type { UserId } from '@amphi/contract/people'
import { type PresetId, type RoomId, roomKinds } from '@amphi/contract/rooms'
import { ofUser } from '#modules/people'
import { ofTenant } from '#modules/tenants'
import { ofPreset } from './presets.table.ts'
import type { SaidSettings } from './settings.ts'

export const rooms = pgTable(
  'rooms',
  {
    tenantId: ofTenant(),
    id: uuid().$type<RoomId>().notNull(),
    name: text().notNull(),
    kind: text({ enum: roomKinds }).notNull(),
    /** Without dashes. It never changes, so that links survive a rename. */
    code: text().notNull(),
    /** Null for a meeting started without an account. */
    ownerId: uuid().$type<UserId>(),
    /** Fingerprint of the network it was started from without an account; null for all other rooms. */
    startedFrom: text(),
    settings: jsonb().$type<SaidSettings>().notNull().default({}),
    presetId: uuid().$type<PresetId>(),
    /** What its preset forces, written here whenever it changes: every door reads a room, and none reads presets. */
    forced: jsonb().$type<SaidSettings>().notNull().default({}),
    /** Sealed rather than hashed: those who lead the room read it, to tell it to others. */
    sealedPassword: text(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    /** When the last session began: sessions themselves are forgotten sooner than a room is unused. */
    usedAt: timestamp({ withTimezone: true }),
    /** When somebody last said that it is needed. */
    keptAt: timestamp({ withTimezone: true }),
    archivedAt: timestamp({ withTimezone: true }),
    /** Since when its people are told what comes: the archive or, of an archived one, its end. And when that comes. */
    announcedAt: timestamp({ withTimezone: true }),
    dueAt: timestamp({ withTimezone: true }),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.code),
    index().on(it.tenantId, it.ownerId),
    index().on(it.tenantId, it.startedFrom),
    index().on(it.tenantId, it.presetId),
    ofUser([it.tenantId, it.ownerId]),
    ofPreset([it.tenantId, it.presetId]),
  ],
)

/** What hangs on a room goes with it. */
export const ofRoom = (columns: [AnyPgColumn, AnyPgColumn]) =>
  foreignKey({ columns, foreignColumns: [rooms.tenantId, rooms.id] }).onDelete('cascade')
