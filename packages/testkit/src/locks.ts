import { sql } from 'drizzle-orm'
import type { TestHouse } from './house.ts'

/** How many wait at this moment for what somebody else writes. */
export const waitingForLocks = async ({ db }: Pick<TestHouse, 'db'>) => {
  const { rows } = await db.execute(
    sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows.length
}
