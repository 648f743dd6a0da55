import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { readDoor } from '@amphi/contract/doors'
import { createResource, removeResource, type ResourceDetail } from '@amphi/contract/resources'
import { changeTenant } from '@amphi/contract/tenants'
import { aCalendarProgram, anEvent, elementsIn } from '@amphi/testkit/calendar-program'
import { emailOf } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aCalendarLetter, aMailDomain, bringLetter, resolve } from '@amphi/testkit/mail-domain'

const clock = aClock(new Date('2026-11-23T08:00:00Z'))
const house = await aHouse({ limitScale: 1, clock, env: { AMPHI_SMTP_IN: 'smtp://127.0.0.1:0' }, resolve })
const bob = await aCalendarProgram(house, 'bob')
const ada = await aCalendarProgram(house, 'ada')
const port = house.lettersPort ?? 0
const university = aMailDomain('university.test')
const town = aMailDomain('ville.test')

const unfold = (text: string) => text.replaceAll('\r\n ', '')
const guest = 'claire@ville.test'

const make = async (name: string, body: object = {}): Promise<ResourceDetail> => {
  const given = { name, server: { kind: 'address', url: 'meet.d.test' }, ...body }
  const { status, reply, refusal } = await house.ask('malik', createResource, { body: given as never })
  if (status !== 200) throw new Error(JSON.stringify(refusal))
  return reply
}

interface Asked {
  method?: 'REQUEST' | 'CANCEL'
  organizer?: string
  start?: string
  sequence?: number
  stamp?: string
  guests?: string[]
  lines?: string[]
}

/** As Outlook writes it, by the clocks of Windows. */
const event = (uid: string, { email }: { email: string }, asked: Asked = {}) => {
  const { method = 'REQUEST', organizer = emailOf('bob'), start = '20261124T100000', sequence = 0 } = asked
  const { stamp = '20261123T080000Z', guests = [guest], lines = [] } = asked
  return anEvent(uid, [
    `SUMMARY:${uid}`,
    `DTSTAMP:${stamp}`,
    `SEQUENCE:${sequence}`,
    `DTSTART;TZID=Romance Standard Time:${start}`,
    'DURATION:PT1H',
    `ORGANIZER;CN=Organisateur:mailto:${organizer}`,
    `ATTENDEE;CN=Visio;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${email}`,
    ...guests.map((it) => `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${it}`),
    ...lines,
  ]).replace('BEGIN:VEVENT', `METHOD:${method}\r\nBEGIN:VEVENT`)
}

const bring = async (ics: string, to: string, { from = emailOf('bob'), by = university } = {}) =>
  bringLetter(port, await by.signed(aCalendarLetter({ from, to, method: 'REQUEST', ics })), { from, to })

/** Lets pass what a letter waits for the same to come another way. */
const afterAWhile = async () => {
  clock.pass(31)
  await house.sweeps.now('letters that waited')
}

const fates = async () => {
  const { rows } = await house.db.execute<{ state: string; why: string | null }>(
    sql`select state, why from incoming_letters order by received_at, id`,
  )
  return rows.map(({ state, why }) => why ?? state)
}
/** What became of the letters that came since. */
const fateOf = async (letter: () => Promise<unknown>) => {
  const before = (await fates()).length
  clock.pass(1)
  await letter()
  await expect.poll(async () => (await fates()).length).toBe(before + 1)
  await afterAWhile()
  await expect.poll(async () => (await fates()).at(-1), { timeout: 10_000 }).not.toBe('waiting')
  return (await fates()).at(-1)
}

const copyOf = async (uid: string, whose = bob) => {
  const { xml } = await whose.report(
    whose.calendar,
    'C:calendar-query',
    `<D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:prop-filter name="UID"><C:text-match collation="i;octet">${uid}</C:text-match></C:prop-filter></C:comp-filter></C:comp-filter></C:filter>`,
  )
  const all = elementsIn(xml(), 'calendar-data').map(({ text }) => unfold(text))
  return { many: all.length, text: all[0] ?? '' }
}
const linkIn = (text: string) => /^X-CONFERENCE:(.*)$/m.exec(text)?.[1]?.trim()
const lettersTo = (address: string, about: string) =>
  house.mailbox.filter(({ to, calendar }) => to === address && calendar?.text.includes(`UID:${about}`))
