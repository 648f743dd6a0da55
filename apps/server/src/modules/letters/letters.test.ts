import { once } from 'node:events'
import { createServer } from 'node:net'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { readJournal } from '@amphi/contract/journal'
import { listLetters, openLetter } from '@amphi/contract/letters'
import { askReset } from '@amphi/contract/account-links'
import { welcome } from '@amphi/contract/welcome'
import { cast, emailOf } from '@amphi/testkit/cast'
import { aHouse, type TestHouse } from '@amphi/testkit/house'
import { aMailServer } from '@amphi/testkit/mail-server'

const askFor = (house: TestHouse, name: 'ada' | 'bob') =>
  house.aGuest().ask(askReset, { body: { email: emailOf(name) } })

const listed = async (house: TestHouse) => (await house.ask('malik', listLetters, {})).reply

/** A mail server that refuses so many letters, and takes the others. */
const aHesitantMailServer = (refusals: number) => {
  let left = refusals
  return aMailServer(() => {
    left -= 1
    return left >= 0 ? { code: 451, why: 'try again later' } : undefined
  })
}

describe('without a mail server', () => {
  test('letters are kept, and an administrator reads one by an act that the journal keeps', async () => {
    const house = await aHouse({ post: 'of the settings' })
    await askFor(house, 'ada')
    await expect.poll(async () => (await listed(house)).letters.length).toBe(1)

    const { letters, mailServer } = await listed(house)
    const [letter] = letters
    const { reply: opened } = await house.ask('malik', openLetter, { params: { letterId: letter?.id ?? '' } })

    expect(mailServer).toBe(false)
    expect((await house.ask('anonymous', welcome, {})).reply.mailServer).toBe(false)
    expect(letter).toMatchObject({ to: emailOf('ada'), state: 'kept', problem: null })
    expect(JSON.stringify(letters)).not.toContain('/link/')
    expect(opened.text).toMatch(/\/link\/[2-9a-z]{27}/)
    const journal = async () => (await house.ask('malik', readJournal, { query: {} })).reply
    await expect.poll(journal).toContainEqual(
      expect.objectContaining({
        fact: 'letter.opened',
        ids: { tenantId: expect.any(String) as string, letterId: letter?.id, by: cast.malik.userId },
      }),
    )
  })

  test('a letter lies sealed in the database', async () => {
    const house = await aHouse({ post: 'of the settings' })
    await askFor(house, 'ada')
    await expect.poll(async () => (await listed(house)).letters.length).toBe(1)

    const { rows } = await house.db.execute(sql`select * from letters`)
    const { rows: jobs } = await house.db.execute(sql`select data from pgboss.job`)

    expect(JSON.stringify(rows)).not.toMatch(/link|mot de passe ici/)
    expect(JSON.stringify(jobs)).not.toContain(emailOf('ada'))
  })
})

describe('with a mail server', () => {
  test('a letter is sent, from our address, in the language of the house', async () => {
    const { taken, url } = await aMailServer()
    const house = await aHouse({
      post: 'of the settings',
      env: { SMTP_URL: url, AMPHI_MAIL_FROM: 'Amphi <a@university.test>' },
    })

    expect((await house.ask('anonymous', welcome, {})).reply.mailServer).toBe(true)
    await askFor(house, 'ada')

    await expect.poll(() => taken.length).toBe(1)
    const [letter] = taken
    expect(letter?.text).toMatch(/^From: Amphi <a@university\.test>$/m)
    expect(letter?.text).toMatch(new RegExp(`^To: ${emailOf('ada')}\r?$`, 'm'))
    expect(letter?.text).toMatch(/^Auto-Submitted: auto-generated\r?$/m)
    await expect.poll(async () => (await listed(house)).letters[0]?.state).toBe('sent')
  })

  test('what it refuses is tried again, says why meanwhile, and is sent once', async () => {
    const { taken, url } = await aHesitantMailServer(1)
    const log: string[] = []
    const house = await aHouse({
      post: 'of the settings',
      env: { SMTP_URL: url },
      logTo: { write: (line) => void log.push(line) },
    })

    await askFor(house, 'ada')

    await expect.poll(async () => (await listed(house)).letters[0]?.problem).toContain('try again later')
    await expect.poll(async () => (await listed(house)).letters[0]?.state).toBe('sent')
    await askFor(house, 'bob')
    await expect.poll(() => taken.length).toBe(2)
    expect(taken.filter(({ text }) => text.includes(`To: ${emailOf('ada')}`))).toHaveLength(1)
    expect(log.join('')).toContain('letter.send failed')
    expect(log.join('')).not.toContain(emailOf('ada'))
  })

  test('one that is not there holds up nobody who asks', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    const { port } = closed.address() as { port: number }
    closed.close()
    const house = await aHouse({ post: 'of the settings', env: { SMTP_URL: `smtp://127.0.0.1:${port}` } })

    const { status } = await askFor(house, 'ada')

    expect(status).toBe(204)
    await expect.poll(async () => (await listed(house)).letters[0]?.state).toBe('failed')
  })
})

test('the letters of a house are for its own administrators', async () => {
  const house = await aHouse({ post: 'of the settings' })
  await askFor(house, 'ada')
  await expect.poll(async () => (await listed(house)).letters.length).toBe(1)
  const letterId = (await listed(house)).letters[0]?.id ?? ''

  expect((await house.ask('eve', listLetters, {})).reply.letters).toEqual([])
  expect((await house.ask('eve', openLetter, { params: { letterId } })).status).toBe(404)
  expect((await house.ask('bob', openLetter, { params: { letterId } })).status).toBe(403)
})
