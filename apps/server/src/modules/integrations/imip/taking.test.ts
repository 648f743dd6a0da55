import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import { describe, expect, test } from 'vitest'
import { atTheEnd } from '@amphi/testkit/at-the-end'
import { aCalendarProgram, anEvent } from '@amphi/testkit/calendar-program'
import { emailOf } from '@amphi/testkit/cast'
import { aDatabase } from '@amphi/testkit/database'
import { aHouse, type TestHouse } from '@amphi/testkit/house'
import { aCalendarLetter, aMailDomain, bringLetter, resolve } from '@amphi/testkit/mail-domain'

const town = aMailDomain('ville.test')
const claire = 'claire@ville.test'
const log: string[] = []
const house = await aHouse({
  limitScale: 1000,
  env: { AMPHI_SMTP_IN: 'smtp://127.0.0.1:0', AMPHI_LOG: 'info' },
  logTo: { write: (line) => void log.push(line) },
  resolve,
})
const port = house.lettersPort ?? 0

const answer = (uid: string, partstat = 'ACCEPTED') =>
  town.signed(
    aCalendarLetter({
      from: claire,
      to: emailOf('ada'),
      method: 'REPLY',
      ics: anEvent(uid, [`ATTENDEE;PARTSTAT=${partstat}:mailto:${claire}`, 'COMMENT:un mot secret']).replace(
        'BEGIN:VEVENT',
        'METHOD:REPLY\r\nBEGIN:VEVENT',
      ),
    }),
  )

const invite = async (to: TestHouse, uid: string) => {
  const ada = await aCalendarProgram(to, 'ada')
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

const kept = async (from: TestHouse) => {
  const { rows } = await from.db.execute<{ state: string; letter: string | null }>(
    sql`select state, sealed_letter as letter from incoming_letters where recipient = ${emailOf('ada')}`,
  )
  return rows
}

describe('a letter', () => {
  test('for somebody who is not here is refused before it is said', async () => {
    await expect(bringLetter(port, 'x', { to: 'nobody@university.test' })).rejects.toMatchObject({ responseCode: 550 })
  })

  test('is refused to whoever goes through names, and the others get theirs', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `name${at}@university.test`)

    await expect(bringLetter(port, 'x', { to: names })).rejects.toMatchObject({ responseCode: 421 })
    await expect(bringLetter(port, await answer('after'), { from: claire, to: emailOf('ada') })).resolves.toBeDefined()
  })

  test('that is larger than 10 megabytes is refused, in words', async () => {
    const large = `From: ${claire}\r\n\r\n${`${'x'.repeat(998)}\r\n`.repeat(10_600)}`

    await expect(bringLetter(port, large, { to: emailOf('ada') })).rejects.toMatchObject({
      responseCode: 552,
      response: expect.stringContaining('10 megabytes') as string,
    })
  })

  test('for more than a hundred is taken for a hundred', async () => {
    await house.db.execute(sql`
      insert into users select (jsonb_populate_record(
        ada, jsonb_build_object('id', gen_random_uuid(), 'email', 'pupil' || number || '@university.test')
      )).* from users ada, generate_series(1, 101) number where ada.email = ${emailOf('ada')}`)
    const many = Array.from({ length: 101 }, (_, at) => `pupil${at + 1}@university.test`)

    const sent = await bringLetter(port, await answer('many'), { from: claire, to: many })

    expect(sent.accepted).toHaveLength(100)
    expect(sent.rejectedErrors?.[0]).toMatchObject({ responseCode: 452 })
  })

  test('that came back is taken, and nothing is done', async () => {
    const before = await kept(house)

    await bringLetter(port, await answer('bounce'), { from: '', to: emailOf('ada') })

    expect(await kept(house)).toHaveLength(before.length)
  })

  test('that cannot be kept now is put off, and taken when it is brought again', async () => {
    const text = await invite(house, 'later')
    const letter = await answer('later')
    await house.db.execute(sql`alter table incoming_letters rename to away`)
    await expect(bringLetter(port, letter, { from: claire, to: emailOf('ada') })).rejects.toMatchObject({
      responseCode: 451,
    })
    await house.db.execute(sql`alter table away rename to incoming_letters`)

    await bringLetter(port, letter, { from: claire, to: emailOf('ada') })

    await expect.poll(text, { timeout: 10_000 }).toMatch(accepted)
  })

  test('is kept sealed until it is heard, and not after; the log has not a word of it', async () => {
    const text = await invite(house, 'sealed')
    const answersAgain = town.falter()
    await bringLetter(port, await answer('sealed'), { from: claire, to: emailOf('ada') })
    const waiting = (await kept(house)).filter(({ state }) => state === 'waiting')
    answersAgain()
    await expect.poll(text, { timeout: 30_000 }).toMatch(accepted)

    expect(waiting).toHaveLength(1)
    expect(waiting[0]?.letter).toMatch(/^[\w-]{1000,}$/)
    await expect.poll(async () => (await kept(house)).filter(({ letter }) => letter !== null)).toEqual([])
    expect(log.join('')).not.toMatch(/mot secret|claire|ville\.test/)
  }, 40_000)
})

test('what was kept by a server that is gone is heard by the next, once', async () => {
  const databaseUrl = await aDatabase()
  const env = { AMPHI_SMTP_IN: 'smtp://127.0.0.1:0' }
  const first = await aHouse({ databaseUrl, env, resolve })
  await invite(first, 'gone')
  const answersAgain = town.falter()
  await bringLetter(first.lettersPort ?? 0, await answer('gone'), { from: claire, to: emailOf('ada') })
  await expect.poll(() => kept(first)).toMatchObject([{ state: 'waiting' }])
  await first.close()
  answersAgain()

  const second = await aHouse({ databaseUrl, env, resolve })

  const ada = await aCalendarProgram(second, 'ada')
  const text = async () => (await ada.say('GET', `${ada.calendar}gone.ics`)).body.replaceAll('\r\n ', '')
  await expect.poll(text, { timeout: 30_000 }).toMatch(accepted)
  expect(await kept(second)).toMatchObject([{ state: 'heard', letter: null }])
}, 60_000)

describe('by LMTP', () => {
  test('each of those it is for is answered for', async () => {
    const here = await aHouse({ env: { AMPHI_SMTP_IN: 'lmtp://127.0.0.1:0' }, resolve })
    const text = await invite(here, 'lmtp')
    const carrier = createTransport({ host: '127.0.0.1', port: here.lettersPort ?? 0, lmtp: true, ignoreTLS: true })
    const to = [emailOf('ada'), 'nobody@university.test']

    const sent = await carrier.sendMail({ envelope: { from: claire, to }, raw: await answer('lmtp') })

    carrier.close()
    expect([sent.accepted, sent.rejected]).toEqual([[emailOf('ada')], ['nobody@university.test']])
    await expect.poll(text, { timeout: 10_000 }).toMatch(accepted)
  })

  test('a socket in a folder will do, also where a server that was killed left one there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'amphi-lmtp-'))
    atTheEnd(() => rmSync(folder, { recursive: true, force: true }))
    const path = join(folder, 'lmtp.sock')
    const dies = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 9))`
    spawnSync(process.execPath, ['-e', dies])
    expect(existsSync(path)).toBe(true)
    await aHouse({ env: { AMPHI_SMTP_IN: `lmtp://${path}` }, resolve })

    const socket = connect(path)
    const [greeting] = (await once(socket.setEncoding('utf8'), 'data')) as [string]
    socket.end()

    expect(greeting).toMatch(/^220 /)
  })
})
