import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { listCalendars } from '@amphi/contract/calendars'
import { createEvent } from '@amphi/contract/events'
import { readInvitation, sendInvitation } from '@amphi/contract/invitations'
import { listLetters } from '@amphi/contract/letters'
import { cast, emailOf } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse, type TestHouse } from '@amphi/testkit/house'
import { aMailServer } from '@amphi/testkit/mail-server'
import { aRoom } from '@amphi/testkit/story'

const aHouseWith = (url: string, more: object = {}) =>
  aHouse({
    limitScale: 1000,
    post: 'of the settings',
    env: { SMTP_URL: url, AMPHI_MAIL_FROM: 'Amphi <a@university.test>' },
    logTo: { write: () => {} },
    ...more,
  })

/** An invitation of Ada’s, and what became of it. */
const invite = async (house: TestHouse, addresses: string[], people: string[] = []) => {
  const { id: roomId, code } = await aRoom(house)
  const { reply } = await house.ask('ada', sendInvitation, {
    params: { roomId },
    body: { id: randomUUID(), addresses, people, subject: 'Cours', text: `http://university.test/${code}` },
  })
  const params = { roomId, invitationId: reply.id }
  const read = async () => (await house.ask('ada', readInvitation, { params })).reply.recipients
  return { read, emails: async () => (await read()).map(({ email }) => email) }
}

const pupils = (count: number) => Array.from({ length: count }, (_, n) => `eleve.${n}@lycee.example`)

test('ENT-S7 120 recipients get three letters in hidden copies, of 50, 50 and 20; none shows another’s address', async () => {
  const { taken, url } = await aMailServer()
  const house = await aHouseWith(url)

  const { emails } = await invite(house, pupils(118), [cast.bob.userId, cast.malik.userId])

  await expect.poll(emails).toEqual(Array.from({ length: 120 }, () => 'sent'))
  expect(taken.map(({ to }) => to.length).toSorted((a, b) => b - a)).toEqual([50, 50, 20])
  expect(new Set(taken.flatMap(({ to }) => to))).toEqual(new Set([...pupils(118), emailOf('bob'), emailOf('malik')]))
  for (const { text } of taken) {
    expect(text).not.toMatch(/eleve|bob@|malik@/)
    expect(text).toMatch(/^To: "?undisclosed-recipients"?:;\r$/m)
    expect(text).toMatch(/^From: Amphi <a@university\.test>\r$/m)
    expect(text).toMatch(new RegExp(`^Reply-To: ${emailOf('ada')}\r$`, 'm'))
    expect(text).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(text).not.toMatch(/^(Bcc|Cc):/im)
  }
})

test('POD-26 POD-27 POD-S14 an invitation to a room with a plan brings it along, for any calendar', async () => {
  const { taken, url } = await aMailServer()
  const house = await aHouseWith(url)
  const { reply: calendars } = await house.ask('ada', listCalendars, {})
  const { reply: event } = await house.ask('ada', createEvent, {
    params: { calendarId: calendars[0]?.id ?? '' },
    body: {
      title: 'Cours de droit',
      time: { kind: 'hours', start: '2036-10-06T10:00', end: '2036-10-06T12:00', timeZone: 'Europe/Paris' },
      repeat: { every: 'week', interval: 1, weekdays: [0], count: 10 },
      reminders: [60],
      room: { kind: 'new' },
    },
  })
  const { id: roomId, code } = event.room ?? { id: '', code: '' }

  await house.ask('ada', sendInvitation, {
    params: { roomId },
    body: { id: randomUUID(), addresses: pupils(2), subject: 'Cours', text: `http://university.test/${code}` },
  })

  await expect.poll(() => taken.length).toBe(1)
  const letter = taken[0]?.text ?? ''
  expect(letter).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=PUBLISH/i)
  expect(letter).toMatch(/Content-Type: application\/ics; name="?invite\.ics/i)
  const ics = filesIn(letter).find((it) => it.startsWith('BEGIN:VCALENDAR')) ?? ''
  for (const line of [
    'METHOD:PUBLISH',
    'DTSTART;TZID=Europe/Paris:20361006T100000',
    'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=10',
    'TRIGGER:-PT5M',
    'BEGIN:VTIMEZONE',
  ])
    expect(ics).toContain(line)
  expect(ics).not.toMatch(/ATTENDEE|TRIGGER:-PT60M/)
  expect(ics.replaceAll('\r\n ', '')).toContain(`URL:http://university.test/${code}`)
})

