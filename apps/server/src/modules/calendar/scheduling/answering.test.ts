import { describe, expect, test } from 'vitest'
import { giveAnswer, readAnswer } from '@amphi/contract/answers'
import { type CalendarId, listCalendars } from '@amphi/contract/calendars'
import type { EventGuest } from '@amphi/contract/event-guests'
import { changeEvent, createEvent, type EventRead, listEvents, readEvent, removeEvent } from '@amphi/contract/events'
import { cast, emailOf, type Name } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'

const clock = aClock()
const house = await aHouse({ limitScale: 1000, clock })

const { reply: calendars } = await house.ask('ada', listCalendars, {})
const mine = calendars.find(({ isDefault }) => isDefault)?.id as CalendarId

const address = (email: string): EventGuest => ({ kind: 'address', address: email, name: '', isOptional: false })
const hours = (start: string, end: string) => ({ kind: 'hours' as const, start, end, timeZone: 'Europe/Paris' })
const inHours = (count: number) => new Date(clock.now().getTime() + count * 3_600_000).toISOString().slice(0, 16)
const weekly = { every: 'week' as const, interval: 1, weekdays: [1], count: 3 }

const planned = async (guests: EventGuest[], more: object = {}) => {
  const { status, reply, refusal } = await house.ask('ada', createEvent, {
    params: { calendarId: mine },
    body: { title: 'Jury', time: hours('2027-03-02T10:00', '2027-03-02T11:00'), guests, ...more } as never,
  })
  if (status !== 200) throw new Error(JSON.stringify(refusal))
  return reply
}
const again = async ({ calendarId, eventId, occurrence }: EventRead, at = occurrence) => {
  const { reply } = await house.ask('ada', readEvent, {
    params: { calendarId, eventId },
    query: at === null ? {} : { occurrence: at },
  })
  return reply
}
const change = async (event: EventRead, changes: object) => {
  const { version } = await again(event)
  const { reply } = await house.ask('ada', changeEvent, {
    params: { calendarId: mine, eventId: event.eventId },
    body: { occurrence: event.occurrence, version, reach: 'all', changes } as never,
  })
  return reply
}
const lettersTo = (email: string) => house.mailbox.filter(({ to }) => to === email)
/** Out of the last letter to them. */
const secretFor = async (email: string) => {
  await expect.poll(() => lettersTo(email).at(-1)?.text ?? '', { timeout: 10_000 }).toContain('/answer/')
  return /\/answer\/([\w-]+)\?say=accepted/.exec(lettersTo(email).at(-1)?.text ?? '')?.[1] ?? ''
}
const read = (secret: string) => house.aGuest().ask(readAnswer, { body: { secret } })
const give = (secret: string, body: object) => house.aGuest().ask(giveAnswer, { body: { secret, ...body } as never })
const answerOf = (event: EventRead, email: string) => {
  const found = event.people.find((it) => it.email === email)
  return [found?.answer, found?.comment]
}

