import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { Entry } from '@amphi/contract/doors'
import type { Lobby } from '@amphi/contract/lobby'
import type { Measured } from './figures.ts'
import { aGround } from './ground.ts'
import { startProcess } from './process.ts'
import { aPerson } from './settle.ts'

const people = 500
const within = 10_000
/** So many of those who wait have a page of which the line is watched. */
const watched = 25
/** Of the room whose seats are fewer than those who come. */
const few = 150

type Ask = Awaited<ReturnType<typeof aPerson>>['ask']

const quantile = (values: readonly number[], at: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * at))] ?? 0

/** A browser without an account, which keeps the cookie it is given. */
const aGuest = (house: string, code: string) => {
  const tab = randomUUID()
  let cookie = ''
  return {
    cookie: () => cookie,
    async knock() {
      const from = performance.now()
      const response = await fetch(`${house}/api/v1/doors/${code}/entries`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...(cookie ? { cookie } : {}) },
        body: JSON.stringify({ name: 'Élève', tab }),
      })
      if (!response.ok) throw new Error(`A guest is answered ${response.status}: ${await response.text()}`)
      const entry = (await response.json()) as Entry
      cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
      return { entry, took: performance.now() - from, at: performance.now() }
    },
  }
}

type Guest = ReturnType<typeof aGuest>

/** All knock, one after the other and none waiting for another, within ten seconds. */
const knockAll = (guests: readonly Guest[]) =>
  Promise.all(
    guests.map(async (guest, index) => {
      await pause((within / guests.length) * index)
      return guest.knock()
    }),
  )

/** When facts were heard on a channel. */
const listen = async (house: string, cookie: string, channel: string, onFact?: () => void) => {
  const heard: number[] = []
  const socket = new WebSocket(`${house.replace('http', 'ws')}/api/v1/live`, { headers: { cookie, origin: house } })
  const joined = new Promise<void>((done) =>
    socket.on('message', (data: Buffer) => {
      const { say } = JSON.parse(data.toString()) as { say: string }
      if (say === 'joined') done()
      if (say !== 'fact') return
      heard.push(performance.now())
      onFact?.()
    }),
  )
  await once(socket, 'open')
  socket.send(JSON.stringify({ say: 'join', channel }))
  await joined
  return { heard, close: () => socket.terminate() }
}

/** The most that a room may hold: whoever leads it has a seat too. */
const aRoom = async (ask: Ask, lobby: 'off' | 'everyone', mostInside = people) => {
  const { id, code } = await ask('POST', '/rooms', { name: `Amphi ${lobby}` })
  await ask('PATCH', `/rooms/${id}/settings`, { lobby, mostInside })
  const entry = await ask<Entry>('POST', `/doors/${code}/entries`, { name: 'Bench', tab: randomUUID() })
  if (entry.outcome !== 'admitted') throw new Error(`Whoever leads is not let in: ${entry.outcome}`)
  return { code, sessionId: entry.sessionId }
}

const outcomes = (all: readonly { entry: Entry }[], outcome: Entry['outcome']) =>
  all.filter(({ entry }) => entry.outcome === outcome).length

const withoutLobby = async (house: string, ask: Ask, mostInside = people) => {
  const { code } = await aRoom(ask, 'off', mostInside)
  const entries = await knockAll(Array.from({ length: people }, () => aGuest(house, code)))
  return { took: entries.map((it) => it.took), inside: outcomes(entries, 'admitted') }
}

/** As a moderator’s page does: upon a fact it reads who waits, once at a time, and again where more was said meanwhile. */
const reader = (ask: Ask, sessionId: string) => {
  const readings: { at: number; count: number }[] = []
  let reading = false
  let again = false
  const read = async () => {
    if (reading) {
      again = true
      return
    }
    reading = true
    do {
      again = false
      const { count } = await ask<Lobby>('GET', `/sessions/${sessionId}/lobby`)
      readings.push({ at: performance.now(), count })
    } while (again)
    reading = false
  }
  return { readings, read }
}

