import { describe, expect, test } from 'vitest'
import { createCalendar, listCalendarShares, shareCalendar, withdrawCalendarShare } from '@amphi/contract/calendars'
import { createEvent } from '@amphi/contract/events'
import { createFeed, listFeeds, mostFeeds, revokeFeed } from '@amphi/contract/feeds'
import { changePerson } from '@amphi/contract/people'
import { cast } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'

const house = await aHouse({ limitScale: 1000 })

const aCalendar = async (name: string = crypto.randomUUID()) =>
  (await house.ask('ada', createCalendar, { body: { name } })).reply.id
const time = (day: string) => ({
  kind: 'hours' as const,
  start: `${day}T09:30`,
  end: `${day}T11:00`,
  timeZone: 'Europe/Paris',
})
const days = (later: number) => new Date(Date.now() + later * 24 * 3600_000).toISOString().slice(0, 10)
const add = (calendarId: Awaited<ReturnType<typeof aCalendar>>, title: string, more: object = {}) =>
  house.ask('ada', createEvent, { params: { calendarId }, body: { title, time: time(days(3)), ...more } })
const read = (address: string, headers: Record<string, string> = {}) =>
  house.app.inject({ method: 'GET', url: new URL(address).pathname, headers: { host: 'university.test', ...headers } })
const titles = (text: string) => [...text.matchAll(/^SUMMARY:(.*)\r$/gm)].map(([, it]) => it)

describe('an address at which programs read', () => {
  test('tells what stands in a calendar, each zone once, to whoever has the address, and to nobody else', async () => {
    const calendarId = await aCalendar('Examens')
    await add(calendarId, 'Oral de Bob', {
      guests: [{ kind: 'person', id: cast.bob.userId, isOptional: false }],
      reminders: [10],
    })
    await add(calendarId, 'Jury', { isPrivate: true })
    await add(calendarId, 'Il y a un an', { time: time(days(-365)) })

    const { reply: feed } = await house.ask('ada', createFeed, { body: { calendarId } })
    const { statusCode, headers, body } = await read(feed.address)

    expect([statusCode, headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
    expect(body).toMatch(/^BEGIN:VCALENDAR\r\n/)
    expect(body.trimEnd()).toMatch(/END:VCALENDAR$/)
    expect(body).toContain('X-WR-CALNAME:Examens')
    expect(titles(body).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual(['Jury', 'Oral de Bob'])
    expect(body.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1)
    expect(body).not.toMatch(/ATTENDEE|VALARM/)
    expect((await read(feed.address.replace(/.\.ics$/, (it) => (it === 'A.ics' ? 'B.ics' : 'A.ics')))).statusCode).toBe(
      404,
    )
    expect((await read(feed.address, { host: 'elsewhere.test' })).statusCode).toBe(404)
  })

  test('says nothing anew to who has it all', async () => {
    const calendarId = await aCalendar()
    const { reply: feed } = await house.ask('ada', createFeed, { body: { calendarId } })
    const first = await read(feed.address)

    const same = await read(feed.address, { 'if-none-match': String(first.headers['etag']) })
    await add(calendarId, 'Nouveau')
    const other = await read(feed.address, { 'if-none-match': String(first.headers['etag']) })

    expect([same.statusCode, same.body]).toEqual([304, ''])
    expect([other.statusCode, titles(other.body)]).toEqual([200, ['Nouveau']])
  })

  test('of one’s meetings tells what is joined by video, in whichever calendar of one’s own', async () => {
    const [one, two] = [await aCalendar(), await aCalendar()]
    await add(one, 'Visio une', { room: { kind: 'new' } })
    await add(two, 'Visio deux', { room: { kind: 'new' } })
    await add(one, 'Déjeuner')

    const { reply: feed } = await house.ask('ada', createFeed, { body: { calendarId: null } })
    const { body } = await read(feed.address)

    expect(titles(body)).toEqual(expect.arrayContaining(['Visio une', 'Visio deux']))
    expect(titles(body)).not.toContain('Déjeuner')
  })

  test('tells nothing once it is revoked, or what it read is shared no more, or its owner is shut out', async () => {
    const calendarId = await aCalendar()
    await add(calendarId, 'Partagé')
    const { reply: own } = await house.ask('ada', createFeed, { body: { calendarId } })
    const params = { calendarId }
    await house.ask('ada', shareCalendar, { params, body: { users: [cast.bob.userId], level: 'read' } })
    const { reply: theirs } = await house.ask('bob', createFeed, { body: { calendarId } })
    expect((await read(theirs.address)).statusCode).toBe(200)

    const { reply: shares } = await house.ask('ada', listCalendarShares, { params })
    const [share] = shares
    if (share) await house.ask('ada', withdrawCalendarShare, { params: { calendarId, shareId: share.id } })
    await house.ask('ada', revokeFeed, { params: { feedId: own.id } })
    const { reply: bobs } = await house.ask('bob', createFeed, { body: { calendarId: null } })
    await house.ask('malik', changePerson, { params: { userId: cast.bob.userId }, body: { disabled: true } })

    const statuses = await Promise.all([own, theirs, bobs].map(async ({ address }) => (await read(address)).statusCode))
    expect(statuses).toEqual([404, 404, 404])
    await house.ask('malik', changePerson, { params: { userId: cast.bob.userId }, body: { disabled: false } })
  })

  test('is nobody else’s to list, to revoke, or to make of a calendar they do not read', async () => {
    const calendarId = await aCalendar()
    const { reply: feed } = await house.ask('ada', createFeed, { body: { calendarId } })

    const { reply: listed } = await house.ask('malik', listFeeds, {})
    const revoked = await house.ask('malik', revokeFeed, { params: { feedId: feed.id } })
    const made = await house.ask('malik', createFeed, { body: { calendarId } })

    expect(listed.some(({ id }) => id === feed.id)).toBe(false)
    expect([revoked.status, made.status]).toEqual([404, 404])
  })

  test('there are so many and no more', async () => {
    const all = await Promise.all(
      Array.from({ length: mostFeeds }, () => house.ask('malik', createFeed, { body: { calendarId: null } })),
    )
    const { status, refusal } = await house.ask('malik', createFeed, { body: { calendarId: null } })

    expect(all.filter((it) => it.status === 200).length).toBeGreaterThan(0)
    expect([status, refusal.code]).toEqual([409, 'feed.limit_reached'])
  })

  test('is read by a whole school at once; whoever tries addresses is stopped', async () => {
    const strict = await aHouse({ limitScale: 1 })
    const asked = (url: string) =>
      strict.app.inject({ method: 'GET', url, headers: { host: 'university.test' } }).then((it) => it.statusCode)
    const { reply: feed } = await strict.ask('ada', createFeed, { body: { calendarId: null } })
    const { reply: other } = await strict.ask('bob', createFeed, { body: { calendarId: null } })

    const tries = await Promise.all(Array.from({ length: 80 }, () => asked(`/feeds/${'x'.repeat(43)}.ics`)))
    const read = [await asked(new URL(feed.address).pathname), await asked(new URL(other.address).pathname)]

    expect(new Set(tries)).toEqual(new Set([404, 429]))
    expect(read).toEqual([200, 200])
  })
})