describe('an answer without an account', () => {
  test('is given on the page of one’s own letter, and told to whoever invites, with what was said', async () => {
    const email = 'grace@ailleurs.test'
    const event = await planned([address(email), address('autre@ailleurs.test')], { location: 'Salle 3' })
    const secret = await secretFor(email)

    const { reply: asked } = await read(secret)
    const { reply: given } = await give(secret, {
      answer: 'tentative',
      comment: 'Mon train\narrive à 10:15, "si tout va"',
    })

    expect(asked).toMatchObject({
      state: 'open',
      event: { title: 'Jury', organizer: 'Ada Lovelace', location: 'Salle 3', answer: 'needs-action', dates: [] },
    })
    expect(given.event?.answer).toBe('tentative')
    const seen = await again(event)
    expect(answerOf(seen, email)).toEqual(['tentative', 'Mon train arrive à 10:15, "si tout va"'])
    expect(answerOf(seen, 'autre@ailleurs.test')).toEqual(['needs-action', null])
  })

  test('is not given by reading the page, as mail servers that follow links do', async () => {
    const email = 'lu@ailleurs.test'
    const event = await planned([address(email)])
    const secret = await secretFor(email)

    await read(secret)
    await house.app.inject({
      method: 'GET',
      url: `/answer/${secret}?say=declined`,
      headers: { host: 'university.test' },
    })

    expect(answerOf(await again(event), email)).toEqual(['needs-action', null])
  })

  test('may be changed until it is over, and then no more', async () => {
    const email = 'hesite@ailleurs.test'
    const event = await planned([address(email)], {
      time: { kind: 'hours', start: inHours(48), end: inHours(49), timeZone: 'Etc/UTC' },
    })
    const secret = await secretFor(email)

    await give(secret, { answer: 'accepted', comment: 'Avec plaisir' })
    clock.pass(60)
    await give(secret, { answer: 'declined' })
    expect(answerOf(await again(event), email)).toEqual(['declined', null])

    const twoDays = 50 * 3600
    clock.pass(twoDays)
    const { reply } = await read(secret)
    const { status, refusal } = await give(secret, { answer: 'accepted' })
    clock.pass(-twoDays)

    expect([reply.state, status, refusal.code]).toEqual(['over', 409, 'answer.closed'])
  })

  test('to a series is for all of it, or for one date', async () => {
    const email = 'mardi@ailleurs.test'
    const event = await planned([address(email)], { title: 'Cours', repeat: weekly })
    const secret = await secretFor(email)
    const dates = (await read(secret)).reply.event?.dates.map(({ occurrence }) => occurrence) ?? []

    await give(secret, { answer: 'accepted' })
    const { reply } = await give(secret, { answer: 'declined', occurrence: dates[1] })

    expect(dates).toHaveLength(3)
    expect(reply.event?.dates.map(({ answer }) => answer)).toEqual(['accepted', 'declined', 'accepted'])
    expect(answerOf(await again(event, dates[1] ?? ''), email)[0]).toBe('declined')
    expect(answerOf(await again(event, dates[2] ?? ''), email)[0]).toBe('accepted')
  })

  test('to a date that is none of the series is refused', async () => {
    const email = 'mercredi@ailleurs.test'
    await planned([address(email)], { title: 'Cours', repeat: weekly })
    const secret = await secretFor(email)

    for (const occurrence of ['20270303T090000Z', 'nonsense']) {
      const { status, refusal } = await give(secret, { answer: 'declined', occurrence })
      expect([status, refusal.code]).toEqual([404, 'event.not_one_of_series'])
    }
  })

  test('is asked for on the same page again, when the event is at another time', async () => {
    const email = 'deplace@ailleurs.test'
    const event = await planned([address(email)])
    const secret = await secretFor(email)
    await give(secret, { answer: 'accepted' })

    const moved = await change(event, { time: hours('2027-03-03T15:00', '2027-03-03T16:00') })
    await expect.poll(() => lettersTo(email).length).toBe(2)

    expect(await secretFor(email)).toBe(secret)
    expect(answerOf(moved, email)[0]).toBe('needs-action')
    expect((await read(secret)).reply.event).toMatchObject({
      startsAt: '2027-03-03T14:00:00.000Z',
      answer: 'needs-action',
    })
  })

  test('to what is off, or to what one is no longer invited to, is told so and nothing else', async () => {
    const [off, out] = ['annule@ailleurs.test', 'retire@ailleurs.test']
    const event = await planned([address(off), address(out)])
    const secrets = [await secretFor(off), await secretFor(out)]

    await change(event, { guests: [address(off)] })
    const withdrawn = await read(secrets[1] ?? '')
    await house.ask('ada', removeEvent, { params: { calendarId: mine, eventId: event.eventId }, query: {} })
    const cancelled = await read(secrets[0] ?? '')
    const given = await give(secrets[0] ?? '', { answer: 'accepted' })

    expect([withdrawn.reply, cancelled.reply]).toEqual([
      { state: 'withdrawn', event: null },
      { state: 'cancelled', event: null },
    ])
    expect(given.refusal.code).toBe('answer.closed')
  })

  test('by a link that nobody was sent leads nowhere, in another house neither', async () => {
    const email = 'ici@ailleurs.test'
    await planned([address(email)])
    const secret = await secretFor(email)

    const { refusal } = await read('x'.repeat(43))
    const elsewhere = await house.as('eve').ask(readAnswer, { body: { secret } })

    expect([refusal.code, elsewhere.refusal.code]).toEqual(['answer.not_found', 'answer.not_found'])
  })

  test('lies nowhere in the database: neither the link, nor what would make it', async () => {
    const email = 'base@ailleurs.test'
    await planned([address(email)])
    const secret = await secretFor(email)

    const { rows } = await house.db.execute('select * from calendar_answer_links' as never)

    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(secret)
  })
})

describe('an answer by letter of somebody of the house', () => {
  const person = (who: Name): EventGuest => ({ kind: 'person', id: cast[who].userId, isOptional: false })

  test('stands in their own agenda as well, and is told to whoever invites', async () => {
    const event = await planned([person('bob')], { title: 'Pour Bob' })
    const secret = await secretFor(emailOf('bob'))

    await give(secret, { answer: 'accepted', comment: 'Je viens avec Malik' })

    const { reply } = await house.ask('bob', listEvents, {
      query: { from: '2027-03-01T00:00:00Z', to: '2027-03-05T00:00:00Z' },
    })
    expect(reply.find(({ title }) => title === 'Pour Bob')?.answer).toBe('accepted')
    await expect
      .poll(async () => answerOf(await again(event), emailOf('bob')))
      .toEqual(['accepted', 'Je viens avec Malik'])
  })
})
