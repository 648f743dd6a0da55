import { createHash } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { Client } from 'pg'
import type { Measured } from './figures.ts'
import { aGround } from './ground.ts'
import { startProcess } from './process.ts'

const secret = 'what a plugin and its server share'
const plugins = 8
const seconds = 8
const many = 1000
const asked = 20

const at = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)] ?? 0

const addressOf = (house: string, call: string, fields: Record<string, string> = {}) => {
  const query = new URLSearchParams(fields).toString()
  const checksum = createHash('sha256')
    .update(call + query + secret)
    .digest('hex')
  return `${house}/bigbluebutton/api/${call}?${query}&checksum=${checksum}`
}

/** Each in a meeting of its own, with one person connected. */
const fill = async (databaseUrl: string) => {
  const client = new Client(databaseUrl)
  await client.connect()
  try {
    await client.query(`
    insert into sessions (tenant_id, id, room_id, engine, started_at, started_by, lasts_until)
    select tenant_id, gen_random_uuid(), room_id, 'none', now(), 'Bench', now() + interval '2 hours'
    from bbb_meetings where ended_at is null;
    insert into participants (tenant_id, id, session_id, guest_id, tab, name, role, created_at)
    select tenant_id, gen_random_uuid(), id, gen_random_uuid(), gen_random_uuid(), 'Camille', 'moderator', now()
    from sessions where engine = 'none';
    insert into stays (tenant_id, session_id, participant_id, connection, joined_at)
    select tenant_id, session_id, id, id::text, now() from participants;
    analyze`)
  } finally {
    await client.end()
  }
}

/** What plugins ask: the life of meetings side by side, and the list of a thousand that run. */
export const measureBbb = async (): Promise<Measured[]> => {
  const ground = await aGround()
  const { url, apiKey, apiSecret } = ground.livekit
  const house = await startProcess('./house-process.ts', {
    BENCH_DATABASE: ground.databaseUrl,
    BENCH_FOLDER: ground.folder,
    BENCH_LIVEKIT: `${url} ${apiKey} ${apiSecret}`,
    BENCH_BBB_SECRET: secret,
  })
  const address = `http://127.0.0.1:${house.port}`
  const ask = async (call: string, fields?: Record<string, string>) => {
    const began = performance.now()
    const answer = await fetch(addressOf(address, call, fields), { redirect: 'manual' })
    const text = await answer.text()
    if (answer.status !== 302 && !text.includes('SUCCESS')) throw new Error(`${call}: ${text}`)
    return { took: performance.now() - began, text }
  }
  const times: number[] = []
  const live = async (meetingID: string) => {
    for (const it of [
      await ask('create', { meetingID, name: 'Cours' }),
      await ask('join', { meetingID, fullName: 'Camille', role: 'MODERATOR' }),
      await ask('end', { meetingID }),
    ])
      times.push(it.took)
  }
  try {
    for (let i = 0; i < 100; i += 1) await live(`warm-${i % 8}`)
    times.length = 0
    const over = performance.now() + seconds * 1000
    await Promise.all(
      Array.from({ length: plugins }, async (_, plugin) => {
        for (let n = 0; performance.now() < over; n += 1) await live(`m-${plugin}-${n % 50}`)
      }),
    )
    const calls = times.toSorted((a, b) => a - b)
    for (let first = 0; first < many; first += 20)
      await Promise.all(
        Array.from({ length: 20 }, (_, n) => ask('create', { meetingID: `list-${first + n}`, name: 'Cours' })),
      )
    await fill(ground.databaseUrl)
    const lists: number[] = []
    for (let i = 0; i < asked + 3; i += 1) {
      const { took, text } = await ask('getMeetings')
      if (text.split('<running>true</running>').length <= many) throw new Error('Not all meetings are listed.')
      if (i >= 3) lists.push(took)
    }
    const sorted = lists.toSorted((a, b) => a - b)
    return [
      { name: 'create, join, end: signed calls', value: calls.length / seconds, unit: '/s', aim: '≥ 300' },
      { name: 'one of them, p95', value: at(calls, 0.95), unit: 'ms', aim: '≤ 80' },
      { name: `getMeetings of ${many} that run, median`, value: at(sorted, 0.5), unit: 'ms', aim: '≤ 300' },
    ]
  } finally {
    await house.end()
    await ground.close()
  }
}
