import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createApiToken, listApiTokens } from '@amphi/contract/api-tokens'
import { listAppPasswords } from '@amphi/contract/app-passwords'
import { readJournal } from '@amphi/contract/journal'
import { signIn } from '@amphi/contract/logins'
import { listPeople } from '@amphi/contract/people'
import { listRooms, readRoom } from '@amphi/contract/rooms'
import { password, tenants } from '@amphi/testkit/cast'
import { pluginOf } from '@amphi/testkit/bbb-plugin'
import { aDatabase } from '@amphi/testkit/database'
import { aHouse } from '@amphi/testkit/house'
import { anOpenRoom, aRoom } from '@amphi/testkit/story'
import { runCommand } from './run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'amphi-cli-accounts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const secret = 'one that the server and its command line share'
const databaseUrl = await aDatabase()
const house = await aHouse({ databaseUrl, secret, limitScale: 1000 })

/** Types a command beside the running house; `answer` is what is typed when it asks. */
const amphi = async (line: string, answer?: string) => {
  const said: string[] = []
  const complained: string[] = []
  const argv = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  const code = await runCommand([...argv, '--tenant', 'university'], {
    env: { AMPHI_DATA: folder, AMPHI_SECRET: secret, DATABASE_URL: databaseUrl, AMPHI_URL: 'http://university.test' },
    say: (text) => said.push(text),
    complain: (text) => complained.push(text),
    readAll: async () => '',
    askSecretly: async () => undefined,
    ask: async () => answer,
  })
  return { code, said: said.join('\n'), complained: complained.join('\n') }
}

const find = async (search: string) => {
  const { reply } = await (await house.asAnew('malik')).ask(listPeople, { query: { search } })
  return reply[0]
}
const aPerson = async (name: string) => {
  const email = `${name}@university.test`
  await amphi(`people add ${email} --name "${name} Test" --password "a fine long one"`)
  return email
}

describe('people change', () => {
  test('changes name, address, role and capabilities, with a letter to the former address', async () => {
    const email = await aPerson('changed')

    const { code, said } = await amphi(
      `people change ${email} --name "Autre Nom" --email elsewhere@university.test --role administrator --give stream,webinar --take createRooms`,
    )

    expect([code, said]).toEqual([
      0,
      `${email} is now Autre Nom <elsewhere@university.test>, administrator, who may: stream, webinar.`,
    ])
    expect(await find('elsewhere@')).toMatchObject({ name: 'Autre Nom', capabilities: ['stream', 'webinar'] })
    await expect.poll(() => house.mailbox.some(({ to }) => to === email)).toBe(true)
    await amphi('people change elsewhere@university.test --role member')
    const body = { email: 'elsewhere@university.test', password }
    expect((await house.aGuest().ask(signIn, { body })).status).toBe(200)
  })
})

describe('people invite', () => {
  test('writes a letter, which the server carries', async () => {
    await amphi('people invite carried@university.test')

    await expect.poll(() => house.mailbox.some(({ to }) => to === 'carried@university.test')).toBe(true)
  })

  test('invites, and invites again only after a while', async () => {
    const first = await amphi('people invite invited@university.test --name "Une Invitée"')
    const second = await amphi('people invite invited@university.test')
    const known = await amphi('people invite ada@university.test')

    expect([first.code, first.said]).toEqual([0, 'invited@university.test is invited.'])
    expect([second.code, second.complained]).toEqual([
      1,
      'invited@university.test has just been invited, or five times today: try later.',
    ])
    expect(known.complained).toBe('ada@university.test has an account already, or is disabled.')
  })
})

