import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { useAccountLink } from '@amphi/contract/account-links'
import { signIn } from '@amphi/contract/logins'
import { welcome } from '@amphi/contract/welcome'
import { listLetters } from '@amphi/contract/letters'
import { readJournal } from '@amphi/contract/journal'
import { aDatabase, databaseAt, runSql } from '@amphi/testkit/database'
import { aHouse } from '@amphi/testkit/house'
import { runCommand } from './run-command.ts'
import type { Terminal } from './terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'amphi-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Types a command, and tells what came back. */
const amphi = async (databaseUrl: string, argv: string[], typed: Partial<Terminal> = {}) => {
  const said: string[] = []
  const complained: string[] = []
  const terminal: Terminal = {
    env: { AMPHI_DATA: folder, DATABASE_URL: databaseUrl, AMPHI_URL: 'http://university.test', ...typed.env },
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
    readAll: async () => '',
    askSecretly: async () => undefined,
    ask: async () => undefined,
    ...(typed.readAll ? { readAll: typed.readAll } : {}),
  }
  const code = await runCommand([...argv, '--tenant', 'university'], terminal)
  return { code, said: said.join('\n'), complained: complained.join('\n') }
}

describe('beside a running server', async () => {
  const databaseUrl = await aDatabase()
  const house = await aHouse({ databaseUrl })

  test('someone is added, and can sign in at once', async () => {
    const words = 'people add Ines@university.test --admin --name'.split(' ')
    const argv = [...words, 'Inès Carvalho', '--password', 'a fine long one']

    const { code, said } = await amphi(databaseUrl, argv)

    expect([code, said]).toEqual([0, 'ines@university.test is added as administrator.'])
    const body = { email: 'ines@university.test', password: 'a fine long one' }
    const { status, reply } = await house.aGuest().ask(signIn, { body })
    expect([status, reply.role]).toEqual([200, 'administrator'])
  })

  test('a password comes by the standard input, or by a setting', async () => {
    const byInput = await amphi(
      databaseUrl,
      ['people', 'add', 'awa@university.test', '--name', 'Awa Diop', '--password', '-'],
      { readAll: async () => 'from the standard input' },
    )
    const bySetting = await amphi(databaseUrl, ['people', 'add', 'karim@university.test', '--name', 'Karim Haddad'], {
      env: { AMPHI_PASSWORD: 'from the environment' },
    })

    expect([byInput.code, bySetting.code]).toEqual([0, 0])
    const guest = house.aGuest()
    const body = { email: 'awa@university.test', password: 'from the standard input' }
    expect((await guest.ask(signIn, { body })).status).toBe(200)
  })

  test('what it did is in the journal of the server, which heard of it', async () => {
    await amphi(databaseUrl, ['people', 'disable', 'bob@university.test'])
    await amphi(databaseUrl, ['people', 'enable', 'bob@university.test'])

    const entries = async () => (await house.ask('malik', readJournal, { query: {} })).reply.map(({ fact }) => fact)
    await expect.poll(async () => (await entries()).filter((it) => it === 'person.changed').length).toBeGreaterThan(1)
  })

  test('who is disabled is out at once', async () => {
    const ada = house.as('ada')
    expect((await ada.ask(welcome, {})).reply.me?.name).toBe('Ada Lovelace')

    const { code } = await amphi(databaseUrl, ['people', 'disable', 'ada@university.test'])

    expect(code).toBe(0)
    await expect.poll(async () => (await ada.ask(welcome, {})).reply.me).toBeNull()
    await amphi(databaseUrl, ['people', 'enable', 'ada@university.test'])
  })

  test('a link to choose a new password works once, and no letter is written', async () => {
    const { said } = await amphi(databaseUrl, ['people', 'reset', 'ada@university.test'])

    expect(said).toMatch(/^http:\/\/university\.test\/link\/\w{27}$/)
    const body = { secret: said.split('/').at(-1) ?? '', password: 'another fine long one' }
    expect((await house.aGuest().ask(useAccountLink, { body })).status).toBe(200)
    expect((await house.aGuest().ask(useAccountLink, { body })).status).toBe(410)
    expect((await house.ask('malik', listLetters, {})).reply.letters).toEqual([])
  })

  test('lists are lines for people and JSON for programs', async () => {
    const lines = await amphi(databaseUrl, ['people', 'list'])
    const json = await amphi(databaseUrl, ['people', 'list', '--json'])

    expect(lines.said).toContain('malik@university.test\tMalik Ferrand\tadministrator\tactive')
    expect(JSON.parse(json.said)).toContainEqual(expect.objectContaining({ email: 'malik@university.test' }))
    expect((await amphi(databaseUrl, ['rooms', 'list', '--json'])).said).toBe('[]')
  })
})

