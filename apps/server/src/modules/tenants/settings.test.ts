import { expect, test } from 'vitest'
import { changeTenant, readTenant, type TenantSettings } from '@amphi/contract/tenants'
import { aHouse } from '@amphi/testkit/house'

const house = await aHouse({ limitScale: 1000 })
const change = (body: object) => house.ask('malik', changeTenant, { body: body as Partial<TenantSettings> })

test('an administrator says how long sessions last, when the night ends them, and how long attendance is kept', async () => {
  const body = {
    timeZone: 'Indian/Reunion',
    sessionLength: 90,
    longestSession: 240,
    nightlyStop: 3,
    attendanceKept: 6,
    mostInside: 300,
    sessionsAtOnce: 40,
    peopleAtOnce: null,
  }

  const { status, reply } = await change(body)

  expect([status, reply]).toEqual([200, expect.objectContaining(body)])
  expect((await change({ nightlyStop: null })).reply.nightlyStop).toBe(null)
  expect((await house.ask('eve', readTenant, {})).reply).toMatchObject({ timeZone: 'Europe/Paris', sessionLength: 120 })
})

test.each([
  { timeZone: 'Atlantis/Capital' },
  { timeZone: '' },
  { sessionLength: 0 },
  { sessionLength: 61.5 },
  { longestSession: 301 },
  { nightlyStop: 24 },
  { nightlyStop: -1 },
  { nightlyStop: '3' },
  { attendanceKept: 0 },
  { attendanceKept: 121 },
  { mostInside: 0 },
  { mostInside: 1001 },
  { mostInside: null },
  { sessionsAtOnce: 0 },
  { peopleAtOnce: -1 },
  { peopleAtOnce: 1.5 },
])('%o is refused, and nothing is changed', async (body) => {
  const before = (await house.ask('malik', readTenant, {})).reply

  const { status, refusal } = await change({ name: 'Ailleurs', ...body })

  expect([status, refusal.code]).toEqual([400, 'request.invalid'])
  expect((await house.ask('malik', readTenant, {})).reply).toEqual(before)
})

test('a member changes none of it', async () => {
  expect((await house.ask('ada', changeTenant, { body: { attendanceKept: 1 } })).status).toBe(403)
})
