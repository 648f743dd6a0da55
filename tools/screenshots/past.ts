import { join } from 'node:path'
import { Client } from 'pg'
import { addressOfPostgres } from '@amphi/server/platform/children/postgres'

const change = async (dataFolder: string, sql: string, values: unknown[]) => {
  const client = new Client(addressOfPostgres(join(dataFolder, 'postgres')))
  await client.connect()
  try {
    await client.query(sql, values)
  } finally {
    await client.end()
  }
}

const running = `select sessions.id from sessions join rooms on rooms.id = sessions.room_id
  where rooms.name = $1 and sessions.ended_at is null`

/** A meeting that has been going on for a while is worth a picture; no route of ours changes the past. */
export const rewindMeeting = (dataFolder: string, room: string, minutes: number) =>
  change(dataFolder, `update sessions set started_at = now() - $2 * interval '1 minute' where id in (${running})`, [
    room,
    minutes,
  ])

/** What was said in it was not all said at once. */
export const spreadMessages = (dataFolder: string, room: string) =>
  change(
    dataFolder,
    `update chat_messages set sent_at = now() - interval '3 minutes' * (12 - 2 * sequence) where session_id in (${running})`,
    [room],
  )

/** Nobody plans yet by a route of ours. */
export const planOpening = (dataFolder: string, room: string, minutes: number) =>
  change(
    dataFolder,
    `insert into room_openings (tenant_id, id, room_id, plan, opens_at, starts_at, ends_at, openers)
      select tenant_id, gen_random_uuid(), id, 'a picture', start.at - interval '15 minutes', start.at,
        start.at + interval '90 minutes', 'moderators'
      from rooms, (select date_trunc('hour', now() + $2 * interval '1 minute') as at) as start where name = $1`,
    [room, minutes],
  )

/** Nobody has used it for a year, and its people were told a week ago. */
export const announceArchive = (dataFolder: string, room: string) =>
  change(
    dataFolder,
    `update rooms set created_at = now() - interval '400 days', announced_at = now() - interval '7 days',
      due_at = now() + interval '23 days' where name = $1`,
    [room],
  )

/** The one of Jitsi among them. */
export const jitsi = 'meet.deux-rives.example'

/** Servers of others that nobody asks, each with how it is, and a day of the house's own. */
export const addServers = async (dataFolder: string) => {
  // Ours is the roomiest: a meeting that was put on another could not be entered.
  await change(dataFolder, 'update nodes set seats = $1 where ours', [600])
  for (const [name, health, seats, people, delay, engine, address] of [
    ['bbb.deux-rives.example', 'healthy', 250, 172, 140, 'bigbluebutton', 'bbb.deux-rives.example'],
    ['bbb.iut.example', 'degraded', 110, 89, 4200, 'bigbluebutton', 'bbb.iut.example'],
    ['bbb-2.iut.example', 'down', 110, 0, null, 'bigbluebutton', 'bbb-2.iut.example'],
    [jitsi, 'healthy', 80, 71, 90, 'jitsi', `https://${jitsi}/`],
  ])
    await change(
      dataFolder,
      `insert into nodes (tenant_id, id, name, engine, ours, address, serves, seats, health, trouble, version, delay, people,
          strangers, meetings, poll_at, created_at)
        select tenant_id, gen_random_uuid(), $1, $6, false, $7, 'here', $3::int, $2,
          case when $2 = 'down' then 'certificate' end, case when $6 = 'bigbluebutton' then '3.0.12' end, $5::int, $4::int, $4::int, ($4::int / 20), now() + interval '1 day', now()
        from nodes where ours`,
      [name, health, seats, people, delay, engine, address],
    )
  await change(
    dataFolder,
    `insert into node_samples (tenant_id, node_id, at, people, taken)
      select nodes.tenant_id, nodes.id, date_bin('5 minutes', now(), 'epoch') - step * interval '15 minutes',
        round(load * with_seats.seats), load
      from nodes, generate_series(1, 40) as step,
        lateral (select coalesce(nodes.seats, 200) as seats) as with_seats,
        lateral (select greatest(0.02, (0.3 + 0.25 * sin(step / 6.0)) * $1) as load) as with_load
      on conflict do nothing`,
    [1],
  )
}
