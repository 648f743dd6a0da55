import { describe, expect, test } from 'vitest'
import { type CalendarId, listCalendars, shareCalendar } from '@amphi/contract/calendars'
import type { EventGuest } from '@amphi/contract/event-guests'
import { changeEvent, createEvent, type EventRead, readEvent } from '@amphi/contract/events'
import { changeMe } from '@amphi/contract/profile'
import { cast, emailOf, type Name } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'

const refused = new Set<string>()
const mailbox: {
  to: string
  subject: string
  text: string
  html?: string
  replyTo?: string
  calendar?: { text: string }
}[] = []
const house = await aHouse({
  limitScale: 1000,
  post: {
    carry: async (mail) => {
      if (refused.has(mail.to)) throw new Error('550 no such user')
      mailbox.push(mail)
      return []
    },
  },
})

const { reply: calendars } = await house.ask('ada', listCalendars, {})
const mine = calendars.find(({ isDefault }) => isDefault)?.id as CalendarId

const address = (email: string): EventGuest => ({ kind: 'address', address: email, name: '', isOptional: false })
const person = (who: Name): EventGuest => ({ kind: 'person', id: cast[who].userId, isOptional: false })
const hours = (start: string, end: string) => ({ kind: 'hours' as const, start, end, timeZone: 'Europe/Paris' })

const planned = async (who: Name, body: object) => {
  const { status, reply, refusal } = await house.ask(who, createEvent, {
    params: { calendarId: mine },
    body: { title: 'Jury', time: hours('2027-03-02T14:00', '2027-03-02T15:00'), ...body } as never,
  })
  if (status !== 200) throw new Error(JSON.stringify(refusal))
  return reply
}
const change = async (who: Name, { eventId, version }: EventRead, changes: object) => {
  const { status, reply, refusal } = await house.ask(who, changeEvent, {
    params: { calendarId: mine, eventId },
    body: { occurrence: null, version, reach: 'all', changes } as never,
  })
  if (status !== 200) throw new Error(JSON.stringify(refusal))
  return reply
}
const lettersTo = async (email: string, count: number) => {
  const found = () => mailbox.filter(({ to }) => to === email)
  await expect.poll(() => found().length, { timeout: 10_000 }).toBe(count)
  return found()
}
const plain = (text = '') => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')

describe('a letter about an event', () => {
  test('BM-21 says what changed, the way in by video included, and what it was', async () => {
    const email = 'change@ville.test'
    const event = await planned('ada', { guests: [address(email)], location: 'Salle 3' })

    const moved = await change('ada', event, {
      title: 'Jury final',
      time: hours('2027-03-03T15:00', '2027-03-03T16:00'),
      location: '',
      room: { kind: 'new' },
    })

    const [first, second] = await lettersTo(email, 2)
    expect(first?.text).not.toContain('avant')
    const text = plain(second?.text)
    expect(plain(second?.subject)).toBe('Modifié : Jury final')
    expect(text).toContain('Titre : Jury final (avant : Jury)')
    expect(text).toContain(
      'Quand : mercredi 3 mars 2027, 15:00 – 16:00 (Europe/Paris) (avant : mardi 2 mars 2027, 14:00 – 15:00 (Europe/Paris))',
    )
    expect(text).toContain(`Visioconférence : ${moved.conference ?? '?'} (avant : aucun)`)
    expect(plain(second?.html)).toContain(
      '<s style="color:#5b6763">mardi 2 mars 2027, 14:00 – 15:00 (Europe/Paris)</s> →',
    )
  })

  test('POD-S14 says how it comes again, and proposes an alarm five minutes before; not for whole days', async () => {
    const [weekly, days] = ['serie@ville.test', 'jours@ville.test']

    await planned('ada', {
      guests: [address(weekly)],
      repeat: { every: 'week', interval: 1, weekdays: [1], count: 10 },
      reminders: [60],
    })
    await planned('ada', { guests: [address(days)], time: { kind: 'days', first: '2027-03-02', last: '2027-03-03' } })

    const [letter] = await lettersTo(weekly, 1)
    expect(plain(letter?.text)).toContain('Répétition : chaque semaine, le mardi, 10 fois')
    expect(letter?.calendar?.text).toMatch(/RRULE:FREQ=WEEKLY;[^\r]*COUNT=10/)
    expect(letter?.calendar?.text.match(/TRIGGER:\S+/g)).toEqual(['TRIGGER:-PT5M'])
    expect((await lettersTo(days, 1))[0]?.calendar?.text).not.toContain('VALARM')
  })

  test('says nothing of what stayed as it was', async () => {
    const email = 'meme@ville.test'
    const event = await planned('ada', { guests: [address(email)], room: { kind: 'new' } })

    await change('ada', event, { location: 'Salle 9' })

    const [, second] = await lettersTo(email, 2)
    expect(plain(second?.text).match(/avant : /g)).toHaveLength(1)
    expect(plain(second?.text)).toContain('Où : Salle 9 (avant : aucun)')
  })

  test('shows what was written in it as text, whatever it looks like', async () => {
    const email = 'signes@ville.test'

    await planned('ada', { title: '<b>Jury</b> & "co"', guests: [address(email)] })

    const [letter] = await lettersTo(email, 1)
    expect(letter?.html).toContain('&lt;b&gt;Jury&lt;/b&gt; &amp; &quot;co&quot;')
    expect(letter?.html).not.toContain('<b>Jury')
  })

  test('comes to people of the house as well, in their own language, and not to those who want none', async () => {
    await house.ask('bob', changeMe, { body: { language: 'en' } })
    await house.ask('malik', changeMe, { body: { emailNotices: false } })

    await planned('ada', { title: 'Board', guests: [person('bob'), person('malik'), address('temoin@ville.test')] })

    await lettersTo('temoin@ville.test', 1)
    const [letter] = await lettersTo(emailOf('bob'), 1)
    expect(letter).toMatchObject({ subject: 'Invitation: Board', replyTo: emailOf('ada') })
    expect(letter?.text).toContain('Ada Lovelace invites you.')
    expect(letter?.text).toContain('Tuesday, 2 March 2027')
    expect(letter?.calendar).toBeUndefined()
    await house.ask('malik', changeMe, { body: { emailNotices: true } })
    expect(mailbox.filter(({ to }) => to === emailOf('malik'))).toEqual([])
  })
})

