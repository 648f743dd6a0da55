import { expect, test } from 'vitest'
import { enterDoor } from '@amphi/contract/doors'
import { readOccupancy, startConnectionTest } from '@amphi/contract/engines'
import { removeRoom, readRoom } from '@amphi/contract/rooms'
import { closeRoom, openRoom } from '@amphi/contract/sessions'
import { aDatabase, runSql } from '@amphi/testkit/database'
import { aHouse } from '@amphi/testkit/house'
import { aMeeting, anOpenRoom, comeInside } from '@amphi/testkit/story'

test('SC-01 how busy the service is counts meetings with somebody in them', async () => {
  const house = await aHouse()
  const guest = house.aGuest()
  // A page that tries its connection is no meeting, and one that nobody has joined occupies nothing.
  await guest.ask(startConnectionTest, {})
  await aMeeting(house)
  const { code } = await aMeeting(house)
  await comeInside(house, guest, code)

  const { reply } = await guest.ask(readOccupancy, {})

  expect(reply).toMatchObject({ level: 'little', meetings: 1, people: 1, sizes: [1] })
})

test('a room whose engine is gone lets nobody in, and says so; it can be closed, opened anew and deleted', async () => {
  const databaseUrl = await aDatabase()
  const house = await aHouse({ databaseUrl })
  const { id: roomId, sessionId, code } = await anOpenRoom(house)
  await runSql(databaseUrl, `update sessions set engine = 'gone' where id = '${sessionId}'`)
  const params = { roomId }

  const body = { name: 'Ada', tab: sessionId }
  const entry = await house.ask('ada', enterDoor, { params: { code }, body })
  expect([entry.status, entry.refusal.code]).toEqual([503, 'engine.unreachable'])
  await house.sweeps.now('presence')
  expect((await house.ask('ada', closeRoom, { params })).status).toBe(200)
  expect((await house.ask('ada', readRoom, { params })).reply.session).toBe(null)

  expect((await house.ask('ada', openRoom, { params })).status).toBe(200)
  expect((await house.ask('ada', enterDoor, { params: { code }, body })).reply.outcome).toBe('admitted')
  expect((await house.ask('ada', removeRoom, { params })).status).toBe(204)
})
