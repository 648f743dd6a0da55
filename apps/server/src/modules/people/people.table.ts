import {
  type AnyPgColumn,
  boolean,
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
import type { ApiTokenId } from '@amphi/contract/api-tokens'
import type { AppPasswordId } from '@amphi/contract/app-passwords'
import type { GroupId } from '@amphi/contract/groups'
import type { LoginId } from '@amphi/contract/logins'
import { capabilities, type GuestId, roles, type UserId } from '@amphi/contract/people'
import { languages } from '@amphi/contract/requests'
import { scopes } from '@amphi/contract/scopes'
import { ofTenant } from '#modules/tenants'
import { purposes } from './account-link.ts'

const moment = () => timestamp({ withTimezone: true })

export const users = pgTable(
  'users',
  {
    tenantId: ofTenant(),
    id: uuid().$type<UserId>().notNull(),
    /** Null once removed: the row stays for what points at it, the person is gone from it. */
    email: text(),
    name: text().notNull(),
    role: text({ enum: roles }).notNull(),
    capabilities: text({ enum: capabilities }).array().notNull(),
    language: text({ enum: languages }),
    emailNotices: boolean().notNull(),
    pictureId: uuid(),
    createdAt: moment().notNull(),
    lastSeenAt: moment(),
    /** When they first chose how to sign in; null while invited. */
    joinedAt: moment(),
    disabledAt: moment(),
    removedAt: moment(),
    /** Whose what they owned became. */
    heirId: uuid().$type<UserId>(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.email),
    index().on(it.tenantId, it.name),
  ],
)

const userId = () => uuid().$type<UserId>().notNull()

/** With the tenant in the key, what is one tenant's person's cannot be a row of another's, whatever the code does. */
export const ofUser = (columns: [AnyPgColumn, AnyPgColumn]) =>
  foreignKey({ columns, foreignColumns: [users.tenantId, users.id] }).onDelete('cascade')

/** How a person proves who they are; with what, only the provider knows. */
export const identities = pgTable(
  'identities',
  {
    tenantId: ofTenant(),
    userId: userId(),
    provider: text({ enum: ['password'] }).notNull(),
    /** The person, in the provider's own words. */
    subject: text().notNull(),
    secret: text(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.provider, it.subject] }),
    index().on(it.tenantId, it.userId),
    ofUser([it.tenantId, it.userId]),
  ],
)

export const logins = pgTable(
  'logins',
  {
    tenantId: ofTenant(),
    id: uuid().$type<LoginId>().notNull(),
    userId: userId(),
    tokenPrint: text().notNull(),
    address: text().notNull(),
    userAgent: text().notNull(),
    createdAt: moment().notNull(),
    lastSeenAt: moment().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.tokenPrint),
    index().on(it.tenantId, it.userId),
    ofUser([it.tenantId, it.userId]),
  ],
)

/** Failed sign-ins under one key: an account from an address, an account, an address. */
export const signInFailures = pgTable(
  'sign_in_failures',
  {
    tenantId: ofTenant(),
    key: text().notNull(),
    count: integer().notNull(),
    lastAt: moment().notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.key] })],
)

export const guests = pgTable(
  'guests',
  {
    tenantId: ofTenant(),
    id: uuid().$type<GuestId>().notNull(),
    tokenPrint: text().notNull(),
    createdAt: moment().notNull(),
    lastSeenAt: moment().notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.id] }), uniqueIndex().on(it.tenantId, it.tokenPrint)],
)

/** A browser or a network from which a person has signed in. */
export const places = pgTable(
  'places',
  {
    tenantId: ofTenant(),
    userId: userId(),
    print: text().notNull(),
    lastSeenAt: moment().notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.userId, it.print] }), ofUser([it.tenantId, it.userId])],
)

/** One-time links that act as a password: kept as fingerprints. */
export const accountLinks = pgTable(
  'account_links',
  {
    tenantId: ofTenant(),
    secretPrint: text().notNull(),
    purpose: text({ enum: purposes }).notNull(),
    userId: uuid().$type<UserId>(),
    /** The new address that opening it confirms. */
    email: text(),
    expiresAt: moment().notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.secretPrint] }), ofUser([it.tenantId, it.userId])],
)

export const groups = pgTable(
  'groups',
  {
    tenantId: ofTenant(),
    id: uuid().$type<GroupId>().notNull(),
    name: text().notNull(),
    /** As it is compared with others (`sameName`): no two groups of a tenant share it. */
    nameKey: text().notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.id] }), uniqueIndex().on(it.tenantId, it.nameKey)],
)

/** What hangs on a group goes with it. */
export const ofGroup = (columns: [AnyPgColumn, AnyPgColumn]) =>
  foreignKey({ columns, foreignColumns: [groups.tenantId, groups.id] }).onDelete('cascade')

export const groupMembers = pgTable(
  'group_members',
  {
    tenantId: ofTenant(),
    groupId: uuid().$type<GroupId>().notNull(),
    userId: userId(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.groupId, it.userId] }),
    index().on(it.tenantId, it.userId),
    ofGroup([it.tenantId, it.groupId]),
    ofUser([it.tenantId, it.userId]),
  ],
)

/** Whom someone often picks, starred by themselves; so with the groups. */
export const favouritePeople = pgTable(
  'favourite_people',
  {
    tenantId: ofTenant(),
    userId: userId(),
    favouriteId: uuid().$type<UserId>().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.userId, it.favouriteId] }),
    index().on(it.tenantId, it.favouriteId),
    ofUser([it.tenantId, it.userId]),
    ofUser([it.tenantId, it.favouriteId]),
  ],
)

export const favouriteGroups = pgTable(
  'favourite_groups',
  {
    tenantId: ofTenant(),
    userId: userId(),
    groupId: uuid().$type<GroupId>().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.userId, it.groupId] }),
    index().on(it.tenantId, it.groupId),
    ofUser([it.tenantId, it.userId]),
    ofGroup([it.tenantId, it.groupId]),
  ],
)

export const apiTokens = pgTable(
  'api_tokens',
  {
    tenantId: ofTenant(),
    id: uuid().$type<ApiTokenId>().notNull(),
    userId: userId(),
    name: text().notNull(),
    tokenPrint: text().notNull(),
    scopes: text({ enum: scopes }).array().notNull(),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    lastUsedAt: moment(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.tokenPrint),
    index().on(it.tenantId, it.userId),
    ofUser([it.tenantId, it.userId]),
  ],
)

/** Passwords of calendar programs, one for each device. */
export const appPasswords = pgTable(
  'app_passwords',
  {
    tenantId: ofTenant(),
    id: uuid().$type<AppPasswordId>().notNull(),
    userId: userId(),
    name: text().notNull(),
    secretPrint: text().notNull(),
    createdAt: moment().notNull(),
    lastUsedAt: moment(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.secretPrint),
    index().on(it.tenantId, it.userId),
    ofUser([it.tenantId, it.userId]),
  ],
)
