import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import type { Measured } from './figures.ts'
import { aGround } from './ground.ts'
import { startProcess } from './process.ts'
import { aPerson } from './settle.ts'

const seconds = 4
/** As many as Radicale was measured with, and as many as anybody’s calendar of ten years has. */
const [small, large] = [2000, 10_000]

const day = 86_400_000
const digits = (moment: Date) => moment.toISOString().replaceAll(/[-:]|\.\d+/g, '')
const first = Date.parse('2020-01-06T08:00:00Z')

/** Three a day, as a teacher’s; of every fifty one is a series. */
const anEvent = (uid: string, at: number, title = 'Cours') => {
  const start = new Date(first + Math.floor(at / 3) * day + (at % 3) * 2 * 3600_000)
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Amphi//bench',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20200101T000000Z',
    `DTSTART:${digits(start)}`,
    `DTEND:${digits(new Date(start.getTime() + 5_400_000))}`,
    ...(at % 50 === 0 ? ['RRULE:FREQ=WEEKLY;COUNT=10'] : []),
    `SUMMARY:${title} ${at}`,
    `DESCRIPTION:${'Amphithéâtre, partie écrite. '.repeat(8)}`,
    'LOCATION:Bâtiment B',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
}

interface Reply {
  status: number
  body: string
}

/** One program with one line that it keeps. */
const aClient = (port: number, authorization: string) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  return (method: string, path: string, body = '', headers: Record<string, string> = {}) =>
    new Promise<Reply>((done, fail) => {
      const asked = request(
        { port, host: '127.0.0.1', method, path, agent, headers: { authorization, ...headers } },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('end', () => {
            const status = answer.statusCode ?? 0
            const text = Buffer.concat(parts).toString()
            if (status >= 400) fail(new Error(`${method} ${path}: ${status} ${text.slice(0, 300)}`))
            else done({ status, body: text })
          })
        },
      )
      asked.on('error', fail)
      asked.end(body)
    })
}

const names = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
const query = (from: number, to: number) =>
  `<C:calendar-query ${names}><D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="${digits(new Date(from))}" end="${digits(new Date(to))}"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>`
const sync = (token: string) =>
  `<D:sync-collection ${names}><D:sync-token>${token}</D:sync-token><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>`
const xml = { 'content-type': 'application/xml', depth: '1' }
const calendar = { 'content-type': 'text/calendar; charset=utf-8' }

const rate = async (deed: (n: number) => Promise<unknown>) => {
  for (let n = 0; n < 20; n += 1) await deed(n)
  const began = performance.now()
  let done = 0
  for (; performance.now() - began < seconds * 1000; done += 1) await deed(20 + done)
  return (done * 1000) / (performance.now() - began)
}

const middle = async (deed: () => Promise<unknown>) => {
  const times: number[] = []
  for (let n = 0; n < 13; n += 1) {
    const began = performance.now()
    await deed()
    if (n >= 3) times.push(performance.now() - began)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

/** What a program that keeps a copy of a calendar asks, one after the other; aims as multiples of Radicale 3.9.0 here. */
export const measureCalDav = async (): Promise<Measured[]> => {
  const ground = await aGround()
  const { url, apiKey, apiSecret } = ground.livekit
  const house = await startProcess('./house-process.ts', {
    BENCH_DATABASE: ground.databaseUrl,
    BENCH_FOLDER: ground.folder,
    BENCH_LIVEKIT: `${url} ${apiKey} ${apiSecret}`,
  })
  try {
    const { ask } = await aPerson(`http://127.0.0.1:${house.port}`, ground.databaseUrl)
    const { secret } = await ask<{ secret: string }>('POST', '/app-passwords', { name: 'Bench' })
    const say = aClient(house.port, `Basic ${Buffer.from(`bench@example.org:${secret}`).toString('base64')}`)
    const principal = await say(
      'PROPFIND',
      '/dav/',
      `<D:propfind ${names}><D:prop><D:current-user-principal/></D:prop></D:propfind>`,
      { ...xml, depth: '0' },
    )
    const id = /users\/([0-9a-f-]{36})\//.exec(principal.body)?.[1] ?? ''

    const fill = async (slug: string, many: number) => {
      const home = `/dav/calendars/${id}/${slug}/`
      await say('MKCALENDAR', home)
      for (let at = 0; at < many; at += 8)
        await Promise.all(
          Array.from({ length: Math.min(8, many - at) }, (_, n) =>
            say('PUT', `${home}e${at + n}.ics`, anEvent(`${slug}-${at + n}`, at + n), calendar),
          ),
        )
      return home
    }
    const tokenIn = ({ body }: Reply) => /<D:sync-token>([^<]+)</.exec(body)?.[1] ?? ''

    const home = await fill('small', small)
    const hrefs = Array.from({ length: 50 }, (_, n) => `<D:href>${home}e${n * 7}.ics</D:href>`).join('')
    const multiget = `<C:calendar-multiget ${names}><D:prop><D:getetag/><C:calendar-data/></D:prop>${hrefs}</C:calendar-multiget>`
    const month = query(first + 200 * day, first + 230 * day)
    const got = await rate((n) => say('GET', `${home}e${n % small}.ics`))
    const multi = await rate(() => say('REPORT', home, multiget, xml))
    const months = await rate(() => say('REPORT', home, month, xml))
    const updated = await rate((n) =>
      say('PUT', `${home}e${n % small}.ics`, anEvent(`small-${n % small}`, n % small, `Cours ${n}`), calendar),
    )
    let token = tokenIn(await say('REPORT', home, sync(''), xml))
    const synced = await rate(async (n) => {
      for (let k = 0; k < 5; k += 1)
        if (n % 10 === 0) await say('PUT', `${home}e${k}.ics`, anEvent(`small-${k}`, k, `Autre ${n}`), calendar)
      const reply = await say('REPORT', home, sync(token), xml)
      if (n % 10 === 9) token = tokenIn(reply)
    })
    const made = await rate((n) => say('PUT', `${home}new${n}.ics`, anEvent(`new-${n}`, n), calendar))

    const big = await fill('large', large)
    const last = tokenIn(await say('REPORT', big, sync(''), xml))
    const still = await middle(() => say('REPORT', big, sync(last), xml))
    const week = await middle(() => say('REPORT', big, query(first + 1000 * day, first + 1007 * day), xml))
    const all = await middle(() =>
      say(
        'PROPFIND',
        big,
        `<D:propfind ${names}><D:prop><D:getetag/><D:resourcetype/><D:getcontenttype/></D:prop></D:propfind>`,
        xml,
      ),
    )
    return [
      { name: `PUT of a new event, ${small} there`, value: made, unit: '/s', aim: '≥ 300' },
      { name: 'PUT that changes one', value: updated, unit: '/s', aim: '≥ 203' },
      { name: 'GET', value: got, unit: '/s', aim: '≥ 1608' },
      { name: 'multiget of 50', value: multi, unit: '/s', aim: '≥ 197' },
      { name: 'query of a month', value: months, unit: '/s', aim: '≥ 96' },
      { name: 'sync with up to 5 changes', value: synced, unit: '/s', aim: '≥ 85' },
      { name: `sync without a change, ${large} there`, value: still, unit: 'ms', aim: '≤ 5' },
      { name: `query of a week, ${large} there`, value: week, unit: 'ms', aim: '≤ 30' },
      { name: `PROPFIND of all ${large}`, value: all, unit: 'ms', aim: '≤ 1500' },
    ]
  } finally {
    await house.end()
    await ground.close()
  }
}
