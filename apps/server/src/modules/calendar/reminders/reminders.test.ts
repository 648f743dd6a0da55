import { describe, expect, test } from 'vitest'
import {
  type CalendarId,
  changeCalendar,
  createCalendar,
  listCalendars,
  shareCalendar,
} from '@amphi/contract/calendars'
import { changeEvent, createEvent, type EventRead, listEvents, readEvent, removeEvent } from '@amphi/contract/events'
import { changePerson } from '@amphi/contract/people'
import { changeMe } from '@amphi/contract/profile'
import { aCalendarProgram, anEvent } from '@amphi/testkit/calendar-program'
import { cast, emailOf } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const ada = await aCalendarProgram(house, 'ada')

const { reply: calendars } = await house.ask('ada', listCalendars, {})
const mine = calendars.find(({ isDefault }) => isDefault)?.id as CalendarId
// Four hours before Greenwich, all year.
await house.ask('ada', changeCalendar, { params: { calendarId: mine }, body: { timeZone: 'Indian/Reunion' } })

const till = (moment: string) => clock.pass((Date.parse(moment) - clock.now().getTime()) / 1000)
/** Days that no other test looks at. */
const aDay = () => plusDays(clock.now().toISOString().slice(0, 10), 1)
const plusDays = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

const hours = (begins: string, ends: string) => ({
  kind: 'hours' as const,
  start: begins,
  end: ends,
  timeZone: 'Etc/UTC',
})
const plan = async (body: object) => {
  const { status, reply, refusal } = await house.ask('ada', createEvent, {
    params: { calendarId: mine },
    body: body as never,
  })
  if (status !== 200) throw new Error(JSON.stringify(refusal))
  return reply
}
const change = (event: EventRead, changes: object, more: object = {}) =>
  house.ask('ada', changeEvent, {
    params: { calendarId: event.calendarId, eventId: event.eventId },
    body: { occurrence: event.occurrence, version: event.version, changes, ...more } as never,
  })
const sweep = () => house.sweeps.now('reminders')
const put = async (uid: string, lines: readonly string[]) => {
  const { status } = await ada.put(`${ada.calendar}${uid}.ics`, anEvent(uid, lines))
  expect([201, 204]).toContain(status)
}
const alarm = (...lines: string[]) => ['BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:x', ...lines, 'END:VALARM']

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')
const lettersOf = (title: string) => house.mailbox.filter(({ subject }) => plain(subject).includes(`: ${title}`))
/** Letters are carried by a job. */
const count = async (title: string, letters: number) => {
  await expect.poll(() => lettersOf(title).length, { timeout: 10_000 }).toBe(letters)
  return lettersOf(title)
}
/** What would have been written would be by now, for this is written after it. */
const noMore = async (title: string, letters: number) => {
  clock.pass((60 - clock.now().getSeconds()) % 60)
  const last = `Témoin ${crypto.randomUUID()}`
  await plan({ title: last, time: hours(localNow(10), localNow(40)), reminders: [10] })
  await sweep()
  await count(last, 1)
  expect(lettersOf(title)).toHaveLength(letters)
}
const localNow = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000).toISOString().slice(0, 16)

