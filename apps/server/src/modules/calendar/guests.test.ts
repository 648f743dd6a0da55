import { describe, expect, test } from 'vitest'
import type { CalendarId } from '@amphi/contract/calendars'
import { listCalendars } from '@amphi/contract/calendars'
import type { EventGuest } from '@amphi/contract/event-guests'
import { answerEvent, changeEvent, createEvent, type EventRead, listEvents, readEvent } from '@amphi/contract/events'
import { changeGroup, createGroup } from '@amphi/contract/groups'
import type { UserId } from '@amphi/contract/people'
import { aCalendarProgram, elementsIn } from '@amphi/testkit/calendar-program'
import { cast, emailOf, type Name } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'

const house = await aHouse({ limitScale: 1000 })
const ada = await aCalendarProgram(house, 'ada')

const person = (who: Name, isOptional = false): EventGuest => ({ kind: 'person', id: cast[who].userId, isOptional })
const address = (email: string, name = ''): EventGuest => ({ kind: 'address', address: email, name, isOptional: false })
const hours = (start: string, end: string) => ({ kind: 'hours' as const, start, end, timeZone: 'Europe/Paris' })

const { reply: calendars } = await house.ask('ada', listCalendars, {})
const mine = calendars.find(({ isDefault }) => isDefault)?.id as CalendarId

/** As a program has it. */
const textOf = async (title: string) => {
  const { xml } = await ada.report(
    ada.calendar,
    'C:calendar-query',
    `<D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:prop-filter name="SUMMARY"><C:text-match>${title}</C:text-match></C:prop-filter></C:comp-filter></C:comp-filter></C:filter>`,
  )
  return (elementsIn(xml(), 'calendar-data')[0]?.text ?? '').replaceAll(/\r?\n /gv, '')
}
const asked = async (guests: readonly EventGuest[], more: object = {}) =>
  house.ask('ada', createEvent, {
    params: { calendarId: mine },
    body: { title: 'Jury', time: hours('2027-03-02T10:00', '2027-03-02T11:00'), ...more, guests: [...guests] } as never,
  })
const planned = async (guests: readonly EventGuest[], more: object = {}) => {
  const { status, reply, refusal } = await asked(guests, more)
  if (status !== 200) throw new Error(JSON.stringify(refusal))
  return reply
}
const change = async (event: EventRead, changes: object, reach: 'one' | 'following' | 'all' = 'all') => {
  const { status, reply, refusal } = await house.ask('ada', changeEvent, {
    params: { calendarId: event.calendarId, eventId: event.eventId },
    body: { occurrence: event.occurrence, version: event.version, reach, changes } as never,
  })
  if (status !== 200) throw new Error(JSON.stringify(refusal))
  return reply
}
const again = async (event: EventRead, occurrence: string | null = event.occurrence) => {
  const { reply } = await house.ask('ada', readEvent, {
    params: { calendarId: event.calendarId, eventId: event.eventId },
    query: occurrence === null ? {} : { occurrence },
  })
  return reply
}
const invited = ({ people }: EventRead) => people.filter(({ isOrganizer }) => !isOrganizer)
const emails = (event: EventRead) =>
  invited(event)
    .map(({ email }) => email)
    .toSorted()
const seenBy = async (who: Name, title: string) => {
  const { reply } = await house.ask(who, listEvents, {
    query: { from: '2027-03-01T00:00:00Z', to: '2027-05-01T00:00:00Z' },
  })
  return reply.filter((it) => it.title === title)
}
const aGroup = async (name: string, members: readonly UserId[]) => {
  const { reply } = await house.ask('malik', createGroup, { body: { name } })
  await house.ask('malik', changeGroup, { params: { groupId: reply.id }, body: { members: [...members] } })
  return reply.id
}
const lettersTo = (email: string) => house.mailbox.filter(({ to }) => to === email)

