import { describe, expect, test } from 'vitest'
import { sql } from 'drizzle-orm'
import { aCalendarProgram, anEvent, elementsIn, saidIn } from '@amphi/testkit/calendar-program'
import { emailOf } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aCalendarLetter, aMailDomain, bringLetter, resolve } from '@amphi/testkit/mail-domain'

const house = await aHouse({ limitScale: 1000, env: { AMPHI_SMTP_IN: 'smtp://127.0.0.1:0' }, resolve })
const ada = await aCalendarProgram(house, 'ada')
const port = house.lettersPort ?? 0
const town = aMailDomain('ville.test', { dmarc: 'v=DMARC1; p=reject' })
const others = aMailDomain('ailleurs.test')

const claire = 'claire@ville.test'
const at = (uid: string) => `${ada.calendar}${uid}.ics`
const unfold = (text: string) => text.replaceAll('\r\n ', '')
const textOf = async (uid: string) => unfold((await ada.say('GET', at(uid))).body)

/** Claire is invited by Ada, to something that has a link. */
const invite = async (uid: string, lines: string[] = []) => {
  await ada.put(
    at(uid),
    anEvent(uid, [
      `ORGANIZER;CN=Ada:mailto:${emailOf('ada')}`,
      `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${emailOf('ada')}`,
      `ATTENDEE;CN=Claire;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${claire}`,
      'CONFERENCE;VALUE=URI:https://meet.test/abc',
      ...lines,
    ]),
  )
}

interface Reply {
  partstat?: string
  attendee?: string
  lines?: string[]
  stamp?: string
}