describe('people delete', () => {
  test('gives what they own to the heir, once whoever sits there has said yes', async () => {
    const email = await aPerson('leaving')
    const heir = 'bob@university.test'

    const refused = await amphi(`people delete ${email} --heir ${heir}`, 'no')
    const done = await amphi(`people delete ${email} --heir ${heir}`, 'yes')

    expect([refused.code, refused.complained]).toEqual([1, 'Nothing was changed.'])
    expect([done.code, done.said]).toEqual([0, `${email} is deleted; their rooms are Bob Marchetti’s.`])
    expect(await find(email)).toBe(undefined)
  })

  test('wants an heir who can sign in', async () => {
    const email = await aPerson('staying')
    await amphi('people invite waiting@university.test')

    expect((await amphi(`people delete ${email}`)).complained).toBe('Say who receives their rooms: --heir EMAIL.')
    for (const heir of ['waiting@university.test', email]) {
      expect((await amphi(`people delete ${email} --heir ${heir}`)).complained).toBe(
        'Who receives the rooms is somebody else, whose account is active.',
      )
    }
  })
})

describe('rooms', () => {
  const sessionOf = async (roomId: string) => (await house.ask('ada', readRoom, { params: { roomId } })).reply.session

  test('are opened and closed by their code, or their link', async () => {
    const room = await aRoom(house, 'ada', 'Salle de commande')

    const opened = await amphi(`rooms open http://university.test/${room.code}`)
    expect([opened.code, opened.said]).toEqual([0, '“Salle de commande” is open.'])
    expect(await sessionOf(room.id)).not.toBe(null)
    expect((await amphi(`rooms open ${room.code}`)).said).toBe('“Salle de commande” is open already.')

    expect((await amphi(`rooms close ${room.code}`)).said).toBe('“Salle de commande” is closed.')
    expect(await sessionOf(room.id)).toBe(null)
    expect((await amphi(`rooms close ${room.code}`)).said).toBe('“Salle de commande” was closed already.')
  })

  test('are deleted once whoever sits there has said yes', async () => {
    const room = await anOpenRoom(house)
    const isThere = async () => (await house.ask('ada', listRooms, {})).reply.some(({ id }) => id === room.id)

    expect((await amphi(`rooms delete ${room.code}`, 'no')).complained).toBe('Nothing was changed.')
    expect(await isThere()).toBe(true)
    expect((await amphi(`rooms delete ${room.code}`, 'yes')).code).toBe(0)
    expect(await isThere()).toBe(false)
  })
})

describe('tokens', () => {
  test('are listed without their secret, and revoked one by one or all at once', async () => {
    const ada = await house.asAnew('ada')
    const make = async (name: string) => (await ada.ask(createApiToken, { body: { name, days: 30 } })).reply
    const [one, two, three] = [await make('Un'), await make('Deux'), await make('Trois')]

    const { said } = await amphi('tokens list ada@university.test')
    expect(said).toContain(`${one.id}\tUn\treadRooms\t`)
    expect(said).not.toContain(one.secret)

    expect((await amphi(`tokens revoke ada@university.test --id ${two.id}`)).said).toBe('1 token is revoked.')
    const left = async () => (await ada.ask(listApiTokens, {})).reply.map(({ id }) => id)
    expect(await left()).toEqual([one.id, three.id])
    expect((await amphi(`tokens revoke ada@university.test --id ${two.id}`)).complained).toContain('no such token')
    expect((await amphi('tokens revoke ada@university.test --all')).said).toBe('2 tokens are revoked.')
    expect(await left()).toEqual([])

    const journal = async () => (await house.ask('malik', readJournal, { query: {} })).reply
    await expect
      .poll(
        async () => (await journal()).filter(({ fact, ids }) => fact === 'token.revoked' && ids['by'] === null).length,
      )
      .toBe(2)
  })
})