const answersTo = (address: string, about: string) =>
  lettersTo(address, about).filter(({ calendar }) => calendar?.method === 'REPLY')

describe('who writes that they speak for another', () => {
  test('books nothing in their name, and puts nothing into their calendar', async () => {
    const visio = await make('Délégué')
    const pupil = 'pupil@university.test'
    const ics = event('sent-by', visio).replace(
      'ORGANIZER;CN=Organisateur:',
      `ORGANIZER;CN=Organisateur;SENT-BY="mailto:${pupil}":`,
    )

    expect(await fateOf(() => bring(ics, visio.email, { from: pupil }))).toBe('not_the_organizer')

    expect((await copyOf('sent-by')).many).toBe(0)
    expect(lettersTo(guest, 'sent-by')).toEqual([])
  })

  test('from outside, neither by the right of another', async () => {
    const visio = await make('Délégué dehors', { outsiders: ['maire@ville.test'] })
    const ics = event('sent-by-outside', visio, { organizer: 'maire@ville.test' }).replace(
      'ORGANIZER;CN=Organisateur:',
      'ORGANIZER;CN=Organisateur;SENT-BY="mailto:eve@ville.test":',
    )

    expect(await fateOf(() => bring(ics, visio.email, { from: 'eve@ville.test', by: town }))).toBe('not_the_organizer')
  })
})

describe('CAL-31 a letter of somebody of the house that invites a resource', () => {
  test('is answered, and the event stands in their calendar with its link, of which all learn', async () => {
    const visio = await make('CAL-31', { everyone: 'see' })

    expect(await fateOf(() => bring(event('cal-31', visio), visio.email))).toBe('heard')

    const { text } = await copyOf('cal-31')
    const link = linkIn(text) ?? ''
    expect(link).toMatch(/^https:\/\/meet\.d\.test\/[0-9a-f-]{36}$/)
    await expect.poll(() => lettersTo(emailOf('bob'), 'cal-31').length).toBe(2)
    const [answer] = answersTo(emailOf('bob'), 'cal-31')
    const ics = unfold(answer?.calendar?.text ?? '')
    expect(ics).toMatch(new RegExp(`ATTENDEE;[^\r]*PARTSTAT=ACCEPTED[^\r]*:mailto:${visio.email}`))
    expect(ics.match(/ATTENDEE/g)).toHaveLength(1)
    expect(ics).toContain('SEQUENCE:0')
    expect(ics).toContain(`COMMENT:${link}`)
    expect(answer?.text).toContain(link)
    for (const address of [emailOf('bob'), guest]) {
      const requests = () => lettersTo(address, 'cal-31').filter(({ calendar }) => calendar?.method === 'REQUEST')
      await expect.poll(() => requests().length).toBe(1)
      const told = requests()
      expect(unfold(told[0]?.calendar?.text ?? '')).toContain(link)
      expect(told[0]?.calendar?.text).toContain('SEQUENCE:0')
    }
  })

  test('changes nothing when it comes again', async () => {
    const visio = await make('CAL-31 again')
    const letter = event('cal-31-again', visio)
    await fateOf(() => bring(letter, visio.email))
    await expect.poll(() => lettersTo(guest, 'cal-31-again').length).toBe(1)
    await expect.poll(() => lettersTo(emailOf('bob'), 'cal-31-again').length).toBe(2)
    const before = [(await copyOf('cal-31-again')).text, house.mailbox.length]

    expect(await fateOf(() => bring(letter, visio.email))).toBe('heard_before')

    expect([(await copyOf('cal-31-again')).text, house.mailbox.length]).toEqual(before)
  })
})