const reply = (
  uid: string,
  { partstat = 'ACCEPTED', attendee = `mailto:${claire}`, lines, stamp = '20261123T080000Z' }: Reply = {},
) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Ville//Agenda//FR',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stamp}`,
    'SEQUENCE:0',
    ...(lines ?? [`ORGANIZER:mailto:${emailOf('ada')}`, 'DTSTART:20261124T090000Z', 'SUMMARY:Conseil']),
    `ATTENDEE;PARTSTAT=${partstat}:${attendee}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')

const letterWith = (ics: string, from = claire, headers: string[] = []) =>
  aCalendarLetter({ from: `Claire <${from}>`, to: emailOf('ada'), method: 'REPLY', ics, headers })

const bring = async (letter: string, to = emailOf('ada')) => bringLetter(port, letter, { from: claire, to })

/** What became of all letters so far, by how often. */
const fates = async () => {
  const { rows } = await house.db.execute<{ state: string; why: string | null }>(
    sql`select state, why from incoming_letters order by received_at`,
  )
  return rows.map(({ state, why }) => why ?? state)
}
const nextFate = async (before: readonly string[]) => {
  await expect.poll(async () => (await fates()).slice(before.length), { timeout: 10_000 }).toHaveLength(1)
  await expect.poll(async () => (await fates()).includes('waiting'), { timeout: 10_000 }).toBe(false)
  return (await fates()).slice(before.length)[0]
}

const state = async (uid: string) => {
  const { xml } = await ada.propfind(at(uid), '<D:getetag/><C:schedule-tag/>')
  const collection = await ada.propfind(ada.calendar, '<D:sync-token/>')
  return {
    etag: saidIn(xml(), 'getetag'),
    tag: saidIn(xml(), 'schedule-tag'),
    token: elementsIn(collection.xml(), 'sync-token')[0]?.text,
  }
}

const accepts = (uid: string) =>
  expect.poll(() => textOf(uid), { timeout: 10_000 }).toMatch(/ATTENDEE;[^\r]*PARTSTAT=ACCEPTED[^\r]*:mailto:claire/i)

describe('CAL-36 an answer that comes by letter', () => {
  test('is written beside whoever gave it, and programs learn of it; those who may be writing meanwhile are not disturbed', async () => {
    await invite('reply')
    const before = await state('reply')

    await bring(await town.signed(letterWith(reply('reply'))))

    await accepts('reply')
    const after = await state('reply')
    expect(after.etag).not.toBe(before.etag)
    expect(after.token).not.toBe(before.token)
    expect(after.tag).toBe(before.tag)
    const text = await textOf('reply')
    expect(text.match(/ATTENDEE/g)).toHaveLength(2)
    expect(text).toContain('CONFERENCE;VALUE=URI:https://meet.test/abc')
  })

  test('need not say who invites, and may write MAILTO as it likes', async () => {
    await invite('bare')

    await bring(await town.signed(letterWith(reply('bare', { attendee: 'MAILTO:Claire@Ville.TEST', lines: [] }))))

    await accepts('bare')
    expect((await textOf('bare')).match(/ATTENDEE/g)).toHaveLength(2)
  })

  test('may come to the address that letters of the house are from', async () => {
    await invite('own-address')

    await bring(await town.signed(letterWith(reply('own-address'))), 'amphi@university.test')

    await accepts('own-address')
  })

  test('is of whoever wrote it, and of nobody else that it names', async () => {
    const other = 'denis@ville.test'
    await invite('for-others', [`ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:${other}`])

    await bring(
      await town.signed(
        letterWith(
          reply('for-others').replace('END:VEVENT', `ATTENDEE;PARTSTAT=DECLINED:mailto:${other}\r\nEND:VEVENT`),
        ),
      ),
    )

    await accepts('for-others')
    expect(await textOf('for-others')).toContain(`ATTENDEE;PARTSTAT=NEEDS-ACTION`)
    expect(await textOf('for-others')).not.toContain('DECLINED')
  })

  test('that comes twice is heard once', async () => {
    await invite('twice')
    const letter = await town.signed(letterWith(reply('twice')))
    await bring(letter)
    await accepts('twice')
    const before = [await fates(), await state('twice')] as const

    await bring(letter)

    expect(await nextFate(before[0])).toBe('heard_before')
    expect(await state('twice')).toEqual(before[1])
  })
})

describe('an answer changes nothing', () => {
  const none = async (uid: string, letter: string) => {
    const before = await fates()
    await bring(letter)
    const fate = await nextFate(before)
    expect(await textOf(uid)).not.toMatch(/PARTSTAT=ACCEPTED[^\r]*claire/)
    return fate
  }

  test('where nothing proves who wrote it', async () => {
    await invite('unsigned')

    expect(await none('unsigned', letterWith(reply('unsigned')))).toBe('not_proven')
  })

  test('where another domain signed it', async () => {
    await invite('others')

    expect(await none('others', await others.signed(letterWith(reply('others'))))).toBe('not_proven')
  })

  test('where it was changed on its way', async () => {
    await invite('changed')
    const letter = await town.signed(letterWith(reply('changed', { partstat: 'DECLINED' })))

    expect(await none('changed', letter.replace('PARTSTAT=DECLINED', 'PARTSTAT=ACCEPTED'))).toBe('not_proven')
  })

  test('where two say that they wrote it', async () => {
    await invite('two')
    const letter = await town.signed(letterWith(reply('two')))

    expect(await none('two', `From: other@ville.test\r\n${letter}`)).toBe('not_proven')
  })

  test('where another of the same domain wrote it', async () => {
    await invite('colleague')

    expect(await none('colleague', await town.signed(letterWith(reply('colleague'), 'denis@ville.test')))).toBe(
      'not_the_attendee',
    )
  })

  test('where nobody invited them', async () => {
    await invite('known')
    const letter = await town.signed(letterWith(reply('not-there')))

    expect(await none('known', letter)).toBe('event_unknown')
  })

  test.each([['Auto-Submitted: auto-replied'], ['Precedence: bulk'], ['Return-Path: <>']])(
    'where nobody wrote it: %s',
    async (header) => {
      const uid = `auto ${header}`.replaceAll(/\W/g, '')
      await invite(uid)

      expect(await none(uid, await town.signed(letterWith(reply(uid), claire, [header])))).toBe('automatic')
    },
  )

  test('where it is older than one that was heard', async () => {
    await invite('older')
    await bring(await town.signed(letterWith(reply('older', { partstat: 'DECLINED', stamp: '20261123T090000Z' }))))
    await expect.poll(() => textOf('older'), { timeout: 10_000 }).toContain('DECLINED')

    expect(await none('older', await town.signed(letterWith(reply('older', { stamp: '20261123T080000Z' }))))).toBe(
      'heard',
    )
  })
})

test('where the DNS does not answer, a letter waits until it does', async () => {
  await invite('dns')
  const answersAgain = town.falter()
  const before = await fates()
  await bring(await town.signed(letterWith(reply('dns'))))
  await expect.poll(async () => (await fates()).slice(before.length)).toEqual(['waiting'])

  answersAgain()

  await expect.poll(() => textOf('dns'), { timeout: 30_000 }).toMatch(/PARTSTAT=ACCEPTED[^\r]*claire/)
}, 40_000)

test('another proposal is told to who invites, and changes nothing', async () => {
  await invite('counter')
  const ics = reply('counter')
    .replace('METHOD:REPLY', 'METHOD:COUNTER')
    .replace(
      'DTSTART:20261124T090000Z',
      'DTSTART:20261125T130000Z\r\nDTEND:20261125T140000Z\r\nCOMMENT:Plutôt mercredi',
    )
  const text = await textOf('counter')

  await bring(await town.signed(letterWith(ics)))

  const told = () => house.mailbox.find(({ subject }) => subject.includes('Autre proposition'))
  await expect.poll(told, { timeout: 10_000 }).toBeDefined()
  expect(told()).toMatchObject({ to: emailOf('ada'), replyTo: claire })
  expect(told()?.text).toContain('mercredi 25 novembre 2026')
  expect(told()?.text).toContain('Plutôt mercredi')
  expect(await textOf('counter')).toBe(text)
})

test('who asks for an invitation again gets it again, as it is now', async () => {
  await invite('refresh')
  const before = house.mailbox.filter(({ to }) => to === claire).length

  await bring(await town.signed(letterWith(reply('refresh').replace('METHOD:REPLY', 'METHOD:REFRESH'))))

  const letters = () => house.mailbox.filter(({ to }) => to === claire).slice(before)
  await expect.poll(() => letters().length, { timeout: 10_000 }).toBe(1)
  expect(letters()[0]?.calendar).toMatchObject({ method: 'REQUEST' })
  expect(letters()[0]?.calendar?.text).toContain('UID:refresh')
})