describe('who is invited', () => {
  test('is told to every program, and sees the event in their own agenda', async () => {
    const title = 'Jury de L3'

    const event = await planned([person('bob'), address('grace@ailleurs.test', 'Grace Hopper')], { title })

    expect(event.people.map(({ name, isOrganizer }) => [name, isOrganizer])).toEqual([
      ['Ada Lovelace', true],
      ['Bob Marchetti', false],
      ['Grace Hopper', false],
    ])
    expect(event).toMatchObject({ attendees: 2, can: { change: true, answer: false } })
    const text = await textOf(title)
    expect(text).toMatch(/ORGANIZER;CN=Ada Lovelace:mailto:ada@university\.test/)
    expect(text).toMatch(
      /ATTENDEE;CN=Bob Marchetti;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;ROLE=REQ-PARTICIPANT[^\r]*:mailto:bob@/,
    )
    await expect.poll(async () => (await seenBy('bob', title)).map(({ can }) => can.answer)).toEqual([true])
    await expect.poll(() => lettersTo('grace@ailleurs.test').length).toBe(1)
  })

  test('may be free to come or not, which every program knows', async () => {
    const event = await planned([person('bob', true), person('malik')], { title: 'Facultatif' })

    expect(invited(event).map(({ isOptional }) => isOptional)).toEqual([true, false])
    expect(await textOf('Facultatif')).toMatch(/ROLE=OPT-PARTICIPANT[^\r]*bob@/)
  })

  test('is each once, by name before by group, and never whoever plans it', async () => {
    const id = await aGroup('Tuteurs', [cast.ada.userId, cast.bob.userId, cast.malik.userId])

    const event = await planned([
      person('bob', true),
      { kind: 'group', id, isOptional: false },
      address(emailOf('bob')),
      address(emailOf('ada')),
    ])

    expect(invited(event).map(({ email, isOptional, groupId }) => [email, isOptional, groupId])).toEqual([
      [emailOf('bob'), true, null],
      [emailOf('malik'), false, id],
    ])
    expect(event.groups).toEqual([{ id, name: 'Tuteurs', joined: 0, left: 0 }])
  })

  test('with a group is whoever was in it; it is told who came and left since, and they are taken when said anew', async () => {
    const id = await aGroup('Doctorants', [cast.bob.userId])
    const group: EventGuest = { kind: 'group', id, isOptional: false }
    const event = await planned([group])
    await house.ask('malik', changeGroup, { params: { groupId: id }, body: { members: [cast.malik.userId] } })

    const since = await again(event)
    const anew = await change(since, { guests: [group] })

    expect([emails(since), since.groups]).toEqual([[emailOf('bob')], [{ id, name: 'Doctorants', joined: 1, left: 1 }]])
    expect([emails(anew), anew.groups]).toEqual([[emailOf('malik')], [{ id, name: 'Doctorants', joined: 0, left: 0 }]])
  })

  test('is not told with which group the others are', async () => {
    const id = await aGroup('Secret', [cast.bob.userId])
    await planned([{ kind: 'group', id, isOptional: false }, address('dehors@ailleurs.test')], { title: 'Groupe tu' })

    await expect.poll(() => lettersTo('dehors@ailleurs.test').length).toBe(1)
    expect(lettersTo('dehors@ailleurs.test')[0]?.calendar?.text).not.toMatch(/X-AMPHI/i)
  })

  test.each([
    ['an address that is none', [address('pas-une-adresse')], 'event.guest_without_address'],
    ['somebody who is elsewhere', [{ kind: 'person', id: crypto.randomUUID() }], 'person.not_found'],
    ['a group that is not there', [{ kind: 'group', id: crypto.randomUUID() }], 'group.not_found'],
    [
      'more than two hundred',
      Array.from({ length: 201 }, (_, at) => address(`p${at}@ailleurs.test`)),
      'calendar.guests_over_limit',
    ],
  ])('refuses %s, and nothing is planned', async (_what, guests, code) => {
    const { refusal } = await asked(guests as EventGuest[], { title: `Refus ${code}` })

    expect(refusal.code).toBe(code)
    expect(await seenBy('ada', `Refus ${code}`)).toEqual([])
  })
})