describe('a letter that is refused', () => {
  test('is told to whoever invites, with what the mail server said', async () => {
    const email = 'inconnu@ville.test'
    refused.add(email)
    const { eventId } = await planned('ada', { guests: [address(email), address('connu@ville.test')] })
    await lettersTo('connu@ville.test', 1)

    const seen = async () => {
      const { reply } = await house.ask('ada', readEvent, { params: { calendarId: mine, eventId }, query: {} })
      return reply.people.slice(1).map(({ delivery, problem }) => [delivery, problem])
    }

    await expect.poll(seen, { timeout: 10_000 }).toEqual([
      ['failed', '550 no such user'],
      ['told', null],
    ])
  })
})

describe('an event that somebody plans for another', () => {
  test('names both: in letters, and to every calendar; answers reach whoever invites', async () => {
    const email = 'pourada@ville.test'
    await house.ask('ada', shareCalendar, {
      params: { calendarId: mine },
      body: { users: [cast.malik.userId], level: 'write', onBehalf: true },
    })

    const event = await planned('malik', { title: 'De la part d’Ada', guests: [address(email), person('bob')] })
    const [letter] = await lettersTo(email, 1)

    expect(letter).toMatchObject({ replyTo: emailOf('ada') })
    expect(letter?.text).toContain('Malik Ferrand, pour Ada Lovelace, vous invite.')
    expect(letter?.calendar?.text.replaceAll('\r\n ', '')).toMatch(
      /ORGANIZER;CN=Ada Lovelace;SENT-BY="mailto:malik@university\.test":mailto:ada@university\.test/,
    )
    await expect
      .poll(
        () => mailbox.find(({ to, subject }) => to === emailOf('bob') && subject.includes('De la part'))?.text ?? '',
      )
      .toContain('Malik Ferrand, for Ada Lovelace, invites you.')

    const own = await change('ada', event, { location: 'Salle 1' })
    const [, second] = await lettersTo(email, 2)
    expect(own.location).toBe('Salle 1')
    expect(second?.text).toContain('Ada Lovelace a changé cet événement.')
    expect(second?.calendar?.text).not.toContain('SENT-BY')
  })

  test('invites nobody where that was not allowed', async () => {
    await house.ask('ada', shareCalendar, {
      params: { calendarId: mine },
      body: { users: [cast.bob.userId], level: 'write', onBehalf: false },
    })

    const { refusal } = await house.ask('bob', createEvent, {
      params: { calendarId: mine },
      body: { title: 'Non', time: hours('2027-03-02T14:00', '2027-03-02T15:00'), guests: [person('malik')] },
    })

    expect(refusal.code).toBe('calendar.not_on_behalf')
  })
})
