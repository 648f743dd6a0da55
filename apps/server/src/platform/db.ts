import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import { Pool } from 'pg'

/** Where one reads, or writes a single thing: a transaction will do as well. */
export type Db = PgDatabase<NodePgQueryResultHKT>
/** Where things happen together or not at all. Whoever asks for a Tx cannot be handed a plain Db. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

/** Longer than any page would wait; a query that takes this long is stuck. */
const patience = { connectionTimeoutMillis: 5_000, statement_timeout: 20_000 }

export const openDatabase = (url: string, report: (error: unknown) => void) => {
  const pool = new Pool({ connectionString: url, application_name: 'amphi', max: 20, ...patience })
  // An idle connection may break at any time. The pool replaces it, but unheard its error would end the process.
  pool.on('error', report)
  const db: Db = drizzle(pool, { casing: 'snake_case' })
  const connections = () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount })
  return { db, connections, close: () => pool.end() }
}

/** How many there are to the database like those of `openDatabase`, of all processes together. */
export const countConnections = async (db: Db): Promise<number> => {
  // Asked under which name we go: whoever gave us the address may have given us another.
  const { rows } = await db.execute<{ all: number }>(
    sql`select count(*)::int as all from pg_stat_activity
      where datname = current_database() and application_name = current_setting('application_name')`,
  )
  return rows[0]?.all ?? 0
}

/** How many connections there are, how many of them rest, and how many questions wait for one. */
export type Connections = ReturnType<typeof openDatabase>['connections']

/** A number of ours among all advisory locks of a database. */
const migrationLock = 4_218_063

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))

/** The steps from an empty database to ours, each under the print of its text. */
export const migrations = (): { print: string; statements: string[] }[] =>
  readMigrationFiles({ migrationsFolder }).map(({ hash, sql }) => ({ print: hash, statements: sql }))

/** Forward only, under one lock: of several servers started at once the first migrates and the others wait. */
export const migrateDatabase = async (url: string) => {
  const pool = new Pool({ connectionString: url, max: 1 })
  try {
    await pool.query('select pg_advisory_lock($1)', [migrationLock])
    await migrate(drizzle(pool), { migrationsFolder })
  } finally {
    await pool.end()
  }
}

/** A number, moment or letter beyond what its column holds: whoever asked said it, so it is no fault of ours. */
const unkeepable = new Set(['22003', '22007', '22008', '22021', '22P05'])

/** Whether PostgreSQL refused a value as such. */
export const isUnkeepable = (error: unknown): boolean =>
  error instanceof Error && (unkeepable.has(String((error as { code?: unknown }).code)) || isUnkeepable(error.cause))

/** Whether PostgreSQL refused a row because there is one like it: of two who make it at once, one does. */
export const isTaken = (error: unknown): boolean =>
  error instanceof Error && ((error as { code?: unknown }).code === '23505' || isTaken(error.cause))

/** Connection refused, reset, cut by an administrator, starting up, out of connections, or no file of a socket. */
const unavailable = new Set(
  'ECONNREFUSED ECONNRESET ENOENT EPIPE ETIMEDOUT 57P01 57P02 57P03 53300 08000 08003 08006'.split(' '),
)

/** Whether PostgreSQL is away rather than the question wrong: worth asking again in a moment. */
export const isUnavailable = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && unavailable.has(code)) return true
  if (
    /connection terminated|timeout exceeded when trying to connect|client has encountered|not currently accepting connections/i.test(
      error.message,
    )
  ) {
    return true
  }
  return isUnavailable(error.cause)
}
