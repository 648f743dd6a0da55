import { randomUUID } from 'node:crypto'
import autocannon from 'autocannon'
import type { Measured } from './figures.ts'
import { aGround } from './ground.ts'
import { startProcess } from './process.ts'
import { aCrowd, aPerson } from './settle.ts'

const connections = 20
const rounds = 2
const seconds = 4

interface Rate {
  perSecond: number
  p99: number
}

const load = (options: autocannon.Options) =>
  new Promise<Rate>((resolve, reject) => {
    autocannon({ connections, duration: seconds, ...options }, (error, result) => {
      if (error) return reject(error as Error)
      const failed = result.non2xx + result.errors
      if (failed > 0) return reject(new Error(`${failed} requests to ${result.url} failed.`))
      resolve({ perSecond: result.requests.average, p99: result.latency.p99 })
    })
  })

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const middle = (rates: Rate[]): Rate => ({
  perSecond: median(rates.map((it) => it.perSecond)),
  p99: median(rates.map((it) => it.p99)),
})

/** So many come to each of so many rooms, one time each: nobody has two seats anywhere. */
const [people, rooms] = [130, 150]

/** Open, and somebody else's, so that it is in no list that is asked for. */
const aRoomOf = async (house: string, cookie: string) => {
  const headers = { cookie, 'sec-fetch-site': 'same-origin' }
  const tell = async (path: string, body?: object) => {
    const given = body
      ? { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
      : { headers }
    const answer = await fetch(`${house}/api/v1${path}`, { method: 'POST', ...given })
    if (!answer.ok) throw new Error(`${path} is answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as { id: string; code: string }
  }
  const { id, code } = await tell('/rooms', { name: 'Amphi' })
  await tell(`/rooms/${id}/open`)
  return code
}

/** A person signed in, with a dozen rooms of which some are open; and the rooms of others that people join. */
const settle = async (house: string, database: string) => {
  const { headers, ask } = await aPerson(house, database)
  for (let i = 1; i <= 12; i += 1) {
    const room = await ask('POST', '/rooms', { name: `Salle ${i}` })
    if (i <= 3) await ask('POST', `/rooms/${room.id}/open`)
  }
  const cookies = await aCrowd(database, people)
  const codes: string[] = []
  for (let i = 1; i <= rooms; i += 1) codes.push(await aRoomOf(house, cookies[0] ?? ''))
  let next = 0
  /** Who joins next, and where. */
  const joining = () => {
    const at = next++
    return { cookie: cookies[at % people] ?? '', code: codes[Math.floor(at / people) % rooms] ?? '' }
  }
  return { headers, joining }
}

/** The room list and joining, against a bare Fastify route with one indexed query, in turn and in one run. */
export const measureRates = async (): Promise<Measured[]> => {
  const ground = await aGround()
  const { url, apiKey, apiSecret } = ground.livekit
  const house = await startProcess('./house-process.ts', {
    BENCH_DATABASE: ground.databaseUrl,
    BENCH_FOLDER: ground.folder,
    BENCH_LIVEKIT: `${url} ${apiKey} ${apiSecret}`,
  })
  const address = `http://127.0.0.1:${house.port}`
  const { headers, joining } = await settle(address, ground.databaseUrl)
  const bare = await startProcess('./bare-process.ts', { BENCH_DATABASE: ground.databaseUrl })
  try {
    const list = { url: `${address}/api/v1/rooms`, headers: { cookie: headers.cookie } }
    const join = {
      url: address,
      method: 'POST' as const,
      headers,
      requests: [
        {
          setupRequest: (request: autocannon.Request) => {
            const { cookie, code } = joining()
            return {
              ...request,
              path: `/api/v1/doors/${code}/entries`,
              headers: { ...headers, cookie },
              body: JSON.stringify({ name: 'Camille', tab: randomUUID() }),
            }
          },
        },
      ],
    }
    const measured: Record<'bare' | 'list' | 'join', Rate[]> = { bare: [], list: [], join: [] }
    for (let round = 0; round <= rounds; round += 1) {
      const one = {
        bare: await load({ url: `http://127.0.0.1:${bare.port}/bare` }),
        list: await load(list),
        join: await load(join),
      }
      // The first round warms everything up.
      if (round > 0) for (const name of ['bare', 'list', 'join'] as const) measured[name].push(one[name])
    }
    const [plain, rooms, joins] = [middle(measured.bare), middle(measured.list), middle(measured.join)]
    return [
      { name: 'bare route, one query', value: plain.perSecond, unit: 'requests/s' },
      { name: 'room list', value: rooms.perSecond, unit: 'requests/s' },
      { name: 'join', value: joins.perSecond, unit: 'requests/s' },
      { name: 'room list ÷ bare', value: rooms.perSecond / plain.perSecond, unit: '×', aim: '≥ 0.4' },
      { name: 'join ÷ bare', value: joins.perSecond / plain.perSecond, unit: '×', aim: '≥ 0.15' },
      { name: 'p99 of the room list ÷ bare', value: rooms.p99 / plain.p99, unit: '×', aim: '≤ 5' },
      { name: 'p99 of join ÷ bare', value: joins.p99 / plain.p99, unit: '×', aim: '≤ 5' },
    ]
  } finally {
    await bare.end()
    await house.end()
    await ground.close()
  }
}
