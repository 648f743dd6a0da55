import { describe, expect, test } from 'vitest'
import { createCalendar, listCalendars, shareCalendar } from '@amphi/contract/calendars'
import { answerEvent, listEvents } from '@amphi/contract/events'
import {
  aCalendarOf,
  aCalendarProgram,
  aComponent,
  anEvent,
  type CalendarProgram,
  elementsIn,
} from '@amphi/testkit/calendar-program'
import { cast, emailOf } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'

const house = await aHouse({ limitScale: 1000 })
const ada = await aCalendarProgram(house, 'ada')
const bob = await aCalendarProgram(house, 'bob')
const malik = await aCalendarProgram(house, 'malik')

const organizer = `ORGANIZER;CN=Ada:mailto:${emailOf('ada')}`
const guest = (address: string, more = '') => `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE${more}:mailto:${address}`
const meeting = (uid: string, lines: string[] = [], guests = [guest(emailOf('bob'))]) =>
  anEvent(uid, [
    `SUMMARY:${uid}`,
    organizer,
    `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${emailOf('ada')}`,
    ...guests,
    ...lines,
  ])
const at = (uid: string) => `${ada.calendar}${uid}.ics`
const unfold = (text: string) => text.replaceAll('\r\n ', '')

/** What of a UID stands in somebody’s calendar, with its address; empty where nothing does. */
const copyOf = async (whose: CalendarProgram, uid: string, where = whose.calendar) => {
  const { xml } = await whose.report(
    where,
    'C:calendar-query',
    `<D:prop><D:getetag/><C:schedule-tag/><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:prop-filter name="UID"><C:text-match collation="i;octet">${uid}</C:text-match></C:prop-filter></C:comp-filter></C:comp-filter></C:filter>`,
  )
  const [found] = elementsIn(xml(), 'response')
  return {
    url: found ? (elementsIn(found, 'href')[0]?.text ?? '') : '',
    text: found ? unfold(elementsIn(found, 'calendar-data')[0]?.text ?? '') : '',
    etag: found ? (elementsIn(found, 'getetag')[0]?.text ?? '') : '',
    tag: found ? (elementsIn(found, 'schedule-tag')[0]?.text ?? '') : '',
  }
}
const arrives = (whose: CalendarProgram, uid: string, part = 'BEGIN:VEVENT') =>
  expect.poll(async () => (await copyOf(whose, uid)).text, { timeout: 10_000 }).toContain(part)
const lettersTo = (address: string) => house.mailbox.filter(({ to }) => to === address)

