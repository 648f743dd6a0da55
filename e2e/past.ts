import { join } from 'node:path'
import { Client } from 'pg'
import { addressOfPostgres } from '@amphi/server/platform/children/postgres'
import type { Server } from './server.ts'

const tell = async ({ settings }: Pick<Server, 'settings'>, query: string, values: unknown[]) => {
  const client = new Client(addressOfPostgres(join(settings.AMPHI_DATA, 'postgres')))
  await client.connect()
  try {
    await client.query(query, values)
  } finally {
    await client.end()
  }
}

/** All who have left did so earlier by so many seconds: no test need wait for what another one waits for. */
export const leftEarlier = (server: Pick<Server, 'settings'>, seconds: number) =>
  tell(server, `update stays set left_at = left_at - $1 * interval '1 second' where left_at is not null`, [seconds])

/** A room that was opened once was so as many times more, an hour apart. */
export const openedBefore = (server: Pick<Server, 'settings'>, roomId: string, times: number) =>
  tell(
    server,
    `insert into sessions select (jsonb_populate_record(it, jsonb_build_object('id', gen_random_uuid(),
      'started_at', it.started_at - n * interval '1 hour', 'ended_at', it.ended_at - n * interval '1 hour'))).*
     from sessions it, generate_series(1, $2::int) n where room_id = $1`,
    [roomId, times],
  )
