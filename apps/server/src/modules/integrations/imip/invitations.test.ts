import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { aCalendarProgram, anEvent, elementsIn } from '@amphi/testkit/calendar-program'
import { emailOf } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aCalendarLetter, aMailDomain, bringLetter, resolve } from '@amphi/testkit/mail-domain'

const house = await aHouse({ limitScale: 1000, env: { AMPHI_SMTP_IN: 'smtp://127.0.0.1:0' }, resolve })
const bob = await aCalendarProgram(house, 'bob')
const port = house.lettersPort ?? 0
const town = aMailDomain('ville.test')

const mayor = 'mairie@ville.test'
const unfold = (text: string) => text.replaceAll('\r\n ', '')

interface Invitation {
  method?: 'REQUEST' | 'CANCEL'
  organizer?: string
  attendee?: string
  lines?: string[]
  stamp?: string
  sequence?: number
}

const said = (
  uid: string,
  {
    method = 'REQUEST',
    organizer = `ORGANIZER;CN=Mairie:mailto:${mayor}`,
    attendee = emailOf('bob'),
    lines = [],
    stamp = '20261123T080000Z',
    sequence = 0,
  }: Invitation = {},
) =>
  anEvent(uid, [
    `SUMMARY:${uid}`,
    `DTSTAMP:${stamp}`,
    `SEQUENCE:${sequence}`,
    organizer,
    `ATTENDEE;CN=Bob;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${attendee}`,
    ...lines,
  ]).replace('BEGIN:VEVENT', `METHOD:${method}\r\nBEGIN:VEVENT`)

const bring = async (ics: string, { from = mayor, to = emailOf('bob') } = {}) =>
  bringLetter(port, await town.signed(aCalendarLetter({ from, to, method: 'REQUEST', ics })), { from, to })

/** What of a UID stands in Bob’s calendar, and where; empty where nothing does. */
const copyOf = async (uid: string) => {
  const { xml } = await bob.report(
    bob.calendar,
    'C:calendar-query',
    `<D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:prop-filter name="UID"><C:text-match collation="i;octet">${uid}</C:text-match></C:prop-filter></C:comp-filter></C:comp-filter></C:filter>`,
  )
  const [found] = elementsIn(xml(), 'response')
  return {
    url: found ? (elementsIn(found, 'href')[0]?.text ?? '') : '',
    text: found ? unfold(elementsIn(found, 'calendar-data')[0]?.text ?? '') : '',
  }
}
const arrives = (uid: string, part = 'BEGIN:VEVENT') =>
  expect.poll(async () => (await copyOf(uid)).text, { timeout: 10_000 }).toContain(part)

/** What became of the letters so far, when all were heard. */
const fates = async () => {
  const read = async () => {
    const { rows } = await house.db.execute<{ state: string; why: string | null }>(
      sql`select state, why from incoming_letters order by received_at`,
    )
    return rows.map(({ state, why }) => why ?? state)
  }
  await expect.poll(async () => (await read()).includes('waiting'), { timeout: 10_000 }).toBe(false)
  return read()
}
const fateOf = async (letter: Promise<unknown>) => {
  await letter
  return (await fates()).at(-1)
}

