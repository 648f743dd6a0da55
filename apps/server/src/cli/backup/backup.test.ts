import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { Client } from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { listLetters, openLetter } from '@amphi/contract/letters'
import { askReset } from '@amphi/contract/account-links'
import { signIn } from '@amphi/contract/logins'
import { changePicture } from '@amphi/contract/profile'
import { createRoom, listRooms } from '@amphi/contract/rooms'
import { aDatabase, databaseAt, runSql } from '@amphi/testkit/database'
import { aHouse } from '@amphi/testkit/house'
import { migrations } from '#platform/db'
import { runCommand } from '../run-command.ts'
import { writePart } from './parts.ts'
import { seal } from './seal.ts'

const passphrase = 'a fine long passphrase'
const secret = 'the very secret of the first machine, long enough'
const folder = mkdtempSync(join(tmpdir(), 'amphi-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const aFolder = () => mkdtempSync(join(folder, 'data-'))

/** A database with nothing in it, not even tables: as on another machine. */
const anEmptyDatabase = async () => {
  const { url } = inject('cluster')
  const name = `empty_${randomUUID().replaceAll('-', '')}`
  await runSql(url, `create database ${name} template template0`)
  return databaseAt(url, name)
}

interface Machine {
  databaseUrl: string
  data: string
  env?: Record<string, string>
}

const amphi = async ({ databaseUrl, data, env }: Machine, ...argv: string[]) => {
  const said: string[] = []
  const code = await runCommand(argv, {
    env: { AMPHI_DATA: data, DATABASE_URL: databaseUrl, AMPHI_BACKUP_PASSPHRASE: passphrase, ...env },
    say: (line) => said.push(line),
    complain: (line) => said.push(line),
    readAll: async () => '',
    askSecretly: async () => undefined,
    ask: async () => undefined,
  })
  return { code, said: said.join('\n') }
}

const ask = async <T extends object>(url: string, query: string) => {
  const client = new Client(url)
  await client.connect()
  try {
    return (await client.query<T>(query)).rows
  } finally {
    await client.end()
  }
}

const file = join(folder, 'amphi.backup')

/** The first machine: a picture, a room, a sealed letter, and a job that nobody has done yet. */
const first = { databaseUrl: '', data: aFolder(), env: { AMPHI_SECRET: secret } }

beforeAll(async () => {
  first.databaseUrl = await aDatabase()
  const house = await aHouse({
    databaseUrl: first.databaseUrl,
    secret,
    env: { AMPHI_DATA: first.data },
    // Never carried: what waits is to be carried by the second machine.
    post: { carry: () => Promise.reject(new Error('no mail today')) },
  })
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  await house.ask('ada', changePicture, { body: picture })
  await house.ask('ada', createRoom, { body: { name: 'Conseil d’UFR' } })
  await house.ask('anonymous', askReset, { body: { email: 'bob@university.test' } })
  await house.close()
  const { code, said } = await amphi(first, 'backup', file)
  expect([code, said]).toEqual([0, expect.stringMatching(/holds \d+ tables, 1 files, \d+ waiting jobs/)])
})

describe('on another machine', () => {
  test('everything is back, and the server starts on it', async () => {
    const second = { databaseUrl: await anEmptyDatabase(), data: aFolder() }

    const { code, said } = await amphi(second, 'restore', file)

    expect([code, said]).toEqual([0, expect.stringMatching(/^Restored \d+ tables, 1 files, \d+ waiting jobs of/)])
    const kept = readFileSync(join(second.data, 'secret'), 'utf8').trim()
    expect(kept).toBe(secret)

    const house = await aHouse({ databaseUrl: second.databaseUrl, secret: kept, env: { AMPHI_DATA: second.data } })
    const body = { email: 'ada@university.test', password: 'a fine long one' }
    const { status, reply: ada } = await house.aGuest().ask(signIn, { body })
    expect(status).toBe(200)
    const rooms = (await house.ask('ada', listRooms, {})).reply
    expect(rooms.filter(({ kind }) => kind !== 'personal').map(({ name }) => name)).toEqual(['Conseil d’UFR'])
    const portrait = await house.app.inject({ url: ada.pictureUrl ?? '', headers: { host: 'university.test' } })
    expect([portrait.statusCode, portrait.headers['content-type']]).toEqual([200, 'image/webp'])

    const [letter] = (await house.ask('malik', listLetters, {})).reply.letters
    const opened = await house.ask('malik', openLetter, { params: { letterId: letter?.id ?? '' } })
    expect(opened.reply.text).toContain('/link/')
    // The job that waited is done here.
    await expect.poll(() => house.mailbox.map(({ to }) => to)).toEqual(['bob@university.test'])
  })

  test('the foreign keys are back as well', async () => {
    const second = { databaseUrl: await anEmptyDatabase(), data: aFolder() }
    await amphi(second, 'restore', file)
    const ties = `select conname from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
      order by conname`

    expect(await ask(second.databaseUrl, ties)).toEqual(await ask(first.databaseUrl, ties))
  })
})

describe('a restore that is refused changes nothing', () => {
  const refusedBy = async (path: string, env: Record<string, string> = {}) => {
    const target = { databaseUrl: await anEmptyDatabase(), data: aFolder(), env }
    const { code, said } = await amphi(target, 'restore', path)
    expect([code, said.includes('\n')]).toEqual([1, false])
    expect(await ask(target.databaseUrl, "select from pg_tables where schemaname = 'public'")).toEqual([])
    return said
  }

  const changed = (name: string, change: (bytes: Buffer) => Buffer) => {
    const path = join(folder, name)
    writeFileSync(path, change(readFileSync(file)))
    return path
  }

  test('for another passphrase', async () => {
    const said = await refusedBy(file, { AMPHI_BACKUP_PASSPHRASE: 'not the right one' })

    expect(said).toBe('The passphrase is not the one of this backup.')
  })

  test('for a file that is cut off, anywhere', async () => {
    const { length } = readFileSync(file)
    for (const keep of [60, Math.floor(length / 2), length - 1]) {
      const path = changed('cut', (bytes) => bytes)
      truncateSync(path, keep)
      expect(await refusedBy(path)).toMatch(/cut off/)
    }
  })

  test('for a file that someone has changed', async () => {
    const { length } = readFileSync(file)
    const flip = (at: number) => (bytes: Buffer) => {
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
      return bytes
    }
    for (const at of [80, Math.floor(length / 2), length - 1]) {
      expect(await refusedBy(changed('flipped', flip(at)))).toMatch(/damaged/)
    }
    expect(await refusedBy(changed('longer', (bytes) => Buffer.concat([bytes, bytes])))).toMatch(/damaged/)
  })

  test('for something else than a backup', async () => {
    expect(await refusedBy(changed('other', () => Buffer.from('hello')))).toBe('This is not a backup of Amphi.')
    expect(await refusedBy(join(folder, 'nowhere'))).toMatch(/cannot be read/)
  })

  test('for a backup of a newer Amphi', async () => {
    async function* newer() {
      const prints = [...migrations().map(({ print }) => print), 'one more']
      const told = { version: '9.0.0', madeAt: new Date().toISOString(), migrations: prints }
      yield* writePart({ part: 'manifest', ...told })
      yield* writePart({ part: 'end' })
    }
    const sealed: Buffer[] = []
    for await (const bytes of seal(passphrase, newer())) sealed.push(bytes)

    expect(await refusedBy(changed('newer', () => Buffer.concat(sealed)))).toMatch(/made by a newer Amphi \(9\.0\.0\)/)
  })

  test('for another secret than that of the backup', async () => {
    const said = await refusedBy(file, { AMPHI_SECRET: 'another secret than the one of the backup' })

    expect(said).toMatch(/^AMPHI_SECRET is not that of the backup/)
  })
})

describe('where there are people already', () => {
  test('a restore is refused, unless it is forced', async () => {
    const full = { databaseUrl: await aDatabase(), data: aFolder() }
    await runSql(full.databaseUrl, `update users set name = 'Somebody else'`)
    const names = () => ask<{ name: string }>(full.databaseUrl, 'select distinct name from users order by name')

    const refused = await amphi(full, 'restore', file)
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('--force')])
    expect(await names()).toEqual([{ name: 'Somebody else' }])

    expect((await amphi(full, 'restore', file, '--force')).code).toBe(0)
    expect(await names()).toContainEqual({ name: 'Ada Lovelace' })
  })

  test('a restore that fails in the middle leaves everything as it was', async () => {
    const full = { databaseUrl: await aDatabase(), data: aFolder() }
    await runSql(full.databaseUrl, `update users set name = 'Somebody else'`)
    // The last of its rows do not fit: by then the files and most tables have been written.
    async function* broken() {
      const prints = migrations().map(({ print }) => print)
      yield* writePart({ part: 'manifest', version: '0.1.0', madeAt: new Date().toISOString(), migrations: prints })
      yield* writePart({ part: 'secret' }, [Buffer.from(secret)])
      yield* writePart({ part: 'file', key: 'a/picture', size: 3 }, [Buffer.from('abc')])
      yield* writePart({ part: 'table', name: 'tenants', columns: ['id'] }, [Buffer.from('not an id\n')])
      yield* writePart({ part: 'end' })
    }
    const sealed: Buffer[] = []
    for await (const bytes of seal(passphrase, broken())) sealed.push(bytes)
    const path = join(folder, 'broken')
    writeFileSync(path, Buffer.concat(sealed))

    const { code, said } = await amphi(full, 'restore', path, '--force')

    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/^The restore failed, and nothing was changed: invalid input/),
    ])
    expect(await ask(full.databaseUrl, 'select distinct name from users')).toEqual([{ name: 'Somebody else' }])
    expect(existsSync(join(full.data, 'files', 'a', 'picture'))).toBe(false)
    expect(readFileSync(join(full.data, 'secret'), 'utf8')).not.toContain(secret)
  })

  test('a restore under a running server is refused', async () => {
    const databaseUrl = await aDatabase()
    await aHouse({ databaseUrl })

    const { code, said } = await amphi({ databaseUrl, data: aFolder() }, 'restore', file, '--force')

    expect([code, said]).toEqual([1, 'A server is running here: stop it first, then restore.'])
  })
})

