import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { aCalendarProgram, anEvent } from '@amphi/testkit/calendar-program'
import { emailOf } from '@amphi/testkit/cast'
import { aDatabase } from '@amphi/testkit/database'
import { aHouse, type TestHouse } from '@amphi/testkit/house'
import { aCalendarLetter, aMailDomain, resolve } from '@amphi/testkit/mail-domain'
import { aMailbox } from '@amphi/testkit/mailbox'

/** Where the set-up of the tests puts Dovecot. */
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'amphi')
const programs = [process.env['AMPHI_TEST_DOVECOT'], join(cache, 'dovecot/usr/lib/dovecot')].find(
  (path) => path !== undefined && existsSync(path),
)
const town = aMailDomain('ville.test')
const claire = 'claire@ville.test'

const answer = (uid: string, to = emailOf('ada')) =>
  town.signed(
    aCalendarLetter({
      from: claire,
      to,
      method: 'REPLY',
      ics: anEvent(uid, [`ATTENDEE;PARTSTAT=ACCEPTED:mailto:${claire}`]).replace(
        'BEGIN:VEVENT',
        'METHOD:REPLY\r\nBEGIN:VEVENT',
      ),
    }),
  )

const invite = async (house: TestHouse, uid: string) => {
  const ada = await aCalendarProgram(house, 'ada')
  const address = `${ada.calendar}${uid}.ics`
  await ada.put(
    address,
    anEvent(uid, [
      `ORGANIZER:mailto:${emailOf('ada')}`,
      `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${emailOf('ada')}`,
      `ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:${claire}`,
    ]),
  )
  return async () => (await ada.say('GET', address)).body.replaceAll('\r\n ', '')
}

const accepted = /PARTSTAT=ACCEPTED[^\r]*:mailto:claire/
const states = async (house: TestHouse) => {
  const { rows } = await house.db.execute<{ state: string }>(sql`select state from incoming_letters`)
  return rows.map(({ state }) => state)
}

describe.skipIf(programs === undefined)('a mailbox', () => {
  const aHouseWith = async (url: string, more: Parameters<typeof aHouse>[0] = {}) =>
    aHouse({ limitScale: 1000, env: { AMPHI_IMAP_URL: url, AMPHI_LOG: 'info' }, resolve, ...more })

  test('is read: what it holds is heard, marked as read and left there', async () => {
    const mailbox = await aMailbox(programs ?? '')
    const databaseUrl = await aDatabase()
    const before = await aHouse({ databaseUrl, resolve })
    const text = await invite(before, 'lying')
    mailbox.put(await answer('lying'))
    mailbox.put('From: x@ville.test\r\n\r\nPublicité')

    await aHouseWith(mailbox.url, { databaseUrl })

    await expect.poll(text, { timeout: 20_000 }).toMatch(accepted)
    await expect.poll(() => mailbox.count(), { timeout: 10_000 }).toEqual({ all: 2, read: 2 })
  })

  test('tells at once of a letter that comes, also of one to nobody in particular', async () => {
    const mailbox = await aMailbox(programs ?? '')
    const house = await aHouseWith(mailbox.url)
    const text = await invite(house, 'coming')
    const other = await invite(house, 'coming-too')
    mailbox.put(await answer('coming'))
    await expect.poll(text, { timeout: 20_000 }).toMatch(accepted)

    mailbox.put(await answer('coming-too', 'agenda@university.test'))

    await expect.poll(other, { timeout: 20_000 }).toMatch(accepted)
  }, 60_000)

  test('that two servers look after gives each letter once', async () => {
    const mailbox = await aMailbox(programs ?? '')
    const databaseUrl = await aDatabase()
    const first = await aHouseWith(mailbox.url, { databaseUrl })
    await aHouseWith(mailbox.url, { databaseUrl })
    const text = await invite(first, 'one')

    for (let many = 0; many < 5; many += 1) mailbox.put(await answer(many === 0 ? 'one' : `other-${many}`))

    await expect.poll(text, { timeout: 20_000 }).toMatch(accepted)
    await expect.poll(() => mailbox.count().read, { timeout: 20_000 }).toBe(5)
    await expect
      .poll(async () => (await states(first)).toSorted(), { timeout: 10_000 })
      .toEqual(['heard', 'passed_over', 'passed_over', 'passed_over', 'passed_over'])
  }, 60_000)

  test('that lets nobody in is asked again, and said once, without its password', async () => {
    const mailbox = await aMailbox(programs ?? '')
    const log: string[] = []
    const opens = mailbox.shut()
    const house = await aHouseWith(mailbox.url, { logTo: { write: (line) => void log.push(line) } })
    const text = await invite(house, 'shut')
    mailbox.put(await answer('shut'))
    const complaints = () => log.filter((it) => it.includes('mailbox'))
    await expect.poll(() => complaints().length, { timeout: 10_000 }).toBe(1)

    opens()

    await expect.poll(text, { timeout: 30_000 }).toMatch(accepted)
    expect(complaints()).toHaveLength(1)
    expect(log.join('')).not.toContain(mailbox.password)
    expect(log.join('')).not.toContain(encodeURIComponent(mailbox.password))
  }, 60_000)

  test('from which one was cut off is read on', async () => {
    const mailbox = await aMailbox(programs ?? '')
    const house = await aHouseWith(mailbox.url)
    const text = await invite(house, 'cut')
    const other = await invite(house, 'cut-after')
    mailbox.put(await answer('cut'))
    await expect.poll(text, { timeout: 20_000 }).toMatch(accepted)

    mailbox.shut()()
    mailbox.put(await answer('cut-after'))

    await expect.poll(other, { timeout: 20_000 }).toMatch(accepted)
  }, 60_000)
})