describe('inviting', () => {
  test('puts the event into the calendar of whoever is invited, and says so to who invites', async () => {
    const put = await ada.put(
      at('invite'),
      meeting('invite', ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT5M', 'DESCRIPTION:x', 'END:VALARM']),
    )

    await arrives(bob, 'invite')
    expect([put.status, put.headers['etag'], typeof put.headers['schedule-tag']]).toEqual([201, undefined, 'string'])
    const theirs = await copyOf(bob, 'invite')
    expect(theirs.text).not.toMatch(/METHOD|VALARM|SCHEDULE-STATUS/)
    expect(unfold((await ada.say('GET', at('invite'))).body)).toMatch(
      /ATTENDEE;.*SCHEDULE-STATUS=["]?1\.2["]?:mailto:bob/,
    )
    const inbox = await bob.propfind(bob.inbox, '<D:getetag/>', '1')
    expect(elementsIn(inbox.xml(), 'getetag').length).toBeGreaterThan(0)
  })

  test('by letter reaches whoever has no calendar here, with what their program makes an event of', async () => {
    const address = 'claire@ville.test'

    await ada.put(at('letter'), meeting('letter', ['LOCATION:Mairie'], [guest(address)]))

    await expect.poll(() => lettersTo(address).length).toBe(1)
    const [letter] = lettersTo(address)
    expect(letter).toMatchObject({
      subject: 'Invitation\u00a0: letter',
      replyTo: emailOf('ada'),
      calendar: { method: 'REQUEST' },
    })
    expect(letter?.text).toContain('Ada Lovelace vous invite.')
    expect(letter?.text).toContain('mardi 24 novembre 2026')
    expect(letter?.calendar?.text).toContain('METHOD:REQUEST')
  })

  test('by letter says in its head nothing of what is private', async () => {
    await ada.put(at('confidential'), meeting('confidential', ['CLASS:PRIVATE'], [guest('secret@ville.test')]))

    await expect
      .poll(() => lettersTo('secret@ville.test').map(({ subject }) => subject))
      .toEqual(['Invitation\u00a0: Ada Lovelace'])
  })

  test('is left to the program that says it does it itself', async () => {
    const address = 'outlook@ville.test'

    await ada.put(
      at('agent'),
      meeting('agent', [], [guest(address, ';SCHEDULE-AGENT=CLIENT'), guest('other@ville.test')]),
    )

    await expect.poll(() => lettersTo('other@ville.test').length).toBe(1)
    expect(lettersTo(address)).toEqual([])
  })

  test('again for another time asks again, and as another than before; for another text it does not', async () => {
    await ada.put(at('moved'), meeting('moved'))
    await arrives(bob, 'moved')
    const answered = await copyOf(bob, 'moved')
    await bob.put(
      answered.url,
      answered.text.replace(/(ATTENDEE[^\r]*)PARTSTAT=NEEDS-ACTION([^\r]*bob@)/, '$1PARTSTAT=ACCEPTED$2'),
    )
    await expect
      .poll(async () => unfold((await ada.say('GET', at('moved'))).body))
      .toMatch(/PARTSTAT=ACCEPTED[^\r]*:mailto:bob/)
    const accepted = unfold((await ada.say('GET', at('moved'))).body)

    await ada.put(at('moved'), accepted.replace('SUMMARY:moved', 'SUMMARY:moved autrement'))
    await arrives(bob, 'moved', 'SUMMARY:moved autrement')
    expect((await copyOf(bob, 'moved')).text).toMatch(/PARTSTAT=ACCEPTED[^\r]*:mailto:bob/)

    await ada.put(at('moved'), accepted.replace('DTSTART:20261124T090000Z', 'DTSTART:20261124T093000Z'))
    await arrives(bob, 'moved', 'DTSTART:20261124T093000Z')
    const theirs = (await copyOf(bob, 'moved')).text
    expect(theirs).toMatch(/PARTSTAT=NEEDS-ACTION[^\r]*:mailto:bob/)
    expect(theirs).toContain('SEQUENCE:1')
  })

  test('no more takes it off with a word, and keeps who stays', async () => {
    await ada.put(at('uninvite'), meeting('uninvite', [], [guest(emailOf('bob')), guest(emailOf('malik'))]))
    await arrives(bob, 'uninvite')
    await arrives(malik, 'uninvite')

    await ada.put(at('uninvite'), meeting('uninvite', [], [guest(emailOf('malik'))]))

    await arrives(bob, 'uninvite', 'STATUS:CANCELLED')
    expect((await copyOf(malik, 'uninvite')).text).not.toContain('STATUS:CANCELLED')
  })

  test('is off for all when the event is deleted', async () => {
    const address = 'annule@ville.test'
    await ada.put(at('off'), meeting('off', [], [guest(emailOf('bob')), guest(address)]))
    await arrives(bob, 'off')

    await ada.say('DELETE', at('off'))

    await arrives(bob, 'off', 'STATUS:CANCELLED')
    await expect.poll(() => lettersTo(address).map(({ calendar }) => calendar?.method)).toEqual(['REQUEST', 'CANCEL'])
  })

  test('to one date of a series shows that date alone', async () => {
    const series = [
      organizer,
      'DTSTART:20261201T090000Z',
      'DTEND:20261201T100000Z',
      'RRULE:FREQ=DAILY;COUNT=3',
      'SUMMARY:one-date',
    ]
    const second = [
      'RECURRENCE-ID:20261202T090000Z',
      'DTSTART:20261202T090000Z',
      'DTEND:20261202T100000Z',
      organizer,
      guest(emailOf('bob')),
      'SUMMARY:one-date',
    ]

    await ada.put(at('one-date'), aCalendarOf([aComponent('one-date', series), aComponent('one-date', second)]))

    await arrives(bob, 'one-date')
    const { reply } = await house.ask('bob', listEvents, {
      query: { from: '2026-12-01T00:00:00Z', to: '2026-12-05T00:00:00Z' },
    })
    expect(reply.filter(({ title }) => title === 'one-date').map(({ startsAt }) => startsAt)).toEqual([
      '2026-12-02T09:00:00.000Z',
    ])
  })
})

describe('inviting, and what is none', () => {
  test('is known to those invited already when the event is only carried to another calendar', async () => {
    await ada.say('MKCALENDAR', `${ada.home}carried/`)
    await ada.put(at('carried'), meeting('carried'))
    await arrives(bob, 'carried')
    const { text } = await copyOf(ada, 'carried')

    await ada.put(`${ada.home}carried/carried.ics`, text)
    await ada.say('DELETE', at('carried'))
    await ada.put(at('after-carried'), meeting('after-carried'))

    await arrives(bob, 'after-carried')
    expect((await copyOf(bob, 'carried')).text).not.toContain('STATUS:CANCELLED')
  })

  test('who is taken off and invited again is invited again', async () => {
    await ada.put(at('again'), meeting('again'))
    await arrives(bob, 'again')
    await ada.put(at('again'), meeting('again', [], [guest(emailOf('malik'))]))
    await arrives(bob, 'again', 'STATUS:CANCELLED')

    await ada.put(at('again'), meeting('again', ['LOCATION:Salle 3']))

    await arrives(bob, 'again', 'LOCATION:Salle 3')
    expect((await copyOf(bob, 'again')).text).not.toContain('STATUS:CANCELLED')
  })

  test('a meeting of years ago, brought along from another program, is told to nobody', async () => {
    const address = 'vieux@ville.test'

    await ada.put(at('old'), meeting('old', ['DTSTART:20190124T090000Z', 'DTEND:20190124T100000Z'], [guest(address)]))
    await ada.put(at('young'), meeting('young', [], [guest('jeune@ville.test')]))

    await expect.poll(() => lettersTo('jeune@ville.test').length).toBe(1)
    expect(lettersTo(address)).toEqual([])
  })

  test('in the name of somebody else on one date of a series is refused', async () => {
    const series = [organizer, 'DTSTART:20261201T090000Z', 'DTEND:20261201T100000Z', 'RRULE:FREQ=DAILY;COUNT=3']
    const forged = ['RECURRENCE-ID:20261202T090000Z', `ORGANIZER:mailto:${emailOf('malik')}`, guest(emailOf('bob'))]

    const { status, body } = await ada.put(
      at('forged'),
      aCalendarOf([aComponent('forged', series), aComponent('forged', forged)]),
    )

    expect(status).toBe(403)
    expect(body).toContain('<C:same-organizer-in-all-components/>')
  })

  test('reaches an account by its address here, and no machine that is none', async () => {
    const account = `ATTENDEE;PARTSTAT=NEEDS-ACTION:urn:uuid:${cast.bob.userId}`

    await ada.put(at('account'), meeting('account', [account], [guest('nobody')]))

    await arrives(bob, 'account')
    const { text } = await copyOf(ada, 'account')
    expect(text).toMatch(/SCHEDULE-STATUS="?3\.7"?[^\r]*:mailto:nobody/)
    expect(lettersTo('nobody')).toEqual([])
  })

  test('has a limit', async () => {
    const guests = Array.from({ length: 201 }, (_, at) => guest(`g${at}@ville.test`))

    const { status, body } = await ada.put(at('crowd'), meeting('crowd', [], guests))

    expect(status).toBe(403)
    expect(body).toContain('<C:max-attendees-per-instance/>')
  })
})

describe('answering', () => {
  const invited = async (uid: string) => {
    await ada.put(at(uid), meeting(uid))
    await arrives(bob, uid)
    return copyOf(bob, uid)
  }
  const saying = (text: string, partstat: string) =>
    text.replace(/(ATTENDEE[^\r]*)PARTSTAT=[A-Z-]+([^\r]*bob@)/, `$1PARTSTAT=${partstat}$2`)

  test('CAL-29 CAL-36 reaches who invites, whose other changes go on, and changes no schedule tag', async () => {
    const theirs = await invited('answer')
    const before = await copyOf(ada, 'answer')

    await bob.put(theirs.url, saying(theirs.text, 'TENTATIVE'))

    await expect.poll(async () => (await copyOf(ada, 'answer')).text).toMatch(/PARTSTAT=TENTATIVE[^\r]*:mailto:bob/)
    const after = await copyOf(ada, 'answer')
    expect(after.etag).not.toBe(before.etag)
    expect(after.tag).toBe(before.tag)
    const changed = await ada.put(at('answer'), after.text.replace('SUMMARY:answer', 'SUMMARY:answered'), {
      'if-schedule-tag-match': before.tag,
    })
    expect(changed.status).toBe(204)
    expect((await copyOf(ada, 'answer')).text).toMatch(/PARTSTAT=TENTATIVE[^\r]*:mailto:bob/)
  })

  test('by taking the event away says no, unless it is to go without a word', async () => {
    const [loud, quiet] = [await invited('declined'), await invited('quiet')]

    await bob.say('DELETE', loud.url)
    await bob.say('DELETE', quiet.url, { headers: { 'schedule-reply': 'F' } })

    await expect.poll(async () => (await copyOf(ada, 'declined')).text).toMatch(/PARTSTAT=DECLINED[^\r]*:mailto:bob/)
    expect((await copyOf(ada, 'quiet')).text).toMatch(/PARTSTAT=NEEDS-ACTION[^\r]*:mailto:bob/)
  })

  test('goes by letter to who invites from elsewhere', async () => {
    const foreign = anEvent('foreign', ['ORGANIZER:mailto:chef@ville.test', guest(emailOf('bob')), 'SUMMARY:Ailleurs'])
    const url = `${bob.calendar}foreign.ics`
    await bob.put(url, foreign)

    await bob.put(url, saying(foreign, 'ACCEPTED'))

    await expect.poll(() => lettersTo('chef@ville.test').map(({ calendar }) => calendar?.method)).toEqual(['REPLY'])
    const [letter] = lettersTo('chef@ville.test')
    expect(letter?.subject).toBe('Accepté\u00a0: Ailleurs')
    expect(unfold(letter?.calendar?.text ?? '').match(/^ATTENDEE/gm)).toHaveLength(1)
  })

  test('changes the answer and one’s own alarms, and nothing that is whose who invites', async () => {
    const theirs = await invited('guest')
    const changed = saying(theirs.text, 'ACCEPTED')
      .replace('SUMMARY:guest', 'SUMMARY:Autre chose')
      .replace('DTSTART:20261124T090000Z', 'DTSTART:20261124T080000Z')
      .replace(/ORGANIZER[^\r]*/, `ORGANIZER:mailto:${emailOf('bob')}`)
      .replace(
        'END:VEVENT',
        ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT10M', 'DESCRIPTION:x', 'END:VALARM', 'END:VEVENT'].join('\r\n'),
      )

    const put = await bob.put(theirs.url, changed)

    expect([put.status, put.headers['etag']]).toEqual([204, undefined])
    const kept = (await copyOf(bob, 'guest')).text
    for (const line of ['SUMMARY:guest', 'DTSTART:20261124T090000Z', `mailto:${emailOf('ada')}`, 'TRIGGER:-PT10M'])
      expect(kept).toContain(line)
    expect(kept).toMatch(/PARTSTAT=ACCEPTED[^\r]*:mailto:bob/)
    await expect.poll(async () => (await copyOf(ada, 'guest')).text).toMatch(/PARTSTAT=ACCEPTED[^\r]*:mailto:bob/)
  })

  test('in the agenda reaches who invites as well, for one date of a series alone', async () => {
    await ada.put(
      at('weekly'),
      meeting('weekly', ['DTSTART:20261207T090000Z', 'DTEND:20261207T100000Z', 'RRULE:FREQ=DAILY;COUNT=3']),
    )
    await arrives(bob, 'weekly')
    const { reply } = await house.ask('bob', listEvents, {
      query: { from: '2026-12-07T00:00:00Z', to: '2026-12-10T00:00:00Z' },
    })
    const second = reply.filter(({ title }) => title === 'weekly')[1]
    const params = { calendarId: second?.calendarId ?? '', eventId: second?.eventId ?? '' }

    const all = await house.ask('bob', answerEvent, { params, body: { answer: 'accepted' } })
    const one = await house.ask('bob', answerEvent, {
      params,
      body: { answer: 'declined', occurrence: second?.occurrence ?? '' },
    })
    const none = await house.ask('bob', answerEvent, {
      params,
      body: { answer: 'declined', occurrence: '20301207T090000Z' },
    })

    expect([all.reply.answer, one.reply.answer, none.status]).toEqual(['accepted', 'declined', 404])
    const parts = async () => (await copyOf(ada, 'weekly')).text.split('BEGIN:VEVENT').slice(1)
    await expect.poll(async () => (await parts()).length, { timeout: 10_000 }).toBe(2)
    const [series, single] = (await parts()).toSorted(
      (a, b) => Number(a.includes('RECURRENCE-ID')) - Number(b.includes('RECURRENCE-ID')),
    )
    expect(series).toMatch(/PARTSTAT=ACCEPTED[^\r]*:mailto:bob/)
    expect(single).toMatch(/PARTSTAT=DECLINED[^\r]*:mailto:bob/)
    expect(single).toContain('RECURRENCE-ID:20261208T090000Z')
  })

  test('to what nobody asked is refused', async () => {
    await bob.put(`${bob.calendar}own.ics`, anEvent('own', ['DTSTART:20261214T090000Z', 'DTEND:20261214T100000Z']))
    const { reply } = await house.ask('bob', listEvents, {
      query: { from: '2026-12-14T00:00:00Z', to: '2026-12-15T00:00:00Z' },
    })
    const params = { calendarId: reply[0]?.calendarId ?? '', eventId: reply[0]?.eventId ?? '' }

    const { status, refusal } = await house.ask('bob', answerEvent, { params, body: { answer: 'accepted' } })

    expect([status, refusal.code]).toEqual([409, 'event.not_invited'])
  })

  test('is shown to who invites in the agenda', async () => {
    const theirs = await invited('shown')
    const seen = async () => {
      const { reply } = await house.ask('bob', listEvents, {
        query: { from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z' },
      })
      return reply.find(({ title }) => title === 'shown')
    }

    expect(await seen()).toMatchObject({ answer: 'needs-action', can: { change: false, answer: true } })
    await bob.put(theirs.url, saying(theirs.text, 'ACCEPTED'))
    expect(await seen()).toMatchObject({ answer: 'accepted' })
  })
})

describe('asking when others are free', () => {
  const ask = (attendees: string[]) =>
    ada.say('POST', ada.outbox, {
      headers: { 'content-type': 'text/calendar; charset=utf-8' },
      body: aCalendarOf([
        [
          'BEGIN:VFREEBUSY',
          'UID:asked',
          'DTSTAMP:20261101T080000Z',
          'DTSTART:20270110T000000Z',
          'DTEND:20270111T000000Z',
          organizer.replace(';CN=Ada', ''),
          ...attendees.map((it) => `ATTENDEE:mailto:${it}`),
          'END:VFREEBUSY',
        ],
      ]).replace('BEGIN:VFREEBUSY', 'METHOD:REQUEST\r\nBEGIN:VFREEBUSY'),
    })

  test('says when each is busy, of those we know', async () => {
    await bob.put(
      `${bob.calendar}busy.ics`,
      anEvent('busy', ['DTSTART:20270110T140000Z', 'DTEND:20270110T150000Z', 'SUMMARY:Dentiste']),
    )

    const { status, xml, body } = await ask([emailOf('bob'), 'nobody@ville.test'])

    const [known, unknown] = elementsIn(xml(), 'response')
    expect(status).toBe(200)
    expect(xml().name).toBe('schedule-response')
    expect(known && elementsIn(known, 'request-status')[0]?.text).toMatch(/^2\.0;/)
    expect(known && elementsIn(known, 'calendar-data')[0]?.text).toContain(
      'FREEBUSY;FBTYPE=BUSY:20270110T140000Z/20270110T150000Z',
    )
    expect(unknown && elementsIn(unknown, 'request-status')[0]?.text).toMatch(/^3\.7;/)
    expect(body).not.toContain('Dentiste')
  })

  test('in another’s name, or with something else, is refused', async () => {
    const other = await ada.say('POST', ada.outbox, {
      headers: { 'content-type': 'text/calendar' },
      body: aCalendarOf([
        [
          'BEGIN:VFREEBUSY',
          'UID:x',
          'DTSTAMP:20261101T080000Z',
          'DTSTART:20270110T000000Z',
          'DTEND:20270111T000000Z',
          'ORGANIZER:mailto:bob@university.test',
          'ATTENDEE:mailto:ada@university.test',
          'END:VFREEBUSY',
        ],
      ]),
    })
    const event = await ada.say('POST', ada.outbox, {
      headers: { 'content-type': 'text/calendar' },
      body: meeting('posted'),
    })

    expect([other.status, event.status]).toEqual([403, 403])
  })
})

describe('nobody', () => {
  test('writes over an event of another’s by inviting them under its UID', async () => {
    await bob.put(`${bob.calendar}untouched.ics`, anEvent('untouched', ['SUMMARY:À moi']))

    await ada.put(at('untouched'), meeting('untouched'))
    await ada.put(at('next'), meeting('next'))

    await arrives(bob, 'next')
    expect((await copyOf(bob, 'untouched')).text).toContain('SUMMARY:À moi')
  })

  test('invites in another’s name who may only write in their calendar', async () => {
    const name = 'Délégué'
    const { reply: calendar } = await house.ask('ada', createCalendar, { body: { name } })
    const share = (onBehalf: boolean) =>
      house.ask('ada', shareCalendar, {
        params: { calendarId: calendar.id },
        body: { users: [cast.bob.userId], level: 'write', onBehalf },
      })
    const url = (uid: string) => `${bob.home}${calendar.id}/${uid}.ics`
    await share(false)

    const refused = await bob.put(url('behalf'), meeting('behalf', [], [guest(emailOf('malik'))]))
    await share(true)
    const allowed = await bob.put(url('behalf'), meeting('behalf', [], [guest(emailOf('malik'))]))

    expect([refused.status, allowed.status]).toEqual([403, 201])
    await arrives(malik, 'behalf')
    const { reply } = await house.ask('bob', listCalendars, {})
    expect(reply.find((it) => it.name === name)?.can.invite).toBe(true)
  })
})
