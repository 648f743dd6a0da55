import { performance } from 'node:perf_hooks'
import { Client } from 'pg'
import type { Measured } from './figures.ts'
import { aGround } from './ground.ts'
import { startProcess } from './process.ts'
import { aPerson } from './settle.ts'

const many = 1000
const asked = 200

/** Rooms of theirs, a tenth of them open, a third shared with three groups and a person. */
const settle = async (databaseUrl: string) => {
  const client = new Client(databaseUrl)
  await client.connect()
  try {
    await client.query(`
    insert into rooms (tenant_id, id, name, kind, code, owner_id, created_at)
    select u.tenant_id, gen_random_uuid(), 'Salle ' || n, 'standard', 'bench' || lpad(n::text, 9, 'x'), u.id, now()
    from users u, generate_series(1, ${many}) n where u.email = 'bench@example.org';
    insert into groups (tenant_id, id, name, name_key)
    select id, gen_random_uuid(), 'Groupe ' || n, 'groupe ' || n from tenants, generate_series(1, 3) n;
    insert into room_grants (tenant_id, id, room_id, group_id, role, created_at)
    select r.tenant_id, gen_random_uuid(), r.id, g.id, 'moderator', now()
    from rooms r join groups g using (tenant_id) where r.code like '%3%';
    insert into sessions (tenant_id, id, room_id, engine, started_at, started_by, lasts_until)
    select tenant_id, gen_random_uuid(), id, 'none', now(), 'Bench', now() + interval '2 hours'
    from rooms where code like '%7';
    analyze`)
  } finally {
    await client.end()
  }
}

const at = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)] ?? 0

/** The list of someone who has a thousand rooms, asked again and again, one question after the other. */
export const measureManyRooms = async (): Promise<Measured[]> => {
  const ground = await aGround()
  const { url, apiKey, apiSecret } = ground.livekit
  const house = await startProcess('./house-process.ts', {
    BENCH_DATABASE: ground.databaseUrl,
    BENCH_FOLDER: ground.folder,
    BENCH_LIVEKIT: `${url} ${apiKey} ${apiSecret}`,
  })
  try {
    const { ask } = await aPerson(`http://127.0.0.1:${house.port}`, ground.databaseUrl)
    await settle(ground.databaseUrl)
    const times: number[] = []
    for (let i = 0; i < asked + 20; i += 1) {
      const began = performance.now()
      const rooms = await ask<unknown[]>('GET', '/rooms')
      if (rooms.length < many) throw new Error(`${rooms.length} rooms were listed.`)
      // The first ones warm everything up.
      if (i >= 20) times.push(performance.now() - began)
    }
    const sorted = times.toSorted((a, b) => a - b)
    return [
      { name: `list of ${many} rooms, median`, value: at(sorted, 0.5), unit: 'ms' },
      { name: `list of ${many} rooms, p95`, value: at(sorted, 0.95), unit: 'ms', aim: '≤ 50' },
    ]
  } finally {
    await house.end()
    await ground.close()
  }
}
