import { sql } from 'drizzle-orm'
import type { Db } from './db.ts'

const keyOf = (name: string) => sql`hashtextextended(${name}, 0)`

/**
 * Whoever else holds that name waits until this transaction ends, in whichever process; those who hold it together do not
 * wait for one another, only for who holds it alone.
 */
export const hold = async (tx: Db, name: string, how: 'alone' | 'together' = 'alone') => {
  const key = keyOf(name)
  await tx.execute(
    how === 'alone' ? sql`select pg_advisory_xact_lock(${key})` : sql`select pg_advisory_xact_lock_shared(${key})`,
  )
}

/** The same alone, where nobody holds it; whether it does. */
export const holdIfFree = async (tx: Db, name: string) => {
  const { rows } = await tx.execute(sql`select pg_try_advisory_xact_lock(${keyOf(name)}) as mine`)
  return rows[0]?.['mine'] === true
}
