import { describe, expect, test } from 'vitest'
import { createCalendar, listCalendars, removeCalendar } from '@amphi/contract/calendars'
import { changeEvent, createEvent, type EventRead, listEvents, removeEvent } from '@amphi/contract/events'
import { readDoor } from '@amphi/contract/doors'
import { changePerson } from '@amphi/contract/people'
import { createRoom, readRoom } from '@amphi/contract/rooms'
import { aCalendarProgram, elementsIn } from '@amphi/testkit/calendar-program'
import { cast } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const ada = await aCalendarProgram(house, 'ada')

/** A number of minutes from now, as a page says it. */
const at = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000).toISOString().slice(0, 16)
const hours = (from: number, to: number) => ({
  kind: 'hours' as const,
  start: at(from),
  end: at(to),
  timeZone: 'Etc/UTC',
})

const aCalendar = async () => (await house.ask('ada', createCalendar, { body: { name: crypto.randomUUID() } })).reply.id
const create = async (body: object, calendarId?: Awaited<ReturnType<typeof aCalendar>>) => {
  const given = { title: 'Conseil', time: hours(60, 120), ...body }
  const { status, reply, refusal } = await house.ask('ada', createEvent, {
    params: { calendarId: calendarId ?? (await aCalendar()) },
    body: given,
  })
  if (status !== 200) throw new Error(JSON.stringify(refusal))
  return reply
}
const change = async (event: EventRead, changes: object, more: object = {}) => {
  const { reply } = await house.ask('ada', changeEvent, {
    params: { calendarId: event.calendarId, eventId: event.eventId },
    body: { occurrence: event.occurrence, version: event.version, changes, ...more },
  })
  return reply
}
const roomOf = ({ room }: EventRead) => {
  if (!room) throw new Error('It has no room.')
  return room
}
const door = async (code: string) => (await house.aGuest().ask(readDoor, { params: { code } })).reply
const inProgram = async ({ title }: EventRead) => {
  const { xml } = await ada.propfind(ada.home, '<D:displayname/>', '1')
  const homes = elementsIn(xml(), 'href').map(({ text }) => text)
  for (const url of homes.filter((it) => /[0-9a-f-]{36}\/$/.test(it))) {
    const found = await ada.report(
      url,
      'C:calendar-query',
      '<D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"/></C:filter>',
    )
    for (const response of elementsIn(found.xml(), 'response')) {
      const text = elementsIn(response, 'calendar-data')[0]?.text ?? ''
      if (text.includes(`SUMMARY:${title}\r`)) return { url: elementsIn(response, 'href')[0]?.text ?? '', text }
    }
  }
  throw new Error(`${title} is in no calendar.`)
}