test('an invitation to a room without a plan brings no date along', async () => {
  const { taken, url } = await aMailServer()
  const house = await aHouseWith(url)

  await invite(house, pupils(1))

  await expect.poll(() => taken.length).toBe(1)
  expect(taken[0]?.text).not.toContain('text/calendar')
})

/** What hangs on a letter, decoded. */
const filesIn = (letter: string) =>
  [...letter.matchAll(/Content-Transfer-Encoding: base64\r\n(?:[^\r]+\r\n)*\r\n([A-Za-z0-9+/=\r\n]+)/g)].map(
    ([, text = '']) => Buffer.from(text, 'base64').toString(),
  )

test('an address that is refused is shown with why, and the others have it, once', async () => {
  const { taken, url } = await aMailServer((address) =>
    address === 'eleve.1@lycee.example' ? { code: 550, why: 'no such pupil' } : undefined,
  )
  const house = await aHouseWith(url)

  const { emails, read } = await invite(house, pupils(3))

  await expect.poll(emails).toEqual(['sent', 'refused', 'sent'])
  expect((await read())[1]).toMatchObject({ address: 'eleve.1@lycee.example', problem: '550 no such pupil' })
  expect(taken.map(({ to }) => to)).toEqual([['eleve.0@lycee.example', 'eleve.2@lycee.example']])
  const { letters } = (await house.ask('malik', listLetters, {})).reply
  expect(letters).toMatchObject([{ to: 'eleve.0@lycee.example', copies: 3, state: 'sent' }])
})

test('a person whose address is refused is shown so; the address is not', async () => {
  const { url } = await aMailServer((address) => ({ code: 550, why: `${address} is unknown` }))
  const house = await aHouseWith(url)

  const { emails, read } = await invite(house, ['x@example.org'], [cast.bob.userId])

  await expect.poll(emails).toEqual(['refused', 'refused'])
  const [bob, other] = await read()
  expect(bob).toMatchObject({ person: { id: cast.bob.userId }, mailbox: true, problem: null })
  expect(other?.problem).toBe('550 x@example.org is unknown')
  expect((await house.ask('malik', listLetters, {})).reply.letters[0]?.state).toBe('failed')
})

test('an address that is put off is asked for again, and nobody else gets the letter twice', async () => {
  let asked = 0
  const { taken, url } = await aMailServer((address) => {
    if (address !== 'eleve.1@lycee.example') return undefined
    asked += 1
    return asked === 1 ? { code: 451, why: 'come back later' } : undefined
  })
  const house = await aHouseWith(url)

  const { emails, read } = await invite(house, pupils(2))

  await expect.poll(async () => (await read())[1]?.problem).toBe('451 come back later')
  await expect.poll(emails).toEqual(['sent', 'sent'])
  expect((await read())[1]?.problem).toBeNull()
  expect(taken.map(({ to }) => to)).toEqual([['eleve.0@lycee.example'], ['eleve.1@lycee.example']])
})

test('while the mail server is away letters wait, and say why; after a day they are refused', async () => {
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const { port } = closed.address() as { port: number }
  closed.close()
  const clock = aClock()
  const house = await aHouseWith(`smtp://127.0.0.1:${port}`, { clock })

  const { read } = await invite(house, ['x@example.org'], [cast.bob.userId])

  await expect.poll(async () => (await read())[1]?.problem).toBe('post.silent')
  expect(await read()).toMatchObject([{ mailbox: true, email: 'waiting' }, { email: 'waiting' }])
  clock.pass(25 * 3600)
  await expect.poll(async () => (await read()).map(({ email }) => email)).toEqual(['refused', 'refused'])
})

test('where no mail server is set, letters are kept here, and that is said', async () => {
  const house = await aHouse({ post: 'of the settings' })

  const { emails } = await invite(house, ['x@example.org'])

  expect(await emails()).toEqual(['kept'])
})
