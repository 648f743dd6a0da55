import { connect } from './connect.ts'

/** Whether an Amphi has ever begun on this database. */
export const isBegun = async (url: string): Promise<boolean> => {
  const client = await connect(url)
  try {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
    )
    return rows[0]?.there === true
  } finally {
    await client.end()
  }
}

/** Whether a server works on this database, on whatever machine: each holds connections of that name. */
export const isServed = async (url: string): Promise<boolean> => {
  const client = await connect(url)
  try {
    const { rowCount } = await client.query(`
      select from pg_stat_activity
      where datname = current_database() and application_name = 'pgboss' and pid <> pg_backend_pid()`)
    return (rowCount ?? 0) > 0
  } finally {
    await client.end()
  }
}
