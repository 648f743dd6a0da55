import { and, asc, type Column, desc, eq, exists, ne, sql } from 'drizzle-orm'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import { tenantsTable } from '#modules/tenants'
import type { Db } from '#platform/db'
import { names } from './names.table.ts'
import { rooms } from './rooms.table.ts'

export type NameRow = typeof names.$inferSelect

/** The name a room shows and hands out: none while the institution does not allow names, however they lead on. */
export const shownName = (db: Db, tenantId: TenantId | Column, roomId: RoomId | Column) => {
  const allowed = db
    .select({ one: sql`1` })
    .from(tenantsTable)
    .where(and(eq(tenantsTable.id, names.tenantId), tenantsTable.chosenLinks))
  return db
    .select({ name: names.name })
    .from(names)
    .where(and(eq(names.tenantId, tenantId), eq(names.roomId, roomId), names.isShown, exists(allowed)))
}

export const namesIn = (db: Db) => {
  const one = (tenantId: TenantId, name: string) => and(eq(names.tenantId, tenantId), eq(names.name, name))
  const ofRoom = (tenantId: TenantId, roomId: RoomId) => and(eq(names.tenantId, tenantId), eq(names.roomId, roomId))

  return {
    async find(tenantId: TenantId, name: string): Promise<NameRow | undefined> {
      const [row] = await db.select().from(names).where(one(tenantId, name))
      return row
    },

    /** The room it leads to, if that is there. */
    async roomOf(tenantId: TenantId, name: string) {
      const [found] = await db
        .select({ room: rooms })
        .from(names)
        .innerJoin(rooms, and(eq(rooms.tenantId, names.tenantId), eq(rooms.id, names.roomId)))
        .where(one(tenantId, name))
      return found?.room
    },

    /** The one a room shows, if it shows one. */
    async shownOf(tenantId: TenantId, roomId: RoomId) {
      const [row] = await shownName(db, tenantId, roomId)
      return row?.name
    },

    /** Newest first. */
    async list(tenantId: TenantId, roomId: RoomId): Promise<string[]> {
      const rows = await db
        .select({ name: names.name })
        .from(names)
        .where(ofRoom(tenantId, roomId))
        .orderBy(desc(names.createdAt), asc(names.name))
      return rows.map(({ name }) => name)
    },

    count: (tenantId: TenantId, roomId: RoomId) => db.$count(names, ofRoom(tenantId, roomId)),

    /** Whether it was nobody's: of two who want it at once, one has it. */
    async reserve(row: NameRow) {
      const made = await db.insert(names).values(row).onConflictDoNothing().returning({ name: names.name })
      return made.length > 0
    },

    /** Whether it was that room’s until now: of two who take it from a room that is gone, one has it. */
    async give(tenantId: TenantId, name: string, from: RoomId, to: Pick<NameRow, 'roomId' | 'chosenBy'>) {
      const given = await db
        .update(names)
        .set(to)
        .where(and(one(tenantId, name), eq(names.roomId, from)))
        .returning({ name: names.name })
      return given.length > 0
    },

    /** This one, or none. */
    async show(tenantId: TenantId, roomId: RoomId, name: string | null) {
      const others = and(ofRoom(tenantId, roomId), name === null ? undefined : ne(names.name, name))
      await db.update(names).set({ isShown: false }).where(others)
      if (name !== null) await db.update(names).set({ isShown: true }).where(one(tenantId, name))
    },
  }
}