describe('what cannot be done is one sentence and exit 1', async () => {
  const databaseUrl = await aDatabase()

  test.each<[string[], string]>([
    [['frobnicate'], '“frobnicate” is not a command'],
    [['people', 'frobnicate'], 'people add, people list, people disable'],
    [['people', 'add'], 'It is people add EMAIL'],
    [['people', 'add', 'nobody', '--name', 'N', '--password', 'a fine long one'], '“nobody” is not an e-mail address.'],
    [['people', 'add', 'n@university.test', '--name', 'N', '--password', 'short'], '10 characters'],
    [['people', 'add', 'n@university.test', '--name', 'N'], 'Password is needed: set AMPHI_PASSWORD'],
    [
      ['people', 'add', 'ada@university.test', '--name', 'A', '--password', 'a fine long one'],
      'has this address already',
    ],
    [['people', 'disable', 'malik@university.test'], 'Nobody else administers this institution'],
    [['people', 'reset', 'nobody@university.test'], 'Nobody in “university” has the address'],
    [['people', 'list', '--wrong'], "Unknown option '--wrong'"],
  ])('%s', async (argv, sentence) => {
    const { code, said, complained } = await amphi(databaseUrl, argv)

    expect(complained).toContain(sentence)
    expect([code, said, complained.includes('\n')]).toEqual([1, '', false])
  })

  test.each([
    ['people list', ['people', 'list']],
    ['status', ['status']],
    ['backup', ['backup', join(folder, 'x.amphi'), '--passphrase', 'a fine long one']],
  ])('%s in a folder that holds no Amphi makes none', async (_title, argv) => {
    const place = join(folder, 'mistyped', 'data')
    const { code, complained } = await amphi('', argv, { env: { AMPHI_DATA: place } })

    expect(code).toBe(1)
    expect(complained).toBe(
      `There is no Amphi in ${place} (it would have its database in ${place}/postgres): set AMPHI_DATA to the folder of yours, or make one there with npm start.`,
    )
    expect(existsSync(join(folder, 'mistyped'))).toBe(false)
  })

  test('a database that holds no Amphi stays empty', async () => {
    const empty = databaseAt(databaseUrl, `empty_${process.pid}`)
    await runSql(databaseAt(databaseUrl, 'postgres'), `create database empty_${process.pid} template template0`)

    const { code, complained } = await amphi(empty, ['people', 'list'])

    expect([code, complained]).toEqual([
      1,
      'The database of DATABASE_URL holds no Amphi: npm start makes one in it, or set DATABASE_URL to that of yours.',
    ])
  })

  test('help is for everyone', async () => {
    const { code, said } = await amphi(databaseUrl, ['people', 'add', '--help'])

    expect(code).toBe(0)
    expect(said).toContain('--password PASSWORD')
  })

  test('help on a noun tells of its commands, wherever it stands', async () => {
    const after = await amphi(databaseUrl, ['rooms', '--help'])
    const before = await amphi(databaseUrl, ['--help', 'rooms'])
    const exact = await amphi(databaseUrl, ['--help', 'rooms', 'close'])

    expect([after.code, before.said, exact.code]).toEqual([0, after.said, 0])
    expect(after.said).toContain('rooms delete CODE')
    expect(after.said).not.toContain('people add')
    expect(exact.said).toMatch(/^npm run amphi -- rooms close CODE\n/)
  })

  test('without a server, status says so', async () => {
    const { code, said } = await amphi(databaseUrl, ['status'])

    expect(code).toBe(1)
    expect(said).toMatch(
      /^Amphi \d+\.\d+\.\d+: no server runs on this data folder; 2 institutions, 4 people, 0 rooms, 0 open/,
    )
  })
})