describe('whom an event invites, when that changes', () => {
  test('who is taken off is told, who is new is invited, and who stays hears nothing', async () => {
    const [out, stays, comes] = ['parti@ailleurs.test', 'reste@ailleurs.test', 'vient@ailleurs.test']
    const event = await planned([address(out), address(stays)])

    const changed = await change(event, { guests: [address(stays), address(comes)] })

    expect(emails(changed)).toEqual([stays, comes].toSorted())
    const methods = (email: string) => lettersTo(email).map(({ calendar }) => calendar?.method)
    await expect.poll(() => methods(comes)).toEqual(['REQUEST'])
    await expect.poll(() => methods(out)).toEqual(['REQUEST', 'CANCEL'])
    expect(methods(stays)).toEqual(['REQUEST'])
  })

  test('keeps the answers of whoever stays', async () => {
    const title = 'Réponse gardée'
    const event = await planned([person('bob')], { title })
    await expect.poll(async () => (await seenBy('bob', title)).length).toBe(1)
    const [theirs] = await seenBy('bob', title)
    if (!theirs?.eventId) throw new Error('It is not there.')
    await house.ask('bob', answerEvent, {
      params: { calendarId: theirs.calendarId, eventId: theirs.eventId },
      body: { answer: 'accepted' },
    })
    await expect.poll(async () => invited(await again(event))[0]?.answer).toBe('accepted')

    const changed = await change(await again(event), { guests: [person('bob', true), person('malik')] })

    expect(invited(changed).map(({ answer, isOptional }) => [answer, isOptional])).toEqual([
      ['accepted', true],
      ['needs-action', false],
    ])
  })

  test('to one date of a series leaves the others as they are; what is said of the series, dates of their own follow', async () => {
    const event = await planned([person('bob')], {
      title: 'Série',
      repeat: { every: 'week', interval: 1, weekdays: [1], count: 3 },
    })
    const dates = (await seenBy('ada', 'Série')).map(({ occurrence }) => occurrence ?? '')
    const second = await again(event, dates[1] ?? '')

    await change(second, { guests: [person('bob'), address('invitee@ailleurs.test')] }, 'one')
    const series = await change(await again(event, dates[0] ?? ''), { guests: [person('malik')] }, 'all')

    expect(emails(series)).toEqual([emailOf('malik')])
    expect(emails(await again(event, dates[1] ?? ''))).toEqual(['invitee@ailleurs.test', emailOf('malik')])
  })

  test('to nobody is an event of one’s own again, and all who were invited are told', async () => {
    const email = 'plus@ailleurs.test'
    const event = await planned([address(email)], { title: 'Plus personne' })

    const changed = await change(event, { guests: [] })

    expect(changed.people).toEqual([])
    expect(await textOf('Plus personne')).not.toMatch(/ORGANIZER|ATTENDEE/)
    await expect.poll(() => lettersTo(email).map(({ calendar }) => calendar?.method)).toEqual(['REQUEST', 'CANCEL'])
  })

  test('follows the series where that is cut in two', async () => {
    const event = await planned([person('bob')], {
      title: 'Coupée',
      repeat: { every: 'week', interval: 1, weekdays: [1], count: 4 },
    })
    const dates = (await seenBy('ada', 'Coupée')).map(({ occurrence }) => occurrence ?? '')

    const after = await change(
      await again(event, dates[2] ?? ''),
      { guests: [person('bob'), person('malik')] },
      'following',
    )

    expect(emails(after)).toEqual([emailOf('bob'), emailOf('malik')])
    expect(emails(await again(event, dates[0] ?? ''))).toEqual([emailOf('bob')])
  })
})

describe('whether an invitation arrived', () => {
  test('is told to whoever invites, and to nobody else', async () => {
    const title = 'Arrivée'
    const event = await planned([person('bob')], { title })
    await expect.poll(async () => (await seenBy('bob', title)).length).toBe(1)

    expect(invited(await again(event)).map(({ delivery }) => delivery)).toEqual(['told'])
    const [theirs] = await seenBy('bob', title)
    const { reply } = await house.ask('bob', readEvent, {
      params: { calendarId: theirs?.calendarId ?? event.calendarId, eventId: theirs?.eventId ?? event.eventId },
      query: {},
    })
    expect(reply.people.map(({ delivery }) => delivery)).toEqual([null, null])
  })
})
