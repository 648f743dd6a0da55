import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { escapeIdentifier } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { connect } from './connect.ts'
import { migrations } from './db.ts'
import { waitingJobs } from './queue.ts'

export interface DumpedTable {
  name: string
  columns: string[]
}

const tablesQuery = `
  select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  group by c.relname order by c.relname`

const columnsOf = (columns: readonly string[]) => columns.map((it) => escapeIdentifier(it)).join(', ')

/** Everything in the database as it is at this moment, however long it takes to read and whatever changes meanwhile. */
export const openSnapshot = async (url: string) => {
  const client = await connect(url)
  await client.query('begin isolation level repeatable read, read only')
  const { rows: applied } = await client.query<{ hash: string }>(
    'select hash from drizzle.__drizzle_migrations order by created_at',
  )
  const { rows: tables } = await client.query<DumpedTable>(tablesQuery)
  return {
    /** The prints of the migrations it has been through. */
    migrations: applied.map(({ hash }) => hash),
    tables,
    rows: ({ name, columns }: DumpedTable): Readable =>
      client.query(copyTo(`copy ${escapeIdentifier(name)} (${columnsOf(columns)}) to stdout`)),
    /** What waits in queues. */
    waiting: () => waitingJobs({ executeSql: (text, values) => client.query(text, values) }),
    close: () => client.end(),
  }
}

export type Snapshot = Awaited<ReturnType<typeof openSnapshot>>

/**
 * A database filled anew in one transaction: until `keep` it is what it was, and after it, whole. The tables are made
 * as they were when the rows were read; the migrations that came later then go over them.
 */
export const openRefill = async (url: string, prints: readonly string[]) => {
  const client = await connect(url)
  await client.query('begin')
  const { rows: before } = await client.query<DumpedTable>(tablesQuery)
  const names = before.map(({ name }) => escapeIdentifier(name))
  if (names.length > 0) await client.query(`drop table ${names.join(', ')} cascade`)
  const [then, later] = [migrations().slice(0, prints.length), migrations().slice(prints.length)]
  for (const { statements } of then) for (const statement of statements) await client.query(statement)

  // Whatever the order of the rows: what points at what is looked at when all are there.
  const { rows: ties } = await client.query<{ table: string; name: string; definition: string }>(`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`)
  for (const { table, name } of ties)
    await client.query(`alter table ${table} drop constraint ${escapeIdentifier(name)}`)

  return {
    /** Within the transaction. */
    executeSql: async (text: string, values?: unknown[]) => client.query(text, values),

    rows: ({ name, columns }: DumpedTable, rows: Readable) =>
      pipeline(rows, client.query(copyFrom(`copy ${escapeIdentifier(name)} (${columnsOf(columns)}) from stdin`))),

    async keep() {
      for (const { table, name, definition } of ties)
        await client.query(`alter table ${table} add constraint ${escapeIdentifier(name)} ${definition}`)
      for (const { statements } of later) for (const statement of statements) await client.query(statement)
      await client.query('commit')
    },

    /** What was not kept was never there. */
    close: () => client.end(),
  }
}

export type Refill = Awaited<ReturnType<typeof openRefill>>
