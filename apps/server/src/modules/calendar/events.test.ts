import { describe, expect, test } from 'vitest'
import { type CalendarId, createCalendar, shareCalendar } from '@amphi/contract/calendars'
import { changeEvent, createEvent, type EventRead, listEvents, readEvent, removeEvent } from '@amphi/contract/events'
import { aCalendarProgram, anEvent } from '@amphi/testkit/calendar-program'
import { cast } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'

const house = await aHouse({ limitScale: 1000 })
const ada = await aCalendarProgram(house, 'ada')

/** A calendar of its own for each test, and its address for programs. */
const aCalendar = async () => {
  const { reply } = await house.ask('ada', createCalendar, { body: { name: crypto.randomUUID() } })
  return reply.id
}
const urlOf = async (calendarId: CalendarId) => {
  const { xml } = await ada.propfind(ada.home, '<D:displayname/>', '1')
  const { reply } = await house.ask('ada', (await import('@amphi/contract/calendars')).listCalendars, {})
  const name = reply.find(({ id }) => id === calendarId)?.name
  const found = xml().children.find((one) => JSON.stringify(one).includes(name ?? '?'))
  return found?.children.find((it) => it.name === 'href')?.text ?? ''
}

const hours = (start: string, end: string, timeZone = 'Europe/Paris') => ({
  kind: 'hours' as const,
  start,
  end,
  timeZone,
})
const weekly = {
  title: 'Cours',
  time: hours('2026-10-12T10:00', '2026-10-12T12:00'),
  repeat: { every: 'week' as const, interval: 1, weekdays: [0], count: 4 },
}
const create = async (calendarId: CalendarId, body: object) => {
  const { status, reply, refusal } = await house.ask('ada', createEvent, {
    params: { calendarId },
    body: body as never,
  })
  if (status !== 200) throw new Error(JSON.stringify(refusal))
  return reply
}
const between = async (calendarId: CalendarId, from: string, to: string) => {
  const { reply } = await house.ask('ada', listEvents, { query: { from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` } })
  return reply.filter((it) => it.calendarId === calendarId)
}
const change = (event: EventRead, body: object) =>
  house.ask('ada', changeEvent, {
    params: { calendarId: event.calendarId, eventId: event.eventId },
    body: { occurrence: event.occurrence, version: event.version, ...body } as never,
  })
const starts = (events: readonly { startsAt: string }[]) => events.map(({ startsAt }) => startsAt)

describe('an event', () => {
  test('is what was said of it, in the agenda and in every program', async () => {
    const calendarId = await aCalendar()
    const said = {
      title: 'Conseil d’UFR',
      time: hours('2026-11-24T09:30', '2026-11-24T11:30'),
      location: 'Salle 3',
      description: 'Ordre du jour\nQuestions diverses',
      isPrivate: true,
      reminders: [10, 60, 10],
    }

    const event = await create(calendarId, said)

    expect(event).toMatchObject({
      ...said,
      reminders: [10, 60],
      repeat: null,
      occurrence: null,
      startsAt: '2026-11-24T08:30:00.000Z',
    })
    expect(event.can).toEqual({ change: true, remove: true, answer: false })
    const { body } = await ada.report(
      await urlOf(calendarId),
      'C:calendar-query',
      '<D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"/></C:filter>',
    )
    for (const line of [
      'SUMMARY:Conseil d’UFR',
      'DTSTART;TZID=Europe/Paris:20261124T093000',
      'BEGIN:VTIMEZONE',
      'TRIGGER:-PT10M',
    ])
      expect(body).toContain(line)
  })

  test('need not be called anything', async () => {
    const event = await create(await aCalendar(), { title: '', time: hours('2026-11-24T09:30', '2026-11-24T11:30') })

    expect(event.title).toBe('')
  })

  test('of whole days lasts from the first to the last of them', async () => {
    const calendarId = await aCalendar()

    await create(calendarId, { title: 'Vacances', time: { kind: 'days', first: '2026-12-19', last: '2027-01-03' } })

    const [shown] = await between(calendarId, '2026-12-25', '2026-12-26')
    expect(shown?.days).toEqual({ first: '2026-12-19', last: '2027-01-03' })
  })

  test.each([
    [
      'ends before it starts',
      { title: 'x', time: hours('2026-11-24T11:30', '2026-11-24T09:30') },
      'event.ends_before_start',
    ],
    [
      'is on other days than it starts on',
      { ...weekly, repeat: { every: 'week', interval: 1, weekdays: [2], count: 4 } },
      'event.repeats_badly',
    ],
    [
      'POD-S3 ends its series before it starts',
      { ...weekly, repeat: { every: 'day', interval: 1, until: '2026-10-01' } },
      'event.repeats_badly',
    ],
  ])('that %s is refused', async (_what, body, code) => {
    const { refusal } = await house.ask('ada', createEvent, {
      params: { calendarId: await aCalendar() },
      body: body as never,
    })

    expect(refusal.code).toBe(code)
  })

  test('moves to another calendar', async () => {
    const [from, to] = [await aCalendar(), await aCalendar()]
    const event = await create(from, { title: 'Ailleurs', time: hours('2026-11-24T09:30', '2026-11-24T11:30') })

    const { reply } = await change(event, { calendarId: to, changes: {} })

    expect(reply).toMatchObject({ calendarId: to, title: 'Ailleurs' })
    expect(await between(from, '2026-11-24', '2026-11-25')).toEqual([])
  })

  test('that somebody changed in the meantime is not changed over it', async () => {
    const calendarId = await aCalendar()
    const event = await create(calendarId, { title: 'Un', time: hours('2026-11-24T09:30', '2026-11-24T11:30') })
    await change(event, { changes: { title: 'Deux' } })

    const { refusal, status } = await change(event, { changes: { title: 'Trois' } })

    expect([status, refusal.code]).toEqual([409, 'calendar.changed_meanwhile'])
  })

  test('keeps all that a program said of it and pages have no words for', async () => {
    const calendarId = await aCalendar()
    const url = await urlOf(calendarId)
    await ada.put(
      `${url}x.ics`,
      anEvent('x', [
        'X-STRANGE:kept',
        'BEGIN:VALARM',
        'ACTION:EMAIL',
        'TRIGGER:-P1D',
        'SUMMARY:s',
        'DESCRIPTION:d',
        'ATTENDEE:mailto:a@b.test',
        'END:VALARM',
      ]),
    )
    const [shown] = await between(calendarId, '2026-11-24', '2026-11-25')
    if (!shown?.eventId) throw new Error('It is not there.')
    const { reply: event } = await house.ask('ada', readEvent, {
      params: { calendarId, eventId: shown.eventId },
      query: {},
    })

    await change(event, { changes: { title: 'Autre', reminders: [5] } })

    const { body } = await ada.say('GET', `${url}x.ics`)
    for (const line of ['X-STRANGE:kept', 'ACTION:EMAIL', 'SUMMARY:Autre', 'TRIGGER:-PT5M'])
      expect(body).toContain(line)
  })
})

describe('a series', () => {
  test('goes by the clocks of its place, in summer and in winter', async () => {
    const calendarId = await aCalendar()
    await create(calendarId, weekly)

    expect(starts(await between(calendarId, '2026-10-01', '2026-12-01'))).toEqual([
      '2026-10-12T08:00:00.000Z',
      '2026-10-19T08:00:00.000Z',
      '2026-10-26T09:00:00.000Z',
      '2026-11-02T09:00:00.000Z',
    ])
  })

  const theSecond = async () => {
    const calendarId = await aCalendar()
    await create(calendarId, weekly)
    const [, second] = await between(calendarId, '2026-10-01', '2026-12-01')
    if (!second?.eventId || !second.occurrence) throw new Error('It is not there.')
    const { reply } = await house.ask('ada', readEvent, {
      params: { calendarId, eventId: second.eventId },
      query: { occurrence: second.occurrence },
    })
    return { calendarId, second: reply }
  }
  const dates = async (calendarId: CalendarId) =>
    (await between(calendarId, '2026-10-01', '2026-12-01')).map(
      ({ startsAt, title }) => `${startsAt.slice(5, 16)} ${title}`,
    )

  test('is read by any of its dates, with how it repeats', async () => {
    const { second } = await theSecond()

    expect(second.time).toEqual(hours('2026-10-19T10:00', '2026-10-19T12:00'))
    expect(second.repeat).toEqual({ every: 'week', interval: 1, weekdays: [0], count: 4 })
  })

  test('is other on one date alone', async () => {
    const { calendarId, second } = await theSecond()

    const { reply } = await change(second, {
      reach: 'one',
      changes: { title: 'Exception', time: hours('2026-10-20T14:00', '2026-10-20T16:00') },
    })

    expect(reply).toMatchObject({ title: 'Exception', isException: true, occurrence: second.occurrence })
    expect(await dates(calendarId)).toEqual([
      '10-12T08:00 Cours',
      '10-20T12:00 Exception',
      '10-26T09:00 Cours',
      '11-02T09:00 Cours',
    ])
  })

  test('is other from one date on', async () => {
    const { calendarId, second } = await theSecond()

    await change(second, {
      reach: 'following',
      changes: { title: 'Après', time: hours('2026-10-19T11:00', '2026-10-19T12:00') },
    })

    expect(await dates(calendarId)).toEqual([
      '10-12T08:00 Cours',
      '10-19T09:00 Après',
      '10-26T10:00 Après',
      '11-02T10:00 Après',
    ])
  })

  test('moves as a whole with the date that is dragged', async () => {
    const { calendarId, second } = await theSecond()

    await change(second, { reach: 'all', changes: { time: hours('2026-10-20T10:00', '2026-10-20T12:00') } })

    expect(await dates(calendarId)).toEqual([
      '10-13T08:00 Cours',
      '10-20T08:00 Cours',
      '10-27T09:00 Cours',
      '11-03T09:00 Cours',
    ])
  })

  test.each([
    ['one', ['10-12T08:00 Cours', '10-26T09:00 Cours', '11-02T09:00 Cours']],
    ['following', ['10-12T08:00 Cours']],
    ['all', []],
  ] as const)('loses %s of its dates', async (reach, left) => {
    const { calendarId, second } = await theSecond()

    const { status } = await house.ask('ada', removeEvent, {
      params: { calendarId, eventId: second.eventId },
      query: { occurrence: second.occurrence ?? '', reach },
    })

    expect(status).toBe(204)
    expect(await dates(calendarId)).toEqual(left)
  })

  test('has no date that is not one of its own', async () => {
    const { calendarId, second } = await theSecond()
    const asked = ['20261020T080000Z', 'nonsense', '20261019'].map((occurrence) =>
      house.ask('ada', readEvent, { params: { calendarId, eventId: second.eventId }, query: { occurrence } }),
    )

    for (const { status, refusal } of await Promise.all(asked))
      expect([status, refusal.code]).toEqual([404, 'event.not_one_of_series'])
  })
})

describe('an event in a calendar that is shared', () => {
  const shared = async (level: 'busy' | 'read' | 'write') => {
    const calendarId = await aCalendar()
    await house.ask('ada', shareCalendar, { params: { calendarId }, body: { users: [cast.bob.userId], level } })
    const event = await create(calendarId, { title: 'Réunion', time: hours('2026-11-24T09:30', '2026-11-24T11:30') })
    const secret = await create(calendarId, {
      title: 'Médecin',
      isPrivate: true,
      time: hours('2026-11-25T09:30', '2026-11-25T11:30'),
    })
    const { reply } = await house.ask('bob', listEvents, {
      query: { from: '2026-11-24T00:00:00Z', to: '2026-11-26T00:00:00Z' },
    })
    return { calendarId, event, secret, seen: reply.filter((it) => it.calendarId === calendarId) }
  }

  test.each([
    ['busy', [null, null]],
    ['read', ['Réunion', null]],
    ['write', ['Réunion', null]],
  ] as const)('for %s is told so far, and a private one only as busy', async (level, titles) => {
    const { seen } = await shared(level)

    expect(seen.map(({ title }) => title)).toEqual(titles)
    expect(JSON.stringify(seen)).not.toContain('Médecin')
  })

  test('is changed by those who may write, and by no others', async () => {
    for (const [level, status] of [
      ['write', 200],
      ['read', 403],
      ['busy', 404],
    ] as const) {
      const { calendarId, event } = await shared(level)
      const answer = await house.ask('bob', changeEvent, {
        params: { calendarId, eventId: event.eventId },
        body: { occurrence: null, version: event.version, changes: { title: 'De Bob' } },
      })
      expect(answer.status).toBe(status)
    }
  })

  test('is nobody’s who does not share it, and a private one is its owner’s', async () => {
    const { calendarId, secret, event } = await shared('write')
    const asks = [
      house.ask('bob', readEvent, { params: { calendarId, eventId: secret.eventId }, query: {} }),
      house.ask('bob', removeEvent, { params: { calendarId, eventId: secret.eventId }, query: {} }),
      house.ask('malik', readEvent, { params: { calendarId, eventId: event.eventId }, query: {} }),
      house.ask('eve', readEvent, { params: { calendarId, eventId: event.eventId }, query: {} }),
    ]

    for (const { status } of await Promise.all(asks)) expect(status).toBe(404)
  })
})
