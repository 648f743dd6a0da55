import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  foreignKey,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { SettingName } from '@amphi/contract/room-settings'
import type { PresetId } from '@amphi/contract/rooms'
import { ofTenant } from '#modules/tenants'
import type { SaidSettings } from './settings.ts'

/** How an institution sets up its rooms, by kinds. */
export const presets = pgTable(
  'presets',
  {
    tenantId: ofTenant(),
    id: uuid().$type<PresetId>().notNull(),
    name: text().notNull(),
    settings: jsonb().$type<SaidSettings>().notNull(),
    forced: text().array().$type<SettingName[]>().notNull(),
    /** New rooms are of it. */
    isDefault: boolean().notNull().default(false),
    /** Said of the default: no room is of none. */
    isRequired: boolean().notNull().default(false),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex('presets_name').on(it.tenantId, sql`lower(${it.name})`),
    uniqueIndex('presets_default')
      .on(it.tenantId)
      .where(sql`${it.isDefault}`),
  ],
)

/** It is deleted once no room is of it any more. */
export const ofPreset = (columns: [AnyPgColumn, AnyPgColumn]) =>
  foreignKey({ columns, foreignColumns: [presets.tenantId, presets.id] })
