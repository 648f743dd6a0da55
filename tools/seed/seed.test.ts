import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { listRooms } from '@amphi/contract/rooms'
import { listSessions, readAttendance } from '@amphi/contract/sessions'
import { parseConfig } from '@amphi/server/platform/config'
import { aDatabase, runSql } from '@amphi/testkit/database'
import { aHouse } from '@amphi/testkit/house'
import { refuseWherePeopleLive, seedPeople } from './people.ts'
import { seedRooms } from './rooms.ts'
import { openStage } from './stage.ts'
import { people, rooms } from './story.ts'

const folder = mkdtempSync(join(tmpdir(), 'amphi-seed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the story is told once, however often one asks for it', async () => {
  const databaseUrl = await aDatabase()
  // The cast of the tests lives elsewhere: whoever asks without a host name of theirs comes to the story's house.
  await runSql(databaseUrl, `update tenants set domains = '{}', name = 'Amphi'`)
  const config = parseConfig({ AMPHI_DATA: folder })
  const stage = await openStage({ config, databaseUrl, secret: 'x'.repeat(40), livekit: undefined }, new Date())
  afterAll(() => stage.close())

  for (const _ of ['once', 'again']) {
    await seedPeople(stage)
    await seedRooms(stage, new Date())
  }

  const [tenant] = await stage.services.tenants.list()
  const everyone = tenant ? await stage.services.people.directory.everyone(tenant.id) : []
  expect(everyone.map(({ name }) => name)).toEqual(
    expect.arrayContaining(Object.values(people).map(({ name }) => name)),
  )
  const all = tenant ? await stage.services.sessions.rooms.all(tenant.id) : []
  const told = all.filter(({ kind }) => kind !== 'personal')
  expect(told.map(({ name }) => name).toSorted()).toEqual(rooms.map(({ name }) => name).toSorted())

  const camille = await stage.as('camille')
  const theirs = (await camille.ask(listRooms, {})).reply.map(({ name, standing, favourite }) => [
    name,
    standing,
    favourite,
  ])
  expect(theirs).toContainEqual(['Conseil d’UFR', 'moderator', true])
  const room = (await camille.ask(listRooms, {})).reply.find(({ name }) => name.includes('TD 3'))
  const runs = (await camille.ask(listSessions, { query: {}, params: { roomId: room?.id ?? '' } })).reply
  expect(runs.map((run) => run.people)).toEqual([5, 5])
  const params = { roomId: room?.id ?? '', sessionId: runs[0]?.id ?? '' }
  const mei = (await camille.ask(readAttendance, { params })).reply.find(({ name }) => name === people.mei.name)
  expect(mei?.stays).toHaveLength(2)
})

test('the story is told beside a server that looks after its sessions all the while', async () => {
  const databaseUrl = await aDatabase()
  await runSql(databaseUrl, `update tenants set domains = '{}', name = 'Amphi'`)
  const secret = 'x'.repeat(40)
  const server = await aHouse({ databaseUrl, secret })
  const config = parseConfig({ AMPHI_DATA: folder })
  const stage = await openStage({ config, databaseUrl, secret, livekit: undefined }, new Date())
  afterAll(() => stage.close())
  await seedPeople(stage)

  const looking = setInterval(() => server.sessions.look())
  await seedRooms(stage, new Date()).finally(() => clearInterval(looking))

  const [tenant] = await stage.services.tenants.list()
  const all = tenant ? await stage.services.sessions.rooms.all(tenant.id) : []
  expect(all.filter(({ kind }) => kind !== 'personal')).toHaveLength(rooms.length)
})

test('the story is not told where people live: everybody knows the password of its administrator', async () => {
  const config = parseConfig({ AMPHI_DATA: folder })
  const databaseUrl = await aDatabase()
  const stage = await openStage({ config, databaseUrl, secret: 'x'.repeat(40), livekit: undefined }, new Date())
  afterAll(() => stage.close())

  await expect(refuseWherePeopleLive(stage)).rejects.toThrow(/^3 people have an account here/)

  await runSql(databaseUrl, `delete from logins; delete from users where name <> 'Malik Ferrand'`)
  await expect(refuseWherePeopleLive(stage)).resolves.toBeUndefined()
})
