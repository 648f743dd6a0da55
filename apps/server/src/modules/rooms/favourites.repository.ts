import { and, eq } from 'drizzle-orm'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { favourites } from './grants.table.ts'

export const favouritesIn = (db: Db) => ({
  async add(tenantId: TenantId, userId: UserId, roomId: RoomId) {
    await db.insert(favourites).values({ tenantId, userId, roomId }).onConflictDoNothing()
  },

  async remove(tenantId: TenantId, userId: UserId, roomId: RoomId) {
    await db
      .delete(favourites)
      .where(and(eq(favourites.tenantId, tenantId), eq(favourites.userId, userId), eq(favourites.roomId, roomId)))
  },
})
