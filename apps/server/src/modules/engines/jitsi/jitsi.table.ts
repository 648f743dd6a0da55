import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { JitsiEnding } from '@amphi/contract/jitsi'
import type { NodeId } from '@amphi/contract/nodes'
import { ofTenant } from '#modules/tenants'
import { ofNode } from '../nodes.table.ts'

const moment = () => timestamp({ withTimezone: true })

/** Our meetings on Jitsi servers, which tell nobody what runs on them. */
export const jitsiMeetings = pgTable(
  'jitsi_meetings',
  {
    /** Of the server. */
    tenantId: ofTenant(),
    nodeId: uuid().$type<NodeId>().notNull(),
    key: text().notNull(),
    seats: integer().notNull(),
    openedAt: moment().notNull(),
    endedAt: moment(),
    /** As was said of it when somebody was last let in. */
    lastsUntil: moment(),
    lobby: boolean().notNull().default(false),
    locked: boolean().notNull().default(false),
    /** Since when the server has made it there, where it asks us before it does. */
    reservedAt: moment(),
    /** When it takes it down by itself. */
    reservedUntil: moment(),
    reservedBy: text(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.nodeId, it.key] }),
    index().on(it.endedAt),
    ofNode([it.tenantId, it.nodeId]),
  ],
)

/** Who is in them, as the pages tell that hold Jitsi’s frame. */
export const jitsiVisits = pgTable(
  'jitsi_visits',
  {
    tenantId: ofTenant(),
    nodeId: uuid().$type<NodeId>().notNull(),
    key: text().notNull(),
    identity: text().notNull(),
    page: uuid().notNull(),
    /** Another each time the page is there again after it was not. */
    connection: text().notNull(),
    leads: boolean().notNull(),
    joinedAt: moment().notNull(),
    seenAt: moment().notNull(),
    goneAt: moment(),
    gone: text().$type<JitsiEnding | 'left'>(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.nodeId, it.key, it.page] }),
    index().on(it.tenantId, it.nodeId, it.key, it.identity),
    foreignKey({
      name: 'jitsi_visits_meeting',
      columns: [it.tenantId, it.nodeId, it.key],
      foreignColumns: [jitsiMeetings.tenantId, jitsiMeetings.nodeId, jitsiMeetings.key],
    }).onDelete('cascade'),
  ],
)