describe('CAL-30 the same by a program that writes into the calendar, and leaves letters to Outlook', () => {
  const byClient = (uid: string, visio: ResourceDetail) =>
    event(uid, visio).replace('METHOD:REQUEST\r\n', '').replaceAll('ATTENDEE;', 'ATTENDEE;SCHEDULE-AGENT=CLIENT;')

  test.each(['before', 'after'])(
    '%s the letter: one booking, one link, one answer, and no letter to anybody else',
    async (when) => {
      const visio = await make(`CAL-30 ${when}`)
      const uid = `cal-30-${when}`
      const put = () => bob.put(`${bob.calendar}${uid}.ics`, byClient(uid, visio))
      const letter = event(uid, visio)

      if (when === 'before') await put()
      await fateOf(async () => {
        await bring(letter, visio.email)
        if (when === 'after') await put()
      })

      await expect.poll(() => answersTo(emailOf('bob'), uid).length).toBe(1)
      const { many, text } = await copyOf(uid)
      expect(many).toBe(1)
      expect(linkIn(text)).toMatch(/^https:\/\/meet\.d\.test\//)
      expect(answersTo(emailOf('bob'), uid)[0]?.text).toContain(linkIn(text) ?? '?')
      expect(lettersTo(guest, uid)).toEqual([])
      expect(lettersTo(emailOf('bob'), uid)).toHaveLength(1)
    },
  )
})

describe('CAL-33 a letter that books nothing', () => {
  const nothing = async (uid: string) => {
    expect((await copyOf(uid)).text).toBe('')
    expect(lettersTo(guest, uid)).toEqual([])
  }

  test('is one that nothing proves, and nobody is answered', async () => {
    const visio = await make('CAL-33 forged')
    const ics = event('cal-33-forged', visio)

    expect(await fateOf(() => bring(ics, visio.email, { by: town }))).toBe('not_proven')

    await nothing('cal-33-forged')
    expect(lettersTo(emailOf('bob'), 'cal-33-forged')).toEqual([])
  })

  test('is one of another than who invites', async () => {
    const visio = await make('CAL-33 other')
    const ics = event('cal-33-other', visio, { organizer: emailOf('ada') })

    expect(await fateOf(() => bring(ics, visio.email))).toBe('not_the_organizer')

    await nothing('cal-33-other')
    expect((await copyOf('cal-33-other', ada)).text).toBe('')
  })

  test('is one of somebody who may not, who is told so, five times a day at most', async () => {
    const visio = await make('CAL-33 may not', { everyone: null })
    const about = (at: number) => `cal-33-may-not-${at}`
    const whys = []
    for (let at = 0; at < 6; at += 1) whys.push(await fateOf(() => bring(event(about(at), visio), visio.email)))

    expect(whys).toEqual([...Array.from({ length: 5 }, () => 'not_bookable'), 'too_many'])
    await expect.poll(() => answersTo(emailOf('bob'), 'cal-33-may-not').length).toBe(5)
    const [answer] = answersTo(emailOf('bob'), about(0))
    expect(unfold(answer?.calendar?.text ?? '')).toMatch(/PARTSTAT=DECLINED/)
    expect(answer?.text).toContain('Vous ne pouvez pas réserver')
    expect(answer?.text).not.toContain('meet.d.test')
    await nothing(about(0))
  })

  test('is one of a stranger, who alone is told so', async () => {
    const visio = await make('CAL-33 stranger')
    const ics = event('cal-33-stranger', visio, { organizer: guest })

    expect(await fateOf(() => bring(ics, visio.email, { from: guest, by: town }))).toBe('not_bookable')

    await expect.poll(() => lettersTo(guest, 'cal-33-stranger').length).toBe(1)
    expect(unfold(answersTo(guest, 'cal-33-stranger')[0]?.calendar?.text ?? '')).toContain('PARTSTAT=DECLINED')
    expect(answersTo(guest, 'cal-33-stranger')[0]?.text).not.toContain('meet.d.test')
  })
})

describe('CAL-32 a letter of somebody from outside who may book', () => {
  const others = 'denis@ville.test'
  const ask = (uid: string, visio: ResourceDetail, asked: Asked = {}) =>
    bring(event(uid, visio, { organizer: guest, guests: [others], ...asked }), visio.email, { from: guest, by: town })

  test('is answered with the link wherever programs look for one, and nobody else gets a letter', async () => {
    const visio = await make('CAL-32', { outsiders: ['@ville.test'] })

    expect(await fateOf(() => ask('cal-32', visio))).toBe('heard')

    await expect.poll(() => lettersTo(guest, 'cal-32').length).toBe(2)
    const [answer] = answersTo(guest, 'cal-32')
    const changed = lettersTo(guest, 'cal-32').find(({ calendar }) => calendar?.method === 'REQUEST')
    const ics = unfold(answer?.calendar?.text ?? '')
    const link = linkIn(ics) ?? ''
    expect(link).toMatch(/^https:\/\/meet\.d\.test\/[0-9a-f-]{36}$/)
    expect(ics).toMatch(/PARTSTAT=ACCEPTED/)
    expect(ics.match(/ATTENDEE/g)).toHaveLength(1)
    for (const said of [`COMMENT:${link}`, `LOCATION:${link}`, `:${link}`]) expect(ics).toContain(said)
    expect(answer?.text).toContain(link)
    expect(unfold(changed?.calendar?.text ?? '')).toContain(`ORGANIZER;CN=Organisateur:mailto:${guest}`)
    expect(unfold(changed?.calendar?.text ?? '')).toContain(link)
    expect(changed?.text).toContain(link)
    expect(lettersTo(others, 'cal-32')).toEqual([])
  })

  test('CAL-34 CAL-35 keeps its link when it moves, and loses it when it is taken back, without a word', async () => {
    const visio = await make('CAL-35 outside', { outsiders: [guest] })
    await fateOf(() => ask('cal-35-outside', visio))
    const answers = () => answersTo(guest, 'cal-35-outside')
    await expect.poll(() => answers().length).toBe(1)
    const moved: Asked = { sequence: 1, start: '20261126T100000', stamp: '20261123T090000Z' }

    expect(await fateOf(() => ask('cal-35-outside', visio, moved))).toBe('heard')
    const late: Asked = { sequence: 0, start: '20261127T100000', stamp: '20261123T083000Z' }
    expect(await fateOf(() => ask('cal-35-outside', visio, late))).toBe('older')
    await expect.poll(() => answers().length).toBe(2)
    const links = new Set(answers().map(({ calendar }) => linkIn(unfold(calendar?.text ?? ''))))
    expect([...links]).toEqual([expect.stringMatching(/^https:/)])

    const off: Asked = { method: 'CANCEL', sequence: 2, stamp: '20261123T100000Z' }
    expect(await fateOf(() => ask('cal-35-outside', visio, off))).toBe('heard')
    expect(answers()).toHaveLength(2)
    const { rows } = await house.db.execute(
      sql`select ended_at from event_conferences c join calendar_objects o on o.id = c.event_id where o.uid = 'cal-35-outside'`,
    )
    expect(rows.map((it) => it['ended_at'])).not.toContain(null)
  })

  test('gets a link of their own to lead by, where the conference is in this house', async () => {
    const visio = await make('CAL-32 ici', { server: { kind: 'rooms', carrier: null }, outsiders: [guest] })

    expect(await fateOf(() => ask('cal-32-own', visio))).toBe('heard')

    await expect.poll(() => lettersTo(guest, 'cal-32-own').length).toBe(2)
    const [answer] = answersTo(guest, 'cal-32-own')
    expect(answer?.text).toMatch(/^Rejoindre\s: http:\/\/university\.test\/\S+$/m)
    expect(answer?.text).toMatch(/^Animer .*: http:\/\/university\.test\/\S+$/m)
    const lead = /^Animer .*: (\S+)$/m.exec(answer?.text ?? '')?.[1] ?? '?'
    for (const { calendar } of lettersTo(guest, 'cal-32-own')) expect(unfold(calendar?.text ?? '')).not.toContain(lead)
  })

  test('finds it open as many minutes before as the institution says, also where that is said afterwards', async () => {
    const visio = await make('CAL-32 tôt', { server: { kind: 'rooms', carrier: null }, outsiders: [guest] })
    await fateOf(() => ask('cal-32-early', visio))
    await expect.poll(() => answersTo(guest, 'cal-32-early').length).toBe(1)
    const code = /^Rejoindre\s: http:\/\/university\.test\/(\S+)$/m.exec(
      answersTo(guest, 'cal-32-early')[0]?.text ?? '',
    )?.[1]
    const waits = async () => {
      const { planned } = (await house.aGuest().ask(readDoor, { params: { code: code ?? '?' } })).reply
      const till = Date.parse(planned?.startsAt ?? '') - clock.now().getTime()
      return till / 60_000 - (planned?.opensIn ?? 0) / 60
    }
    expect(await waits()).toBe(15)

    await house.ask('malik', changeTenant, { body: { opensBefore: 45 } })

    await expect.poll(waits).toBe(45)
    await house.ask('malik', changeTenant, { body: { opensBefore: 15 } })
  })
})

test('CAL-34 a later letter moves it and keeps its link; an older one that comes late does nothing', async () => {
  const visio = await make('CAL-34')
  await fateOf(() => bring(event('cal-34', visio), visio.email))
  const link = linkIn((await copyOf('cal-34')).text)

  const moved = event('cal-34', visio, { sequence: 2, start: '20261125T140000', stamp: '20261123T090000Z' })
  expect(await fateOf(() => bring(moved, visio.email))).toBe('heard')
  const late = event('cal-34', visio, { sequence: 1, start: '20261126T160000', stamp: '20261123T083000Z' })
  expect(await fateOf(() => bring(late, visio.email))).toBe('older')

  const { text } = await copyOf('cal-34')
  expect(linkIn(text)).toBe(link)
  expect(text).toContain('20261125T140000')
  expect(text).not.toMatch(/20261126|20261124T10/)
  await expect.poll(() => answersTo(emailOf('bob'), 'cal-34').length).toBe(2)
})

describe('CAL-35 a letter that takes back', () => {
  test('one date of a series, then all of it, is not answered, and the link goes', async () => {
    const visio = await make('CAL-35')
    const lines = ['RRULE:FREQ=WEEKLY;COUNT=3']
    await fateOf(() => bring(event('cal-35', visio, { lines }), visio.email))
    await expect.poll(() => answersTo(emailOf('bob'), 'cal-35').length).toBe(1)
    const one = event('cal-35', visio, {
      method: 'CANCEL',
      start: '20261201T100000',
      sequence: 1,
      stamp: '20261123T090000Z',
      lines: ['RECURRENCE-ID;TZID=Romance Standard Time:20261201T100000', 'STATUS:CANCELLED'],
    })

    expect(await fateOf(() => bring(one, visio.email))).toBe('heard')
    const [, series = '', date = ''] = (await copyOf('cal-35')).text.split('BEGIN:VEVENT')
    expect([series.includes('CANCELLED'), date.includes('STATUS:CANCELLED')]).toEqual([false, true])
    expect(linkIn(series)).toMatch(/^https/)

    const all = event('cal-35', visio, { method: 'CANCEL', sequence: 2, stamp: '20261123T100000Z', lines })
    expect(await fateOf(() => bring(all, visio.email))).toBe('heard')
    const { text } = await copyOf('cal-35')
    expect(text.split('BEGIN:VEVENT')[1]).toContain('STATUS:CANCELLED')
    expect(linkIn(text)).toBeUndefined()
    expect(answersTo(emailOf('bob'), 'cal-35')).toHaveLength(1)
  })

  test('the resource alone leaves the event to the others', async () => {
    const visio = await make('CAL-35 alone')
    await fateOf(() => bring(event('cal-35-alone', visio), visio.email))
    const off = event('cal-35-alone', visio, { method: 'CANCEL', sequence: 1, stamp: '20261123T090000Z', guests: [] })

    expect(await fateOf(() => bring(off, visio.email))).toBe('heard')

    const { text } = await copyOf('cal-35-alone')
    expect(text).not.toContain('CANCELLED')
    expect(text).not.toContain(visio.email)
    expect(linkIn(text)).toBeUndefined()
    expect(text).toContain(guest)
  })
})

test('a letter to a resource that is no more is refused', async () => {
  const visio = await make('Passée')
  await house.ask('malik', removeResource, { params: { resourceId: visio.id }, query: { upcoming: 'keep' } })

  await expect(bringLetter(port, 'x', { to: visio.email })).rejects.toMatchObject({ responseCode: 550 })
})