describe('a reminder', () => {
  test('is told in the page and by letter when it is due, once, and not before', async () => {
    const day = aDay()
    const event = await plan({
      title: 'Conseil d’UFR',
      time: hours(`${day}T10:00`, `${day}T12:00`),
      location: 'Salle 3',
      reminders: [15],
      room: { kind: 'new' },
    })
    const page = await aPage(house.app, house.as('ada'))
    await page.join('agenda')
    till(`${day}T09:44:59Z`)
    await sweep()
    expect(page.heard.some((it) => it.say === 'fact' && it.fact === 'event.reminded')).toBe(false)

    clock.pass(1)
    await Promise.all([sweep(), sweep()])
    await sweep()

    const { ids } = await page.hearsFact('event.reminded')
    expect(ids).toMatchObject({ calendarId: mine, eventId: event.eventId, occurrence: null, userId: cast.ada.userId })
    const [letter] = await count('Conseil d’UFR', 1)
    expect(letter?.to).toBe(emailOf('ada'))
    expect(plain(letter?.subject ?? '')).toBe('Rappel : Conseil d’UFR')
    const text = plain(letter?.text ?? '')
    expect(text).toContain('10:00 – 12:00 (UTC)')
    expect(text).toContain('Où : Salle 3')
    expect(text).toContain(`Rejoindre : ${event.conference ?? '?'}`)
    expect(text).toContain(`http://university.test/agenda?date=${day}`)
    await noMore('Conseil d’UFR', 1)
  })

  test('of a single event is also told at each of several times', async () => {
    const day = aDay()
    await plan({ title: 'Deux fois', time: hours(`${day}T10:00`, `${day}T11:00`), reminders: [0, 60] })
    till(`${day}T09:00:00Z`)
    await sweep()
    await count('Deux fois', 1)
    till(`${day}T09:59:00Z`)
    await sweep()
    till(`${day}T10:00:00Z`)
    await sweep()
    await count('Deux fois', 2)
  })

  test('is told up to a quarter of an hour late, where the server was down, and not later', async () => {
    const day = aDay()
    await plan({ title: 'Un peu tard', time: hours(`${day}T10:10`, `${day}T11:00`), reminders: [10] })
    await plan({ title: 'Trop tard', time: hours(`${day}T10:09`, `${day}T11:00`), reminders: [10] })

    till(`${day}T10:15:00Z`)
    await sweep()

    await count('Un peu tard', 1)
    await noMore('Trop tard', 0)
  })

  test('of a series is told on each of its dates: where one was moved to, and not where it is cancelled or gone', async () => {
    const day = aDay()
    const event = await plan({
      title: 'Cours',
      time: hours(`${day}T10:00`, `${day}T12:00`),
      repeat: { every: 'day', interval: 1, count: 4 },
      reminders: [10],
    })
    const { reply } = await house.ask('ada', listEvents, {
      query: { from: `${day}T00:00:00Z`, to: `${plusDays(day, 5)}T00:00:00Z` },
    })
    const [, second, third] = reply.filter(({ eventId }) => eventId === event.eventId)
    await change(
      event,
      { time: hours(`${plusDays(day, 1)}T15:00`, `${plusDays(day, 1)}T16:00`) },
      { occurrence: second?.occurrence, reach: 'one' },
    )
    await house.ask('ada', removeEvent, {
      params: { calendarId: mine, eventId: event.eventId },
      query: { occurrence: third?.occurrence ?? '', reach: 'one' },
    })
    const at = async (away: number, time: string) => {
      till(`${plusDays(day, away)}T${time}:00Z`)
      await sweep()
    }

    await at(0, '09:50')
    await count('Cours', 1)
    await at(1, '09:50')
    await noMore('Cours', 1)
    await at(1, '14:50')
    await count('Cours', 2)
    await at(2, '09:50')
    await noMore('Cours', 2)
    await at(3, '09:50')
    await count('Cours', 3)
  })

  test('goes with what is moved or deleted, and comes with what is set later', async () => {
    const day = aDay()
    const gone = await plan({ title: 'Effacé', time: hours(`${day}T10:00`, `${day}T11:00`), reminders: [10] })
    const moved = await plan({ title: 'Déplacé', time: hours(`${day}T10:00`, `${day}T11:00`), reminders: [10] })
    const silenced = await plan({ title: 'Muet', time: hours(`${day}T10:00`, `${day}T11:00`), reminders: [10] })
    const later = await plan({ title: 'Tardif', time: hours(`${day}T10:00`, `${day}T11:00`) })
    await house.ask('ada', removeEvent, { params: { calendarId: mine, eventId: gone.eventId }, query: {} })
    await change(moved, { time: hours(`${day}T11:00`, `${day}T12:00`) })
    await change(silenced, { reminders: [] })
    await change(later, { reminders: [5] })

    till(`${day}T09:55:00Z`)
    await sweep()
    await count('Tardif', 1)
    await noMore('Effacé', 0)
    expect([lettersOf('Déplacé'), lettersOf('Muet')]).toEqual([[], []])
    till(`${day}T10:50:00Z`)
    await sweep()
    await count('Déplacé', 1)
  })

  test('that is due this minute is told though its event is changed before it was', async () => {
    const day = aDay()
    const event = await plan({ title: 'Avant', time: hours(`${day}T10:00`, `${day}T11:00`), reminders: [10] })
    till(`${day}T09:50:20Z`)

    await change(event, { title: 'Après' })
    await sweep()

    await count('Après', 1)
    await change(
      (await house.ask('ada', readEvent, { params: { calendarId: mine, eventId: event.eventId }, query: {} })).reply,
      {
        location: 'Ici',
      },
    )
    await sweep()
    await noMore('Après', 1)
  })

  test('goes with its event into another calendar of theirs', async () => {
    const day = aDay()
    const event = await plan({ title: 'Ailleurs', time: hours(`${day}T10:00`, `${day}T11:00`), reminders: [10] })
    const { reply: other } = await house.ask('ada', createCalendar, { body: { name: 'Autre' } })

    await change(event, {}, { calendarId: other.id })

    till(`${day}T09:50:00Z`)
    await sweep()
    await count('Ailleurs', 1)
  })

  test('is by whole days and floating times those of the calendar, and by the end where it says so', async () => {
    const day = plusDays(aDay(), 1)
    const digits = day.replaceAll('-', '')
    const next = plusDays(day, 1).replaceAll('-', '')
    // The day before at nine in the morning, on the island.
    await put('jour', [
      `DTSTART;VALUE=DATE:${digits}`,
      `DTEND;VALUE=DATE:${next}`,
      'SUMMARY:Journée',
      ...alarm('TRIGGER:-PT15H'),
    ])
    await put('flottant', [
      `DTSTART:${digits}T100000`,
      `DTEND:${digits}T110000`,
      'SUMMARY:Flottant',
      ...alarm('TRIGGER:-PT10M'),
    ])
    await put('fin', [
      `DTSTART:${digits}T120000Z`,
      `DTEND:${digits}T130000Z`,
      'SUMMARY:La fin',
      ...alarm('TRIGGER;RELATED=END:-PT5M'),
    ])

    till(`${plusDays(day, -1)}T04:59:00Z`)
    await sweep()
    await noMore('Journée', 0)
    till(`${plusDays(day, -1)}T05:00:00Z`)
    await sweep()
    const [letter] = await count('Journée', 1)
    expect(plain(letter?.text ?? '')).toContain(`agenda?date=${day}`)
    till(`${day}T05:50:00Z`)
    await sweep()
    await count('Flottant', 1)
    till(`${day}T12:55:00Z`)
    await sweep()
    await count('La fin', 1)
  })

  test('by letter goes to its owner alone, whomever a program names, and is not shown in the page', async () => {
    const day = aDay()
    const digits = day.replaceAll('-', '')
    await put('lettre', [
      `DTSTART:${digits}T100000Z`,
      `DTEND:${digits}T110000Z`,
      'SUMMARY:Par lettre',
      'BEGIN:VALARM',
      'ACTION:EMAIL',
      'SUMMARY:x',
      'DESCRIPTION:x',
      'ATTENDEE:mailto:autre@ville.test',
      'TRIGGER:-PT10M',
      'END:VALARM',
    ])
    const page = await aPage(house.app, house.as('ada'))
    await page.join('agenda')
    await house.ask('ada', changeMe, { body: { emailNotices: false } })
    await plan({ title: 'À voir', time: hours(`${day}T10:00`, `${day}T11:00`), reminders: [10] })

    till(`${day}T09:50:00Z`)
    await sweep()

    await count('Par lettre', 1)
    expect(house.mailbox.some(({ to }) => to === 'autre@ville.test')).toBe(false)
    await page.catchUp()
    const told = page.heard.filter((it) => it.say === 'fact' && it.fact === 'event.reminded')
    expect(told).toHaveLength(1)
    expect(lettersOf('À voir')).toEqual([])
    await house.ask('ada', changeMe, { body: { emailNotices: true } })
  })

  test('that another program has shown already is not told again', async () => {
    const day = aDay()
    const digits = day.replaceAll('-', '')
    const seen = alarm('TRIGGER:-PT10M', `ACKNOWLEDGED:${digits}T095000Z`)
    await put('vu', [`DTSTART:${digits}T100000Z`, `DTEND:${digits}T110000Z`, 'SUMMARY:Déjà vu', ...seen])

    till(`${day}T09:50:00Z`)
    await sweep()

    await noMore('Déjà vu', 0)
  })

  test('is its owner’s: not of whoever the calendar is shared with, nor of whoever is invited or declined', async () => {
    const day = aDay()
    await house.ask('ada', shareCalendar, {
      params: { calendarId: mine },
      body: { users: [cast.bob.userId], level: 'write' },
    })
    const bob = await aPage(house.app, house.as('bob'))
    await bob.join('agenda')
    await plan({
      title: 'Le mien',
      time: hours(`${day}T10:00`, `${day}T11:00`),
      reminders: [10],
      guests: [{ kind: 'person', id: cast.malik.userId, isOptional: false }],
    })

    till(`${day}T09:50:00Z`)
    await sweep()

    const letters = (await count('Le mien', 2)).filter(({ subject }) => subject.startsWith('Rappel'))
    expect(letters.map(({ to }) => to)).toEqual([emailOf('ada')])
    await bob.catchUp()
    expect(bob.heard.some((it) => it.say === 'fact' && it.fact === 'event.reminded')).toBe(false)
  })

  test('is told to nobody who may not come in any more', async () => {
    const day = aDay()
    const bob = await house.asAnew('bob')
    const { reply: theirs } = await bob.ask(listCalendars, {})
    const planned = await bob.ask(createEvent, {
      params: { calendarId: theirs[0]?.id ?? '' },
      body: { title: 'Sans Bob', time: hours(`${day}T10:00`, `${day}T11:00`), reminders: [10] },
    })
    expect(planned.reply.calendarId).toBe(theirs[0]?.id)
    const malik = await house.asAnew('malik')
    await malik.ask(changePerson, { params: { userId: cast.bob.userId }, body: { disabled: true } })

    till(`${day}T09:50:00Z`)
    await sweep()

    await noMore('Sans Bob', 0)
  })
})
