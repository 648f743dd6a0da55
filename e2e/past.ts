import { join } from 'node:path'
import { Client } from 'pg'
import { addressOfPostgres } from '@amphi/server/platform/children/postgres'
import type { Server } from './server.ts'

/** All who have left did so earlier by so many seconds: no test need wait for what another one waits for. */
export const leftEarlier = async ({ settings }: Pick<Server, 'settings'>, seconds: number) => {
  const client = new Client(addressOfPostgres(join(settings.AMPHI_DATA, 'postgres')))
  await client.connect()
  try {
    await client.query(`update stays set left_at = left_at - $1 * interval '1 second' where left_at is not null`, [
      seconds,
    ])
  } finally {
    await client.end()
  }
}
