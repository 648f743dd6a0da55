import { and, count, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { UserId } from '@amphi/contract/people'
import type { PresetId, RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { hold } from '#platform/hold'
import { prepared } from '#platform/prepared'
import { rooms } from './rooms.table.ts'
import type { SaidSettings } from './settings.ts'

export type RoomRow = typeof rooms.$inferSelect

const nothingAnnounced = { announcedAt: null, dueAt: null }

/** How a room is set up, as it is kept. */
export type Configured = Pick<RoomRow, 'settings' | 'sealedPassword' | 'presetId' | 'forced'>

export const roomsIn = (db: Db) => {
  const one = (tenantId: TenantId, id: RoomId) => and(eq(rooms.tenantId, tenantId), eq(rooms.id, id))
  const several = (tenantId: TenantId, ids: readonly RoomId[]) =>
    and(eq(rooms.tenantId, tenantId), inArray(rooms.id, [...ids]))

  return {
    async find(tenantId: TenantId, id: RoomId): Promise<RoomRow | undefined> {
      const [row] = await db.select().from(rooms).where(one(tenantId, id))
      return row
    },

    async among(tenantId: TenantId, ids: readonly RoomId[]): Promise<RoomRow[]> {
      if (ids.length === 0) return []
      return db.select().from(rooms).where(several(tenantId, ids))
    },

    /** The same, held until the transaction ends: of two who open a room at once, the second finds it open. */
    async hold(tenantId: TenantId, id: RoomId): Promise<RoomRow | undefined> {
      const [row] = await db.select().from(rooms).where(one(tenantId, id)).for('update')
      return row
    },

    async holdAll(tenantId: TenantId, ids: readonly RoomId[]) {
      if (ids.length === 0) return
      await db.select({ id: rooms.id }).from(rooms).where(several(tenantId, ids)).orderBy(rooms.id).for('update')
    },

    async findByCode(tenantId: TenantId, code: string): Promise<RoomRow | undefined> {
      const [row] = await prepared(db, 'room_by_code', (name) =>
        db
          .select()
          .from(rooms)
          .where(and(eq(rooms.tenantId, sql.placeholder('tenantId')), eq(rooms.code, sql.placeholder('code'))))
          .prepare(name),
      ).execute({ tenantId, code })
      return row
    },

    async insert(row: RoomRow) {
      await db.insert(rooms).values(row)
    },

    async rename(tenantId: TenantId, id: RoomId, name: string) {
      await db.update(rooms).set({ name }).where(one(tenantId, id))
    },

    async configure(tenantId: TenantId, id: RoomId, said: Partial<Configured>) {
      await db.update(rooms).set(said).where(one(tenantId, id))
    },

    /** What was forced in them until now stays with them as their own. */
    async followPreset(
      tenantId: TenantId,
      presetId: PresetId,
      to: { presetId: PresetId | null; forced: SaidSettings },
    ) {
      const kept = sql`${rooms.settings} || ${rooms.forced}`
      await db
        .update(rooms)
        .set({ ...to, settings: kept })
        .where(and(eq(rooms.tenantId, tenantId), eq(rooms.presetId, presetId)))
    },

    /** Those of no preset are of this one, and what it forces holds in them. */
    async takeIn(tenantId: TenantId, to: { presetId: PresetId; forced: SaidSettings }) {
      await db
        .update(rooms)
        .set(to)
        .where(and(eq(rooms.tenantId, tenantId), isNull(rooms.presetId)))
    },

    async idsOfPreset(tenantId: TenantId, presetId: PresetId) {
      const found = await db
        .select({ id: rooms.id })
        .from(rooms)
        .where(and(eq(rooms.tenantId, tenantId), eq(rooms.presetId, presetId)))
      return found.map(({ id }) => id)
    },

    /** How many rooms are of each preset. */
    async countByPreset(tenantId: TenantId): Promise<Map<PresetId, number>> {
      const counted = await db
        .select({ presetId: rooms.presetId, rooms: count() })
        .from(rooms)
        .where(and(eq(rooms.tenantId, tenantId), isNotNull(rooms.presetId)))
        .groupBy(rooms.presetId)
      return new Map(counted.flatMap(({ presetId, rooms: many }) => (presetId ? [[presetId, many]] : [])))
    },

    /** Whoever else would make the personal room of this person waits until the transaction ends. */
    async holdPersonal(tenantId: TenantId, ownerId: UserId) {
      await hold(db, `personal room ${tenantId} ${ownerId}`)
    },

    async hasPersonal(tenantId: TenantId, ownerId: UserId) {
      const theirs = and(eq(rooms.tenantId, tenantId), eq(rooms.ownerId, ownerId), eq(rooms.kind, 'personal'))
      return (await db.$count(rooms, theirs)) > 0
    },

    /** Whatever was announced, it is needed. */
    async use(tenantId: TenantId, id: RoomId, at: Pick<RoomRow, 'usedAt'> | Pick<RoomRow, 'keptAt'>) {
      await db
        .update(rooms)
        .set({ ...at, ...nothingAnnounced })
        .where(one(tenantId, id))
    },

    /** What was announced has come, or is no longer true. */
    async setArchived(tenantId: TenantId, id: RoomId, archivedAt: Date | null) {
      await db
        .update(rooms)
        .set({ archivedAt, ...nothingAnnounced })
        .where(one(tenantId, id))
    },

    /** Whom something was announced to, it is no longer theirs: the next one is told anew. */
    async setOwner(tenantId: TenantId, id: RoomId, ownerId: UserId) {
      await db
        .update(rooms)
        .set({ ownerId, ...nothingAnnounced })
        .where(one(tenantId, id))
    },

    /** What was someone's personal room is one like the others to whoever has it next. */
    async handOver(tenantId: TenantId, ownerId: UserId, heirId: UserId) {
      const handed = await db
        .update(rooms)
        .set({
          ...nothingAnnounced,
          ownerId: heirId,
          kind: sql`case ${rooms.kind} when 'personal' then 'standard' else ${rooms.kind} end`,
        })
        .where(and(eq(rooms.tenantId, tenantId), eq(rooms.ownerId, ownerId)))
        .returning({ id: rooms.id })
      return handed.map(({ id }) => id)
    },

    async remove(tenantId: TenantId, id: RoomId) {
      await db.delete(rooms).where(one(tenantId, id))
    },

    async removeAll(tenantId: TenantId, ids: readonly RoomId[]) {
      if (ids.length === 0) return
      await db.delete(rooms).where(several(tenantId, ids))
    },
  }
}