test('a backup never takes the place of a file, and leaves no half of one', async () => {
  const machine = { ...first, env: { ...first.env } }

  expect((await amphi(machine, 'backup', file)).said).toMatch(/is there already/)
  expect((await amphi(machine, 'backup', join(folder, 'no', 'such', 'folder'))).said).toMatch(/cannot be written/)
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a backup is one moment, whatever changes while it is made', async () => {
  const databaseUrl = await aDatabase()
  const machine = { databaseUrl, data: aFolder(), env: { AMPHI_SECRET: secret } }
  const house = await aHouse({ databaseUrl, secret, env: { AMPHI_DATA: machine.data } })
  // Two rows that are only ever changed together.
  let going = true
  const changing = (async () => {
    for (let round = 0; going; round += 1) {
      await house.db.execute(sql`update users set name = ${`Round ${round}`} where name like 'Round %' or id in
        (select id from users where email in ('bob@university.test', 'malik@university.test'))`)
    }
  })()
  const path = join(folder, 'moving')
  await amphi(machine, 'backup', path)
  going = false
  await changing

  const second = { databaseUrl: await anEmptyDatabase(), data: aFolder() }
  await amphi(second, 'restore', path)
  const names = await ask(second.databaseUrl, "select distinct name from users where name like 'Round %'")
  expect(names).toHaveLength(1)
})
