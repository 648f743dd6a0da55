import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { engineNames, healths, type NodeId, nodeStates, scopesServed, troubles } from '@amphi/contract/nodes'
import { ofTenant } from '#modules/tenants'

const moment = () => timestamp({ withTimezone: true })

/** The servers that carry sessions: of an institution, or made by the house for all of them. */
export const nodes = pgTable(
  'nodes',
  {
    /** Whose administrators look after it. */
    tenantId: ofTenant(),
    id: uuid().$type<NodeId>().notNull(),
    name: text().notNull(),
    engine: text({ enum: engineNames }).notNull(),
    /** Made by the house, which knows its address and secret from its settings. */
    ours: boolean().notNull(),
    address: text(),
    sealedSecret: text(),
    /** Of an engine whose passes are tokens of an application. */
    appId: text(),
    /** Which of its keys signs them, where that is a private one. */
    keyId: text(),
    weight: real().notNull().default(1),
    tags: text().array().notNull().default([]),
    /** Null for the one of the house, where its settings say it. */
    seats: integer(),
    serves: text({ enum: scopesServed }).notNull(),
    hosts: text().array().notNull().default([]),
    state: text({ enum: nodeStates }).notNull().default('enabled'),
    stateSince: moment(),
    stateBy: text(),
    health: text({ enum: healths }).notNull().default('unknown'),
    /** How often in a row it did not answer. */
    failures: integer().notNull().default(0),
    trouble: text({ enum: troubles }),
    version: text(),
    /** Milliseconds. */
    delay: integer(),
    answeredAt: moment(),
    /** When it is to be asked again. */
    pollAt: moment().notNull(),
    people: integer().notNull().default(0),
    meetings: integer().notNull().default(0),
    /** Of these people, those in meetings that are not ours. */
    strangers: integer().notNull().default(0),
    createdAt: moment().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.address),
    // Of however many servers start at once, one makes it.
    uniqueIndex('nodes_ours')
      .on(it.engine)
      .where(sql`${it.ours}`),
  ],
)

/** What hangs on a server goes with it. */
export const ofNode = (columns: [AnyPgColumn, AnyPgColumn]) =>
  foreignKey({ columns, foreignColumns: [nodes.tenantId, nodes.id] }).onDelete('cascade')

/** How many were on it, by the five minutes. */
export const nodeSamples = pgTable(
  'node_samples',
  {
    tenantId: ofTenant(),
    nodeId: uuid().$type<NodeId>().notNull(),
    at: moment().notNull(),
    people: integer().notNull(),
    /** The share of its seats. */
    taken: real().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.nodeId, it.at] }),
    index().on(it.at),
    ofNode([it.tenantId, it.nodeId]),
  ],
)
