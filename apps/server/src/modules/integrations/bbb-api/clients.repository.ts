import { and, asc, count, eq, isNull } from 'drizzle-orm'
import type { BbbClientId } from '@amphi/contract/bbb-clients'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { hold } from '#platform/hold'
import { bbbClients, bbbMeetings } from './bbb.table.ts'

export type ClientRow = typeof bbbClients.$inferSelect

export const clientsIn = (db: Db) => {
  const one = (tenantId: TenantId, id: BbbClientId) => and(eq(bbbClients.tenantId, tenantId), eq(bbbClients.id, id))

  return {
    list: (tenantId: TenantId): Promise<ClientRow[]> =>
      db
        .select()
        .from(bbbClients)
        .where(eq(bbbClients.tenantId, tenantId))
        .orderBy(asc(bbbClients.createdAt), asc(bbbClients.id)),

    async find(tenantId: TenantId, id: BbbClientId): Promise<ClientRow | undefined> {
      const [row] = await db.select().from(bbbClients).where(one(tenantId, id))
      return row
    },

    /** Held until the transaction ends. */
    async hold(tenantId: TenantId, id: BbbClientId): Promise<ClientRow | undefined> {
      const [row] = await db.select().from(bbbClients).where(one(tenantId, id)).for('update')
      return row
    },

    /** Whoever else would look after the one of the settings waits until the transaction ends. */
    holdSettings: () => hold(db, 'bbb client of the settings'),

    async insert(row: ClientRow) {
      await db.insert(bbbClients).values(row)
    },

    async set(
      tenantId: TenantId,
      id: BbbClientId,
      row: Partial<Omit<ClientRow, 'tenantId' | 'id' | 'createdAt'>>,
    ): Promise<void> {
      await db.update(bbbClients).set(row).where(one(tenantId, id))
    },

    async remove(tenantId: TenantId, id: BbbClientId) {
      await db.delete(bbbClients).where(one(tenantId, id))
    },

    /** How many meetings each has now. */
    async meetings(tenantId: TenantId): Promise<ReadonlyMap<BbbClientId, number>> {
      const counted = await db
        .select({ clientId: bbbMeetings.clientId, many: count() })
        .from(bbbMeetings)
        .where(and(eq(bbbMeetings.tenantId, tenantId), isNull(bbbMeetings.endedAt)))
        .groupBy(bbbMeetings.clientId)
      return new Map(counted.map(({ clientId, many }) => [clientId, many]))
    },
  }
}