describe('an invitation that comes by letter', () => {
  test('stands in the calendar of whoever it is for, who answers by letter', async () => {
    await bring(said('invited'))
    await arrives('invited', 'PARTSTAT=NEEDS-ACTION')
    const { url, text } = await copyOf('invited')

    await bob.put(url, text.replace('PARTSTAT=NEEDS-ACTION', 'PARTSTAT=ACCEPTED'))

    const answers = () => house.mailbox.filter(({ to }) => to === mayor)
    await expect.poll(() => answers().map(({ calendar }) => calendar?.method)).toEqual(['REPLY'])
    expect(unfold(answers()[0]?.calendar?.text ?? '')).toMatch(/ATTENDEE;[^\r]*PARTSTAT=ACCEPTED/)
    expect(text).not.toContain('METHOD')
  })

  test('may come to the address that letters of the house are from', async () => {
    await bring(said('to-the-house'), { to: 'amphi@university.test' })

    await arrives('to-the-house')
  })

  test('is changed by who invites, and not by an older letter that comes late', async () => {
    await bring(said('moved'))
    await arrives('moved')
    await bring(said('moved', { sequence: 2, lines: ['LOCATION:Salle 2'], stamp: '20261123T100000Z' }))
    await arrives('moved', 'Salle 2')

    await bring(said('moved', { sequence: 1, lines: ['LOCATION:Salle 1'], stamp: '20261123T090000Z' }))

    await fates()
    await expect.poll(async () => (await house.db.execute(sql`select 1 from calendar_messages`)).rowCount).toBe(0)
    expect((await copyOf('moved')).text).toContain('Salle 2')
  })

  test('is taken back by who invites', async () => {
    await bring(said('off'))
    await arrives('off')

    await bring(said('off', { method: 'CANCEL', sequence: 1, stamp: '20261123T090000Z' }))

    await arrives('off', 'STATUS:CANCELLED')
  })

  test('may be written by who speaks for them, of the same domain', async () => {
    const organizer = `ORGANIZER;SENT-BY="mailto:secretariat@ville.test":mailto:${mayor}`

    await bring(said('deputy', { organizer }), { from: 'secretariat@ville.test' })

    await arrives('deputy')
  })
})

describe('an invitation is passed over', () => {
  test('where another than who invites wrote it', async () => {
    expect(await fateOf(bring(said('forged'), { from: 'denis@ville.test' }))).toBe('not_the_organizer')
    expect((await copyOf('forged')).text).toBe('')
  })

  test('where who speaks for whoever invites is of another domain', async () => {
    const organizer = 'ORGANIZER;SENT-BY="mailto:denis@ville.test":mailto:rectorat@academie.test'

    expect(await fateOf(bring(said('stranger', { organizer }), { from: 'denis@ville.test' }))).toBe('not_the_organizer')
  })

  test('where it takes back what a colleague of the writer invited to', async () => {
    await bring(said('colleague'))
    await arrives('colleague')
    const organizer = `ORGANIZER;SENT-BY="mailto:denis@ville.test":mailto:${mayor}`
    const cancel = said('colleague', { method: 'CANCEL', organizer, sequence: 1, stamp: '20261123T090000Z' })

    expect(await fateOf(bring(cancel, { from: 'denis@ville.test' }))).toBe('not_the_organizer')
    expect((await copyOf('colleague')).text).not.toContain('CANCELLED')
  })

  test('where it is for somebody else', async () => {
    expect(await fateOf(bring(said('other', { attendee: 'other@ville.test' })))).toBe('not_for_them')
  })

  test('where the event of that name is another’s', async () => {
    await bob.put(`${bob.calendar}own.ics`, anEvent('own', ['SUMMARY:À moi']))

    await bring(said('own'))

    await fates()
    await expect.poll(async () => (await house.db.execute(sql`select 1 from calendar_messages`)).rowCount).toBe(0)
    expect((await copyOf('own')).text).toContain('À moi')
  })

  test('where it says nothing that a calendar could do', async () => {
    expect(await fateOf(bring(said('published').replace('METHOD:REQUEST', 'METHOD:PUBLISH')))).toBe('no_calendar')
  })

  test('where what it holds for calendars is none', async () => {
    expect(await fateOf(bring('BEGIN:VCALENDAR\r\nnothing of the kind'))).toBe('no_calendar')
  })

  test('where it repeats without an end of any use', async () => {
    const bomb = said('bomb', { lines: ['RRULE:FREQ=SECONDLY;COUNT=999999999'] })

    await bring(bomb)

    expect(['no_calendar', 'heard']).toContain((await fates()).at(-1))
  })
})
