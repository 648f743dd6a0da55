import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
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
import type { GroupId } from '@amphi/contract/groups'
import type { UserId } from '@amphi/contract/people'
import {
  type ResourceGrantId,
  type ResourceHours,
  type ResourceId,
  resourceLevels,
  resourcePolicies,
  type ResourceServer,
  type Templates,
} from '@amphi/contract/resources'
import { ofGroup, ofUser } from '#modules/people'
import { ofTenant } from '#modules/tenants'

const moment = () => timestamp({ withTimezone: true })

/** Conferences that calendars book. One that is removed stays as its address: whoever invites it still is told so. */
export const resources = pgTable(
  'resources',
  {
    tenantId: ofTenant(),
    id: uuid().$type<ResourceId>().notNull(),
    name: text().notNull(),
    /** In small letters. */
    email: text().notNull(),
    server: jsonb().$type<ResourceServer>().notNull(),
    /** What everyone may; null: nothing. */
    everyone: text({ enum: resourceLevels }),
    hours: jsonb().$type<ResourceHours>(),
    /** Minutes. */
    shortest: integer(),
    policy: text({ enum: resourcePolicies }).notNull(),
    /** What it was invited by before: events that hold it under one of these go on doing so. */
    formerEmails: text().array().notNull().default([]),
    /** Who may book it by letter: addresses, and domains that begin with an @. */
    outsiders: text().array().notNull().default([]),
    templates: jsonb().$type<Templates>().notNull(),
    /** Who made it: rooms that are booked by letters from elsewhere are theirs. Null where that account is no more. */
    madeBy: uuid().$type<UserId>(),
    createdAt: moment().notNull(),
    removedAt: moment(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex('resources_email')
      .on(it.tenantId, it.email)
      .where(sql`${it.removedAt} is null`),
  ],
)

/** What hangs on a resource goes with it. */
export const ofResource = (columns: [AnyPgColumn, AnyPgColumn]) =>
  foreignKey({ columns, foreignColumns: [resources.tenantId, resources.id] }).onDelete('cascade')

/** Who may do more with it than everyone: somebody by name, or all of a group. */
export const resourceGrants = pgTable(
  'resource_grants',
  {
    tenantId: ofTenant(),
    resourceId: uuid().$type<ResourceId>().notNull(),
    id: uuid().$type<ResourceGrantId>().notNull(),
    userId: uuid().$type<UserId>(),
    groupId: uuid().$type<GroupId>(),
    level: text({ enum: resourceLevels }).notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.resourceId, it.userId),
    uniqueIndex().on(it.tenantId, it.resourceId, it.groupId),
    index().on(it.tenantId, it.userId),
    index().on(it.tenantId, it.groupId),
    check('resource_grants_to_one', sql`num_nonnulls(${it.userId}, ${it.groupId}) = 1`),
    ofResource([it.tenantId, it.resourceId]),
    ofUser([it.tenantId, it.userId]),
    ofGroup([it.tenantId, it.groupId]),
  ],
)
