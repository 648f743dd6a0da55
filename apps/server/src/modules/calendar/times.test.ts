import { describe, expect, test } from 'vitest'
import { type CalendarId, listCalendars } from '@amphi/contract/calendars'
import type { EventGuest } from '@amphi/contract/event-guests'
import { readTimes } from '@amphi/contract/event-times'
import { answerEvent, createEvent, listEvents } from '@amphi/contract/events'
import { createRoom } from '@amphi/contract/rooms'
import { cast, type Name } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'

const house = await aHouse({ limitScale: 1000 })

const calendarOf = async (who: Name) => {
  const { reply } = await house.ask(who, listCalendars, {})
  return reply.find(({ isDefault, access }) => isDefault && access === 'owner')?.id as CalendarId
}
const calendars = { ada: await calendarOf('ada'), bob: await calendarOf('bob'), malik: await calendarOf('malik') }

const hours = (start: string, end: string) => ({ start, end, timeZone: 'Europe/Paris' })
const plan = async (who: keyof typeof calendars, start: string, end: string, more: object = {}) => {
  const { reply } = await house.ask(who, createEvent, {
    params: { calendarId: calendars[who] },
    body: { title: 'Occupation', time: { kind: 'hours', ...hours(start, end) }, ...more } as never,
  })
  return reply
}
const person = (who: Name): EventGuest => ({ kind: 'person', id: cast[who].userId, isOptional: false })
const times = async (start: string, end: string, more: object = {}) => {
  const { reply } = await house.ask('ada', readTimes, {
    params: { calendarId: calendars.ada },
    body: { time: hours(start, end), ...more },
  })
  return reply
}
const busyOf = async (start: string, end: string, more: object = {}) =>
  (await times(start, end, more)).people.map(({ name, busy }) => [
    name,
    busy?.map(({ from, to }) => `${from.slice(11, 16)}–${to.slice(11, 16)}`) ?? null,
  ])

describe('when people are busy', () => {
  test('is told of those of the house on that day, without what they do; of others nobody knows', async () => {
    await plan('bob', '2027-05-04T09:00', '2027-05-04T10:30')
    await plan('bob', '2027-05-05T09:00', '2027-05-05T10:30')
    await plan('ada', '2027-05-04T14:00', '2027-05-04T15:00')
    const guests = [
      person('bob'),
      { kind: 'address', address: 'grace@ailleurs.test', name: 'Grace', isOptional: false },
    ]

    const reply = await times('2027-05-04T10:00', '2027-05-04T11:00', { guests })

    expect(reply).toMatchObject({ from: '2027-05-03T22:00:00.000Z', to: '2027-05-04T22:00:00.000Z' })
    expect(JSON.stringify(reply)).not.toContain('Occupation')
    expect(await busyOf('2027-05-04T10:00', '2027-05-04T11:00', { guests })).toEqual([
      ['Ada Lovelace', ['12:00–13:00']],
      ['Bob Marchetti', ['07:00–08:30']],
      ['Grace', null],
    ])
  })

  test('is not told of the event itself, which stands in all their calendars', async () => {
    const event = await plan('ada', '2027-05-11T10:00', '2027-05-11T11:00', { guests: [person('bob')] })
    const guests = [person('bob')]
    await expect
      .poll(async () => (await busyOf('2027-05-11T10:00', '2027-05-11T11:00', { guests }))[1]?.[1])
      .toEqual(['08:00–09:00'])

    expect(await busyOf('2027-05-11T10:00', '2027-05-11T11:00', { guests, eventId: event.eventId })).toEqual([
      ['Ada Lovelace', []],
      ['Bob Marchetti', []],
    ])
  })

  test('leaves out what they declined', async () => {
    const title = 'Déclinée'
    await plan('malik', '2027-05-12T10:00', '2027-05-12T11:00', { title, guests: [person('bob')] })
    const seen = async () => {
      const { reply } = await house.ask('bob', listEvents, {
        query: { from: '2027-05-12T00:00:00Z', to: '2027-05-13T00:00:00Z' },
      })
      return reply.find((it) => it.title === title)
    }
    await expect.poll(seen).toBeDefined()
    const theirs = await seen()
    await house.ask('bob', answerEvent, {
      params: { calendarId: theirs?.calendarId ?? calendars.bob, eventId: theirs?.eventId as never },
      body: { answer: 'declined' },
    })

    expect(await busyOf('2027-05-12T10:00', '2027-05-12T11:00', { guests: [person('bob')] })).toEqual([
      ['Ada Lovelace', []],
      ['Bob Marchetti', []],
    ])
  })

  test('of a room is what else is planned in it', async () => {
    const { reply: room } = await house.ask('ada', createRoom, { body: { name: 'Salle des jurys' } })
    const held = { kind: 'room' as const, roomId: room.id }
    const event = await plan('ada', '2027-05-13T10:00', '2027-05-13T11:00', { room: held })

    const other = await times('2027-05-13T10:30', '2027-05-13T11:30', { room: held })
    const same = await times('2027-05-13T10:30', '2027-05-13T11:30', { room: held, eventId: event.eventId })

    expect(other.room).toEqual([{ from: '2027-05-13T08:00:00.000Z', to: '2027-05-13T09:00:00.000Z', isSure: true }])
    expect(same.room).toEqual([])
  })

  test('is nobody’s to ask who may not write in the calendar', async () => {
    const { status, refusal } = await house.ask('bob', readTimes, {
      params: { calendarId: calendars.ada },
      body: { time: hours('2027-05-04T10:00', '2027-05-04T11:00') },
    })

    expect([status, refusal.code]).toEqual([404, 'calendar.not_found'])
  })
})

test('times are proposed that suit all who must come, and whoever need not does not count', async () => {
  await plan('ada', '2027-06-01T09:00', '2027-06-01T10:00')
  await plan('bob', '2027-06-01T10:00', '2027-06-01T11:30')
  await plan('malik', '2027-06-01T11:30', '2027-06-01T19:00')
  const guests = [person('bob'), { ...person('malik'), isOptional: true }]

  const { proposals } = await times('2027-06-01T09:00', '2027-06-01T10:30', { guests, propose: true })

  expect(proposals.slice(0, 2)).toEqual([
    { start: '2027-06-01T11:30', end: '2027-06-01T13:00' },
    { start: '2027-06-01T13:00', end: '2027-06-01T14:30' },
  ])
})

test('times that are typed wrong are refused', async () => {
  const { refusal } = await house.ask('ada', readTimes, {
    params: { calendarId: calendars.ada },
    body: { time: hours('2027-05-04T11:00', '2027-05-04T10:00') },
  })

  expect(refusal.code).toBe('event.ends_before_start')
})