describe('app passwords', () => {
  const holder = (login: string, secret: string) =>
    house.people.appPasswords.holder({ tenantId: tenants.university, login, secret, address: '203.0.113.1' })

  test('are made with the secret alone on a line, work at once, and are revoked one by one', async () => {
    const email = await aPerson('secretary')
    const { code, said: secret } = await amphi(`app-passwords add ${email} --name "Poste de l’accueil"`)
    const other = JSON.parse((await amphi(`app-passwords add ${email} --json`)).said) as { id: string; secret: string }

    expect([code, secret]).toEqual([0, expect.stringMatching(/^([2-9a-z]{4}-){6}[2-9a-z]{4}$/)])
    expect((await holder(email, secret))?.name).toBe('secretary Test')
    const { said } = await amphi(`app-passwords list ${email}`)
    expect(said).toMatch(/\tPoste de l’accueil\tmade \d{4}-\d\d-\d\d\tused /)
    expect(said).toContain(`${other.id}\tCommand line\t`)
    expect(said).not.toContain(other.secret)

    expect((await amphi(`app-passwords revoke ${email} ${other.id}`)).said).toBe('The app password is revoked.')
    expect((await amphi(`app-passwords revoke ${email} ${other.id}`)).complained).toContain('no such app password')
    expect(await holder(email, other.secret)).toBe(undefined)
    expect(await holder(email, secret)).toBeDefined()
  })

  test('are listed for their person, and the journal names the command line', async () => {
    await amphi('app-passwords add ada@university.test --name Téléphone')

    const { reply } = await house.ask('ada', listAppPasswords, {})
    expect(reply.map(({ name }) => name)).toEqual(['Téléphone'])
    const journal = async () => (await house.ask('malik', readJournal, { query: {} })).reply
    await expect
      .poll(async () =>
        (await journal()).some(({ fact, ids }) => fact === 'app_password.created' && ids['by'] === null),
      )
      .toBe(true)
  })

  test('are made for nobody who cannot sign in', async () => {
    const email = await aPerson('left')
    await amphi(`people disable ${email}`)

    expect((await amphi(`app-passwords add ${email}`)).complained).toContain('cannot sign in: disabled')
  })
})

describe('bbb-clients', () => {
  test('are added, and answered at once under the secret that is printed', async () => {
    const { code, said } = await amphi('bbb-clients add Moodle')
    const printed = Object.fromEntries(said.split('\n').map((it) => it.split('\t') as [string, string]))

    expect([code, printed['address']]).toEqual([0, 'http://university.test/bigbluebutton/'])
    const plugin = pluginOf(house, { id: printed['id'] ?? '', secret: printed['secret'] ?? '' })
    await expect.poll(async () => (await plugin.call('getMeetings')).response.returncode).toBe('SUCCESS')
    expect((await amphi('bbb-clients list')).said).toContain(`${printed['id']}\tMoodle\tanswered\t0 meetings`)
  })
})

test.each([
  ['bbb-clients add " "', '1 to 120 visible characters'],
  ['people change ada@university.test', 'Say what to change'],
  ['people change ada@university.test --role king', 'A role is administrator or member.'],
  ['people change ada@university.test --give magic', 'Capabilities are createRooms, stream, webinar'],
  ['people change ada@university.test --email bob@university.test', 'has this address already'],
  ['people change ada@university.test --name "\u200B"', 'at least one visible character'],
  ['people change malik@university.test --role member', 'Nobody else administers'],
  ['people add x@university.test --name "Une Personne" --password "une personne"', 'their name or address'],
  ['rooms open nowhere', '“nowhere” is not the code of a room.'],
  ['rooms open 22222-22222-2222', 'No room answers to'],
  ['tokens revoke ada@university.test', 'Say which: --id ID, or --all.'],
  ['tokens revoke ada@university.test --id x', 'is not the id of a token'],
  ['app-passwords add ada@university.test --name " "', '1 to 120 visible characters'],
  ['app-passwords revoke ada@university.test x', 'is not the id of an app password'],
])('%s is one sentence and exit 1', async (line, sentence) => {
  const { code, said, complained } = await amphi(line)

  expect(complained).toContain(sentence)
  expect([code, said, complained.includes('\n')]).toEqual([1, '', false])
})
