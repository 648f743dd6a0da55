import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { aCalendarProgram, anEvent, elementsIn } from '@amphi/testkit/calendar-program'
import { emailOf } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aMailDomain, bringLetter, resolve } from '@amphi/testkit/mail-domain'

/** Letters as other programs write them: `golden/README.md` says after what. */
const house = await aHouse({ limitScale: 1000, env: { AMPHI_SMTP_IN: 'smtp://127.0.0.1:0' }, resolve })
const ada = await aCalendarProgram(house, 'ada')
const bob = await aCalendarProgram(house, 'bob')
const town = aMailDomain('ville.test', { dmarc: 'v=DMARC1; p=reject' })

const unfold = (text: string) => text.replaceAll('\r\n ', '')

const bring = async (name: string, to: string) => {
  const letter = readFileSync(new URL(`golden/${name}.eml`, import.meta.url), 'utf8')
  await bringLetter(house.lettersPort ?? 0, await town.signed(letter), { from: 'x@ville.test', to })
}

const invite = async (uid: string, lines: string[] = []) => {
  const address = `${ada.calendar}${uid}.ics`
  await ada.put(
    address,
    anEvent(uid, [
      `ORGANIZER;CN=Ada Lovelace:mailto:${emailOf('ada')}`,
      `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${emailOf('ada')}`,
      'ATTENDEE;CN=Claire;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:claire@ville.test',
      ...lines,
    ]),
  )
  return async () => unfold((await ada.say('GET', address)).body)
}

test.each([
  ['Outlook.com', 'reply-outlook-com', 'outlook-com', 'ACCEPTED'],
  ['Google Calendar', 'reply-gmail', 'gmail', 'ACCEPTED'],
  ['Apple’s Calendar', 'reply-apple', 'apple', 'DECLINED'],
  ['Thunderbird', 'reply-thunderbird', 'thunderbird', 'ACCEPTED'],
])('CAL-36 an answer of %s is written beside whoever gave it', async (_, letter, uid, partstat) => {
  const text = await invite(uid)

  await bring(letter, emailOf('ada'))

  await expect
    .poll(text, { timeout: 10_000 })
    .toMatch(new RegExp(`ATTENDEE;[^\r]*PARTSTAT=${partstat}[^\r]*:mailto:claire@ville.test`))
  expect((await text()).match(/ATTENDEE/g)).toHaveLength(2)
})

test('CAL-36 an answer of Exchange is about the date of the series that it names, by the clocks of Windows', async () => {
  const text = await invite('exchange', ['RRULE:FREQ=WEEKLY;COUNT=4'])

  await bring('reply-exchange', emailOf('ada'))

  await expect.poll(text, { timeout: 10_000 }).toContain('RECURRENCE-ID:20261201T090000Z')
  const [, series, date] = (await text()).split('BEGIN:VEVENT')
  expect(series).toContain('PARTSTAT=NEEDS-ACTION')
  expect(date).toMatch(/PARTSTAT=TENTATIVE/)
})

test('what Outlook writes for Outlook alone is passed over, and says so', async () => {
  await bring('reply-outlook-tnef', emailOf('ada'))

  const whys = async () => {
    const { rows } = await house.db.execute<{ why: string }>(
      sql`select why from incoming_letters where why is not null`,
    )
    return rows.map(({ why }) => why)
  }
  await expect.poll(whys, { timeout: 10_000 }).toEqual(['only_for_outlook'])
})

/** All that stands in Bob’s calendar. */
const inBobs = async () => {
  const { xml } = await bob.report(
    bob.calendar,
    'C:calendar-query',
    '<D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"/></C:filter>',
  )
  return elementsIn(xml(), 'calendar-data').map(({ text }) => unfold(text))
}

test('an invitation of Outlook is read in its charset and its time zone, and Exchange takes it back', async () => {
  await bring('request-outlook', emailOf('bob'))
  const ofIt = async () => (await inBobs()).find((it) => it.includes('UID:outlook-request')) ?? ''
  await expect.poll(ofIt, { timeout: 10_000 }).toContain('Réunion de rentrée')
  expect(await ofIt()).toContain('LOCATION:Hôtel de ville')
  const busy = await bob.report(
    bob.calendar,
    'C:calendar-query',
    '<D:prop><C:calendar-data><C:expand start="20261124T000000Z" end="20261125T000000Z"/></C:calendar-data></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="20261124T125900Z" end="20261124T130100Z"/></C:comp-filter></C:comp-filter></C:filter>',
  )
  expect(busy.body).toContain('DTSTART:20261124T130000Z')

  await bring('cancel-exchange', emailOf('bob'))

  await expect.poll(ofIt, { timeout: 10_000 }).toContain('STATUS:CANCELLED')
})

test('an invitation of Google Calendar to a series stands in the calendar once', async () => {
  await bring('request-gmail', emailOf('bob'))

  const ofIt = async () => (await inBobs()).filter((it) => it.includes('UID:gmail-request@google.test'))
  await expect.poll(async () => (await ofIt()).length, { timeout: 10_000 }).toBe(1)
  expect((await ofIt())[0]).toContain('RRULE:FREQ=WEEKLY;COUNT=4')
})
