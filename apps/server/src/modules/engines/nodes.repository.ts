import { and, asc, desc, eq, gte, lt, max, sql } from 'drizzle-orm'
import type { EngineName, NodeId } from '@amphi/contract/nodes'
import type { TenantId } from '@amphi/contract/tenants'
import { byName } from '#platform/by-name'
import type { Db } from '#platform/db'
import { nodes, nodeSamples } from './nodes.table.ts'

export type NodeRow = typeof nodes.$inferSelect

/** Samples are kept by the five minutes, and shown by the quarter of an hour. */
const kept = sql`interval '5 minutes'`
const shown = sql`interval '15 minutes'`
const origin = sql`timestamptz 'epoch'`

export const nodesIn = (db: Db) => {
  const one = (tenantId: TenantId, id: NodeId) => and(eq(nodes.tenantId, tenantId), eq(nodes.id, id))

  return {
    /** The house’s own first. */
    list: (tenantId: TenantId): Promise<NodeRow[]> =>
      db.select().from(nodes).where(eq(nodes.tenantId, tenantId)).orderBy(desc(nodes.ours), byName(nodes.name)),

    async find(tenantId: TenantId, id: NodeId): Promise<NodeRow | undefined> {
      const [row] = await db.select().from(nodes).where(one(tenantId, id))
      return row
    },

    /** As it is now, and stays until the transaction ends. */
    async hold(tenantId: TenantId, id: NodeId): Promise<NodeRow | undefined> {
      const [row] = await db.select().from(nodes).where(one(tenantId, id)).for('update')
      return row
    },

    async insert(row: typeof nodes.$inferInsert) {
      await db.insert(nodes).values(row)
    },

    /** Once, of however many processes make it. */
    async insertOurs(row: typeof nodes.$inferInsert) {
      await db.insert(nodes).values(row).onConflictDoNothing()
    },

    /** The one of the house. */
    async ours(tenantId: TenantId): Promise<NodeRow | undefined> {
      const [row] = await db
        .select()
        .from(nodes)
        .where(and(eq(nodes.tenantId, tenantId), eq(nodes.ours, true)))
      return row
    },

    /** Those of the house that it runs no longer: another engine has taken their place. */
    async removeOursBut(tenantId: TenantId, engine: EngineName) {
      await db
        .delete(nodes)
        .where(and(eq(nodes.tenantId, tenantId), eq(nodes.ours, true), sql`${nodes.engine} <> ${engine}`))
    },

    async set(tenantId: TenantId, id: NodeId, row: Partial<NodeRow>) {
      await db.update(nodes).set(row).where(one(tenantId, id))
    },

    async remove(tenantId: TenantId, id: NodeId) {
      await db.delete(nodes).where(one(tenantId, id))
    },

    async sample(tenantId: TenantId, nodeId: NodeId, said: { at: Date; people: number; taken: number }) {
      const at = sql`date_bin(${kept}, ${said.at.toISOString()}::timestamptz, ${origin})`
      await db
        .insert(nodeSamples)
        .values({ ...said, tenantId, nodeId, at })
        .onConflictDoUpdate({
          target: [nodeSamples.tenantId, nodeSamples.nodeId, nodeSamples.at],
          set: {
            people: sql`greatest(${nodeSamples.people}, excluded.people)`,
            taken: sql`greatest(${nodeSamples.taken}, excluded.taken)`,
          },
        })
    },

    /** The most of each quarter of an hour, oldest first. */
    samples: (tenantId: TenantId, since: Date) => {
      const at = sql<Date>`date_bin(${shown}, ${nodeSamples.at}, ${origin})`.mapWith(nodeSamples.at)
      return db
        .select({ nodeId: nodeSamples.nodeId, at, people: max(nodeSamples.people), taken: max(nodeSamples.taken) })
        .from(nodeSamples)
        .where(and(eq(nodeSamples.tenantId, tenantId), gte(nodeSamples.at, since)))
        .groupBy(nodeSamples.nodeId, sql`2`)
        .orderBy(asc(sql`2`))
    },

    async removeSamplesBefore(tenantId: TenantId, before: Date) {
      await db.delete(nodeSamples).where(and(eq(nodeSamples.tenantId, tenantId), lt(nodeSamples.at, before)))
    },
  }
}