describe('a planned meeting', () => {
  test('in a room of its own has a link that leads there, in the agenda and in every program', async () => {
    const event = await create({ title: 'Jury de mai', room: { kind: 'new' } })

    const room = roomOf(event)
    expect(room.name).toBe('Jury de mai')
    expect(event.conference).toBe(`http://university.test/${room.code}`)
    expect(event.description).toContain(`Rejoindre\u00a0: http://university.test/${room.code}`)
    const { text } = await inProgram(event)
    expect(text.replaceAll('\r\n ', '')).toContain(`LOCATION:${event.conference}`)
    const { reply: own } = await house.ask('ada', readRoom, { params: { roomId: room.id } })
    expect(own.kind).toBe('event')
  })

  test('that is private has a room that does not say what it is', async () => {
    const event = await create({ title: 'Entretien disciplinaire', isPrivate: true, room: { kind: 'new' } })

    expect(roomOf(event).name).toBe('Ada Lovelace')
    expect((await door(roomOf(event).code)).room.name).toBe('Ada Lovelace')
  })

  test('POD-18 tells whoever comes too soon when it begins, and opens to who leads a quarter of an hour before', async () => {
    const event = await create({ room: { kind: 'new' } })

    const { planned } = await door(roomOf(event).code)

    expect(planned).toMatchObject({ startsAt: event.startsAt, endsAt: event.endsAt, opensIn: null })
  })

  test('may be in a room one has, which is another’s to choose for theirs', async () => {
    const { reply: mine } = await house.ask('ada', createRoom, { body: { name: 'Atelier' } })
    const { reply: bobs } = await house.ask('bob', createRoom, { body: { name: 'À Bob' } })

    const event = await create({ room: { kind: 'room', roomId: mine.id } })
    const refused = await house.ask('ada', createEvent, {
      params: { calendarId: event.calendarId },
      body: { title: 'x', time: hours(60, 120), room: { kind: 'room', roomId: bobs.id } },
    })

    expect(roomOf(event)).toMatchObject({ id: mine.id, name: 'Atelier' })
    expect([refused.status, refused.refusal.code]).toEqual([404, 'room.not_found'])
  })

  test('keeps its link when it moves, and its room is called as it is', async () => {
    const event = await create({ title: 'Ancien titre', room: { kind: 'new' } })

    const moved = await change(event, { title: 'Nouveau titre', time: hours(180, 240) })

    expect(roomOf(moved)).toEqual({ ...roomOf(event), name: 'Nouveau titre' })
    expect(moved.conference).toBe(event.conference)
    expect((await door(roomOf(event).code)).planned?.startsAt).toBe(moved.startsAt)
  })

  test('keeps its link when a program drops it, and nobody’s text has it twice', async () => {
    const event = await create({ title: 'Oublieux', description: 'Ordre du jour', room: { kind: 'new' } })
    const { url, text } = await inProgram(event)
    const dropped = text
      .replaceAll('\r\n ', '')
      .split('\r\n')
      .filter((line) => !/^(CONFERENCE|X-CONFERENCE|URL|LOCATION|DESCRIPTION)/.test(line))
      .join('\r\n')

    const put = await ada.put(url, dropped)

    expect([put.status, put.headers['etag']]).toEqual([204, undefined])
    const again = (await ada.say('GET', url)).body.replaceAll('\r\n ', '')
    expect(again).toContain(
      `CONFERENCE;FEATURE=AUDIO,VIDEO;LABEL=Visioconférence;LANGUAGE=fr;VALUE=URI:${event.conference}`,
    )
    expect(again.match(/-----8<----- Visio/g)).toHaveLength(1)
  })

  test('without its room has the text its person wrote, and its door is closed', async () => {
    const event = await create({ description: 'À moi  \n\nvraiment', location: 'Salle 3', room: { kind: 'new' } })
    const { code } = roomOf(event)

    const without = await change(event, { room: { kind: 'none' } })

    expect(without).toMatchObject({
      room: null,
      conference: null,
      description: 'À moi  \n\nvraiment',
      location: 'Salle 3',
    })
    expect((await door(code)).archived).not.toBeNull()
    expect((await door(code)).planned).toBeNull()
  })

  test('goes with its calendar, or when it is deleted: then its door is closed, and a room that was there before stays', async () => {
    const { reply: mine } = await house.ask('ada', createRoom, { body: { name: 'Reste' } })
    const calendarId = await aCalendar()
    const [deleted, gone, other] = [
      await create({ room: { kind: 'new' } }, calendarId),
      await create({ room: { kind: 'new' } }, calendarId),
      await create({ room: { kind: 'room', roomId: mine.id } }, calendarId),
    ]

    await house.ask('ada', removeEvent, { params: { calendarId, eventId: deleted.eventId }, query: {} })
    expect((await door(roomOf(deleted).code)).archived).not.toBeNull()
    expect((await door(roomOf(gone).code)).archived).toBeNull()
    await house.ask('ada', removeCalendar, { params: { calendarId } })

    expect((await door(roomOf(gone).code)).archived).not.toBeNull()
    const left = await door(roomOf(other).code)
    expect([left.archived, left.planned]).toEqual([null, null])
  })

  test('of a series is awaited on each of its dates, and has one link for all', async () => {
    const event = await create({
      title: 'Cours du lundi',
      time: hours(60, 120),
      repeat: { every: 'day', interval: 1, count: 3 },
      room: { kind: 'new' },
    })
    const { code } = roomOf(event)

    const { reply } = await house.ask('ada', listEvents, {
      query: { from: clock.now().toISOString(), to: new Date(clock.now().getTime() + 5 * 86_400_000).toISOString() },
    })
    const mine = reply.filter(({ eventId }) => eventId === event.eventId)
    expect(new Set(mine.map(({ conference }) => conference))).toEqual(new Set([event.conference]))
    expect(mine).toHaveLength(3)
    clock.pass(121 * 60)
    expect((await door(code)).planned?.startsAt).toBe(mine[1]?.startsAt)
  })

  test('that goes on otherwise from one date on stays in its room, with the link once', async () => {
    const event = await create({
      title: 'Suite',
      time: hours(60, 120),
      repeat: { every: 'day', interval: 1, count: 4 },
      room: { kind: 'new' },
    })
    const { reply } = await house.ask('ada', listEvents, {
      query: { from: clock.now().toISOString(), to: new Date(clock.now().getTime() + 5 * 86_400_000).toISOString() },
    })
    const second = reply.filter(({ eventId }) => eventId === event.eventId)[1]

    const after = await change(event, { title: 'Autre suite' }, { occurrence: second?.occurrence, reach: 'following' })

    expect(after.eventId).not.toBe(event.eventId)
    expect(roomOf(after).id).toBe(roomOf(event).id)
    expect(after.description.match(/-----8<----- /g)).toHaveLength(1)
  })

  test('makes no room for whoever may have none', async () => {
    const { reply: calendars } = await house.ask('bob', listCalendars, {})
    const { id: calendarId } = calendars[0] ?? {}
    await house.ask('malik', changePerson, { params: { userId: cast.bob.userId }, body: { capabilities: [] } })

    const bob = await house.asAnew('bob')
    const { refusal, status } = await bob.ask(createEvent, {
      params: { calendarId: calendarId ?? '' },
      body: { title: 'x', time: hours(60, 120), room: { kind: 'new' } },
    })

    expect([status, refusal.code]).toEqual([403, 'room.creation_forbidden'])
    expect((await bob.ask(listEvents, { query: { from: at(0) + ':00Z', to: at(1000) + ':00Z' } })).reply).toEqual([])
  })

  test('of a series that never ends is awaited further on as time passes', async () => {
    const event = await create({ repeat: { every: 'week', interval: 1, weekdays: [weekday()] }, room: { kind: 'new' } })
    const { code } = roomOf(event)
    clock.pass(100 * 86_400)
    expect((await door(code)).planned).toBeNull()

    await house.sweeps.now('planned meetings')

    expect((await door(code)).planned).not.toBeNull()
  })
})

const weekday = () => (new Date(clock.now().getTime() + 60 * 60_000).getUTCDay() + 6) % 7
