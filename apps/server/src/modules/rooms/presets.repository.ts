import { and, asc, eq, sql } from 'drizzle-orm'
import type { PresetId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { hold } from '#platform/hold'
import { presets } from './presets.table.ts'

export type PresetRow = typeof presets.$inferSelect

type Told = Pick<PresetRow, 'name' | 'settings' | 'forced'>

export const presetsIn = (db: Db) => {
  const ofTenant = (tenantId: TenantId) => eq(presets.tenantId, tenantId)
  const one = (tenantId: TenantId, id: PresetId) => and(ofTenant(tenantId), eq(presets.id, id))

  return {
    list: (tenantId: TenantId): Promise<PresetRow[]> =>
      db
        .select()
        .from(presets)
        .where(ofTenant(tenantId))
        .orderBy(asc(sql`lower(${presets.name})`)),

    async find(tenantId: TenantId, id: PresetId): Promise<PresetRow | undefined> {
      const [row] = await db.select().from(presets).where(one(tenantId, id))
      return row
    },

    async findDefault(tenantId: TenantId): Promise<PresetRow | undefined> {
      const [row] = await db
        .select()
        .from(presets)
        .where(and(ofTenant(tenantId), presets.isDefault))
      return row
    },

    /**
     * Until the transaction ends: those who set up rooms do so side by side, and nobody defines presets meanwhile; who
     * defines them does so alone.
     */
    hold: (tenantId: TenantId, how: 'together' | 'alone') => hold(db, `presets ${tenantId}`, how),

    async insert(row: PresetRow) {
      await db.insert(presets).values(row)
    },

    async change(tenantId: TenantId, id: PresetId, told: Told) {
      await db.update(presets).set(told).where(one(tenantId, id))
    },

    /** This one is, or none. */
    async setDefault(tenantId: TenantId, id: PresetId | null, isRequired: boolean) {
      const was = and(ofTenant(tenantId), presets.isDefault)
      await db.update(presets).set({ isDefault: false, isRequired: false }).where(was)
      if (id) await db.update(presets).set({ isDefault: true, isRequired }).where(one(tenantId, id))
    },

    async remove(tenantId: TenantId, id: PresetId) {
      await db.delete(presets).where(one(tenantId, id))
    },
  }
}
