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
    opensBefore: 30,
    nightlyStop: 3,
    attendanceKept: 6,
    usualInside: 200,
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
  { opensBefore: -1 },
  { opensBefore: 121 },
  { nightlyStop: 24 },
  { nightlyStop: -1 },
  { nightlyStop: '3' },
  { attendanceKept: 0 },
  { attendanceKept: 121 },
  { mostInside: 0 },
  { mostInside: 1001 },
  { mostInside: null },
  { usualInside: 0 },
  { usualInside: 1001 },
  { usualInside: null },
  { sessionsAtOnce: 0 },
  { peopleAtOnce: -1 },
  { peopleAtOnce: 1.5 },
])('%o is refused, and nothing is changed', async (body) => {
  const before = (await house.ask('malik', readTenant, {})).reply

  const { status, refusal } = await change({ name: 'Ailleurs', ...body })

  expect([status, refusal.code]).toEqual([400, 'request.invalid'])
  expect((await house.ask('malik', readTenant, {})).reply).toEqual(before)
})

test.each([{ usualInside: 301, mostInside: 300 }, { usualInside: 501 }, { mostInside: 149 }])(
  'CH-08 with %o a room that asks for nothing would hold more than any may ask for: refused',
  async (body) => {
    await change({ usualInside: 150, mostInside: 500 })
    const { status, refusal } = await change({ name: 'Ailleurs', ...body })

    expect([status, refusal.code]).toEqual([409, 'tenant.usual_over_most'])
    expect(refusal.details).toEqual({ usual: body.usualInside ?? 150, most: body.mostInside ?? 500 })
    expect((await house.ask('malik', readTenant, {})).reply).toMatchObject({ usualInside: 150, mostInside: 500 })
  },
)

test.each([{ sessionLength: 200, longestSession: 100 }, { sessionLength: 250 }, { longestSession: 119 }])(
  'ENT-16 with %o a session would last longer as a rule than any may: refused',
  async (body) => {
    await change({ sessionLength: 120, longestSession: 240 })
    const { status, refusal } = await change({ name: 'Ailleurs', ...body })

    expect([status, refusal.code]).toEqual([409, 'tenant.length_over_longest'])
    expect(refusal.details).toEqual({ usual: body.sessionLength ?? 120, longest: body.longestSession ?? 240 })
  },
)

test('CH-08 of two numbers that are changed at once, neither comes to lie beyond the other', async () => {
  await change({ usualInside: 100, mostInside: 200 })

  const answers = await Promise.all([change({ usualInside: 180 }), change({ mostInside: 120 })])

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
})

test('a member changes none of it', async () => {
  expect((await house.ask('ada', changeTenant, { body: { attendanceKept: 1 } })).status).toBe(403)
})