const throughLobby = async (house: string, ask: Ask, cookie: string) => {
  const { code, sessionId } = await aRoom(ask, 'everyone')
  const { readings, read } = reader(ask, sessionId)
  const desk = await listen(house, cookie, `lobby:${sessionId}`, () => void read())
  const guests = Array.from({ length: people }, () => aGuest(house, code))
  const asked = await knockAll(guests)
  if (outcomes(asked, 'lobby') !== people) throw new Error('Somebody did not have to wait.')
  await pause(1_000)
  const askedAt = ({ entry }: { entry: Entry }) => (entry.outcome === 'lobby' ? entry.request.askedAt : '')
  // Nobody goes meanwhile: whoever came as the tenth has been read once ten are counted.
  const toModerators = asked
    .toSorted((one, other) => (askedAt(one) < askedAt(other) ? -1 : 1))
    .map(({ at, took }, index) => (readings.find(({ count }) => count > index)?.at ?? Infinity) - (at - took))

  const lines = await Promise.all(
    guests.slice(0, watched).map((guest, index) => {
      const { entry } = asked[index] ?? {}
      const id = entry?.outcome === 'lobby' ? entry.request.id : ''
      return listen(house, guest.cookie(), `lobby-request:${id}`)
    }),
  )
  const decidedAt = performance.now()
  await ask('POST', `/sessions/${sessionId}/lobby/decisions`, { decision: 'admit', requests: 'all' })
  const deciding = performance.now() - decidedAt
  await pause(1_000)
  const toThem = lines.map(({ heard }) => (heard[0] ?? Infinity) - decidedAt)

  const entries = await knockAll(guests)
  for (const line of [desk, ...lines]) line.close()
  return {
    took: [...asked, ...entries].map((it) => it.took),
    deciding,
    toModerators,
    toThem,
    inside: outcomes(entries, 'admitted'),
  }
}

/** A lecture that begins: five hundred people at one door within ten seconds, through its lobby and without it. */
export const measureCrowd = async (): Promise<Measured[]> => {
  const ground = await aGround()
  const { url, apiKey, apiSecret } = ground.livekit
  const house = await startProcess('./house-process.ts', {
    BENCH_DATABASE: ground.databaseUrl,
    BENCH_FOLDER: ground.folder,
    BENCH_LIVEKIT: `${url} ${apiKey} ${apiSecret}`,
  })
  const address = `http://127.0.0.1:${house.port}`
  try {
    const { headers, ask } = await aPerson(address, ground.databaseUrl)
    // The first crowd warms everything up.
    await withoutLobby(address, ask)
    const plain = await withoutLobby(address, ask)
    const full = await withoutLobby(address, ask, few)
    const lobby = await throughLobby(address, ask, headers.cookie)
    const ms = (name: string, value: number, aim?: string): Measured => ({
      name,
      value,
      unit: 'ms',
      ...(aim === undefined ? {} : { aim }),
    })
    return [
      ms(`entry of ${people}, without a lobby, p95`, quantile(plain.took, 0.95), '≤ 100'),
      ms(`entry of ${people}, through the lobby, p95`, quantile(lobby.took, 0.95), '≤ 100'),
      {
        name: 'p95 through the lobby ÷ without',
        value: quantile(lobby.took, 0.95) / quantile(plain.took, 0.95),
        unit: '×',
      },
      ms(`letting ${people} in by one click`, lobby.deciding, '≤ 500'),
      ms('from the knock to its being read by who leads, p95', quantile(lobby.toModerators, 0.95), '≤ 500'),
      ms('from the click to its being heard by who waits, longest', Math.max(...lobby.toThem), '≤ 500'),
      { name: 'inside, without a lobby', value: plain.inside, unit: 'people', aim: `≤ ${people}` },
      { name: 'inside, through the lobby', value: lobby.inside, unit: 'people', aim: `≤ ${people}` },
      ms(`entry of ${people} to ${few} seats, p95`, quantile(full.took, 0.95), '≤ 100'),
      { name: `inside, of ${few} seats`, value: full.inside, unit: 'people', aim: `≤ ${few}` },
    ]
  } finally {
    await house.end()
    await ground.close()
  }
}
