import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readAccountLink, useAccountLink } from '@amphi/contract/account-links'
import { readJournal } from '@amphi/contract/journal'
import { changePerson, inviteAgain, invitePeople, listPeople } from '@amphi/contract/people'
import { emailOf, password } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })

const anEmail = () => `${randomUUID()}@university.test`
const secretsTo = (email: string) =>
  house.mailbox.filter(({ to }) => to === email).map(({ text }) => /\/link\/(\S+)/.exec(text)?.[1] ?? '')
const secrets = async (email: string, many: number) => {
  await expect.poll(() => secretsTo(email).length).toBe(many)
  return secretsTo(email)
}

const malik = () => house.asAnew('malik')
const paste = async (...emails: string[]) => {
  const people = emails.map((email) => ({ email }))
  return (await (await malik()).ask(invitePeople, { body: { people } })).reply
}
const someoneInvited = async () => {
  const email = anEmail()
  const { invited } = await paste(email)
  await secrets(email, 1)
  clock.pass(3600)
  return { email, params: { userId: invited[0]?.id ?? '' } }
}
const again = async (params: { userId: string }) => (await malik()).ask(inviteAgain, { params })
const statusOf = async (secret = '') => (await house.aGuest().ask(readAccountLink, { body: { secret } })).status
const accept = (secret = '') => house.aGuest().ask(useAccountLink, { body: { secret, password } })

describe('an invitation that was lost', () => {
  test('is sent again, with a link that opens in the place of the former', async () => {
    const { email, params } = await someoneInvited()

    const { status, reply } = await again(params)

    expect([status, reply.state, reply.can.invite]).toEqual([200, 'invited', true])
    const [first, second] = await secrets(email, 2)
    expect([await statusOf(first), await statusOf(second)]).toEqual([410, 200])
    expect((await accept(first)).status).toBe(410)
    expect((await accept(second)).status).toBe(200)
  })

  test('that is too old is sent again as well', async () => {
    const { email, params } = await someoneInvited()
    clock.pass(20 * 24 * 3600)

    expect((await again(params)).status).toBe(200)

    const [, second] = await secrets(email, 2)
    expect((await accept(second)).status).toBe(200)
  })

  test('is sent again to those of a pasted list who still wait, and the reply says to whom', async () => {
    const waiting = await someoneInvited()
    const fresh = anEmail()

    const reply = await paste(waiting.email, fresh, emailOf('ada'), fresh)

    expect(reply.invited.map(({ email }) => email)).toEqual([fresh])
    expect(reply.again.map(({ email }) => email)).toEqual([waiting.email])
    expect([reply.known, reply.spared]).toEqual([[emailOf('ada')], []])
    const [first, second] = await secrets(waiting.email, 2)
    expect([await statusOf(first), await statusOf(second)]).toEqual([410, 200])
    await secrets(fresh, 1)
  })

  test('is one letter, however often one presses', async () => {
    const { email, params } = await someoneInvited()

    const answers = await Promise.all([1, 2, 3].map(() => again(params)))
    const pasted = await paste(email)

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 429, 429])
    expect(answers.find(({ status }) => status === 429)?.refusal.code).toBe('invitation.too_often')
    expect([pasted.again, pasted.spared]).toEqual([[], [email]])
    const [, second] = await secrets(email, 2)
    expect(await statusOf(second)).toBe(200)
  })

  test('fills no mailbox: five letters a day', async () => {
    const { email, params } = await someoneInvited()
    const statuses: number[] = []
    for (let i = 0; i < 7; i += 1) {
      statuses.push((await again(params)).status)
      clock.pass(600)
    }

    expect(statuses).toEqual([200, 200, 200, 200, 429, 429, 429])
    await secrets(email, 5)
    clock.pass(24 * 3600)
    expect((await again(params)).status).toBe(200)
  })

  test('is in the journal, with who sent it', async () => {
    const { params } = await someoneInvited()
    await again(params)

    const admin = await malik()
    const entries = async () => (await admin.ask(readJournal, { query: {} })).reply
    await expect
      .poll(async () => (await entries()).find(({ ids }) => ids['userId'] === params.userId && ids['again'] === true))
      .toMatchObject({ fact: 'person.invited' })
  })
})

test('who has an account, or is disabled, waits for no invitation', async () => {
  const member = await someoneInvited()
  const [secret] = secretsTo(member.email)
  await accept(secret)
  const disabled = await someoneInvited()
  await (await malik()).ask(changePerson, { params: disabled.params, body: { disabled: true } })

  for (const { email, params } of [member, disabled]) {
    const { status, refusal } = await again(params)
    expect([status, refusal.code]).toEqual([409, 'invitation.not_waited_for'])
    expect((await paste(email)).known).toEqual([email])
    expect(secretsTo(email)).toHaveLength(1)
  }
  const { reply } = await (await malik()).ask(listPeople, { query: { search: member.email } })
  expect(reply[0]?.can.invite).toBe(false)
})
