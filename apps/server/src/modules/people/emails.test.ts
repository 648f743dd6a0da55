import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { askReset, confirmEmail, readAccountLink, useAccountLink } from '@amphi/contract/account-links'
import { createApiToken } from '@amphi/contract/api-tokens'
import { readJournal } from '@amphi/contract/journal'
import { listLogins, signIn } from '@amphi/contract/logins'
import { changePerson, invitePeople, listPeople } from '@amphi/contract/people'
import { changeEmail, changeMe } from '@amphi/contract/profile'
import { welcome } from '@amphi/contract/welcome'
import { cast, emailOf, password } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })

const anEmail = () => `${randomUUID()}@university.test`
const lettersTo = (email: string) => house.mailbox.filter(({ to }) => to === email)
const letters = async (email: string, many: number) => {
  await expect.poll(() => lettersTo(email).length).toBe(many)
  return lettersTo(email)
}
const secretIn = (text = '') => /\/link\/(\S+)/.exec(text)?.[1] ?? ''

const malik = () => house.asAnew('malik')
const someoneInvited = async () => {
  const email = anEmail()
  const { reply } = await (await malik()).ask(invitePeople, { body: { people: [{ email, name: 'Nouvelle Venue' }] } })
  const [letter] = await letters(email, 1)
  return { email, secret: secretIn(letter?.text), params: { userId: reply.invited[0]?.id ?? '' } }
}
const aMember = async () => {
  const invited = await someoneInvited()
  const browser = house.aGuest()
  await browser.ask(useAccountLink, { body: { secret: invited.secret, password } })
  return { ...invited, browser }
}
const enter = (email: string) => house.aGuest().ask(signIn, { body: { email, password } })
const change = async (params: { userId: string }, body: object) => (await malik()).ask(changePerson, { params, body })

describe('an administrator', () => {
  test('changes someone’s name and address: they go on, sign in with the new one, and are told at the former', async () => {
    const { email, params, browser } = await aMember()
    const next = anEmail()

    const { status, reply } = await change(params, { name: ' Awa  Diop ', email: next.toUpperCase() })

    expect([status, reply.name, reply.email]).toEqual([200, 'Awa Diop', next])
    expect((await browser.ask(welcome, {})).reply.me).toMatchObject({ name: 'Awa Diop', email: next })
    expect([(await enter(next)).status, (await enter(email)).status]).toEqual([200, 401])
    const [, told] = await letters(email, 2)
    expect(told?.text).toContain(next)
    expect(told?.text).not.toContain('/link/')
  })

  test('gives nobody the address of another', async () => {
    const { email, params, browser } = await aMember()

    const { status, refusal } = await change(params, { name: 'Autre', email: emailOf('bob') })

    expect([status, refusal.code]).toEqual([409, 'person.email_taken'])
    expect((await browser.ask(welcome, {})).reply.me).toMatchObject({ email, name: 'Nouvelle Venue' })
  })

  test('of two who are given one address at once, one has it', async () => {
    const [one, two] = [await aMember(), await aMember()]
    const email = anEmail()

    const answers = await Promise.all([one, two].map(({ params }) => change(params, { email })))

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  test('corrects the address of someone invited, whose letter goes there; the one that went astray opens nothing', async () => {
    const { secret, params } = await someoneInvited()
    const next = anEmail()

    await change(params, { email: next })

    const [letter] = await letters(next, 1)
    const statusOf = async (it: string) => (await house.aGuest().ask(readAccountLink, { body: { secret: it } })).status
    expect([await statusOf(secret), await statusOf(secretIn(letter?.text))]).toEqual([410, 200])
  })

  test('makes worthless what was mailed to the former address', async () => {
    const { email, params } = await aMember()
    await house.aGuest().ask(askReset, { body: { email } })
    const [, reset] = await letters(email, 2)

    await change(params, { email: anEmail() })

    const body = { secret: secretIn(reset?.text), password: 'another fine long one' }
    expect((await house.aGuest().ask(useAccountLink, { body })).status).toBe(410)
  })

  test('does not change their own address here, where no password is asked', async () => {
    const { refusal } = await change({ userId: cast.malik.userId }, { email: anEmail() })
    const { reply } = await (await malik()).ask(listPeople, { query: { search: emailOf('malik') } })

    expect(refusal.code).toBe('person.not_yourself')
    expect(reply[0]?.can).toMatchObject({ change: true, changeEmail: false })
  })

  test('is in the journal, with what they changed', async () => {
    const { params } = await aMember()
    await change(params, { name: 'Journalisée', email: anEmail() })

    const admin = await malik()
    await expect
      .poll(async () => {
        const { reply } = await admin.ask(readJournal, { query: {} })
        return reply.find(
          ({ ids }) => ids['userId'] === params.userId && ids['by'] === cast.malik.userId && ids['what'],
        )?.ids['what']
      })
      .toEqual(['name', 'email'])
  })
})

describe('a person', () => {
  const askFor = (browser: ReturnType<typeof house.aGuest>, email: string, given = password) =>
    browser.ask(changeEmail, { body: { email, password: given } })

  test('changes their own address by a link that the new one gets; until then nothing changes', async () => {
    const { email, browser } = await aMember()
    const next = anEmail()

    expect((await askFor(browser, next)).status).toBe(204)

    const [letter] = await letters(next, 1)
    const secret = secretIn(letter?.text)
    expect((await enter(email)).status).toBe(200)
    const { reply: told } = await house.aGuest().ask(readAccountLink, { body: { secret } })
    expect(told).toMatchObject({ purpose: 'email', email: next })

    const confirmed = await house.aGuest().ask(confirmEmail, { body: { secret } })
    expect([confirmed.status, confirmed.reply]).toEqual([200, { email: next }])
    expect([(await enter(next)).status, (await enter(email)).status]).toEqual([200, 401])
    expect((await browser.ask(listLogins, {})).status).toBe(200)
    expect((await letters(email, 2))[1]?.text).toContain(next)
    expect((await house.aGuest().ask(confirmEmail, { body: { secret } })).status).toBe(410)
  })

  test('says their password for it', async () => {
    const { browser } = await aMember()

    const { status, refusal } = await askFor(browser, anEmail(), 'not this one at all')

    expect([status, refusal.code]).toEqual([403, 'person.wrong_password'])
  })

  test('cannot take the address of another, neither when asking nor when confirming', async () => {
    const { browser } = await aMember()
    const next = anEmail()

    expect((await askFor(browser, emailOf('ada'))).refusal.code).toBe('person.email_taken')

    await askFor(browser, next)
    const [letter] = await letters(next, 1)
    await (await malik()).ask(invitePeople, { body: { people: [{ email: next }] } })
    const { status, refusal } = await house.aGuest().ask(confirmEmail, { body: { secret: secretIn(letter?.text) } })
    expect([status, refusal.code]).toEqual([409, 'person.email_taken'])
  })

  test('has the address they asked for last, within a day', async () => {
    const { browser } = await aMember()
    const [wrong, right, late] = [anEmail(), anEmail(), anEmail()]
    const secretTo = async (email: string) => {
      await askFor(browser, email)
      return secretIn((await letters(email, 1))[0]?.text)
    }
    const confirm = async (secret: string) => (await house.aGuest().ask(confirmEmail, { body: { secret } })).status
    const [first, second] = [await secretTo(wrong), await secretTo(right)]

    expect([await confirm(first), await confirm(second)]).toEqual([410, 200])

    const third = await secretTo(late)
    clock.pass(24 * 3600 + 1)
    expect(await confirm(third)).toBe(410)
  })

  test('is let in by no link that confirms an address, and confirms none by a link that lets in', async () => {
    const { email, browser } = await aMember()
    const next = anEmail()
    await askFor(browser, next)
    const secret = secretIn((await letters(next, 1))[0]?.text)
    await house.aGuest().ask(askReset, { body: { email } })
    const reset = secretIn((await letters(email, 2))[1]?.text)

    const letIn = await house.aGuest().ask(useAccountLink, { body: { secret, password: 'another fine long one' } })
    const confirmed = await house.aGuest().ask(confirmEmail, { body: { secret: reset } })

    expect([letIn.status, confirmed.status]).toEqual([410, 410])
    // Neither spent the other's link.
    expect((await house.aGuest().ask(confirmEmail, { body: { secret } })).status).toBe(200)
  })

  test('has an address that no token of theirs can change', async () => {
    const { browser } = await aMember()
    const { reply } = await browser.ask(createApiToken, { body: { name: 'Tout', days: 1, scopes: ['account'] } })
    const headers = { authorization: `Bearer ${reply.secret}` }

    const answer = await house.aGuest().ask(changeEmail, { body: { email: anEmail(), password } }, headers)

    expect(answer.status).toBe(401)
  })

  test('changes their own name', async () => {
    const { browser } = await aMember()

    expect((await browser.ask(changeMe, { body: { name: 'Autrement' } })).reply.name).toBe('Autrement')
  })
})

describe('a password that is one’s name or address', () => {
  test.each(['Nouvelle Venue', 'venue.nouvelle'])('“%s” is refused, and the link stays good', async (guessable) => {
    const { secret } = await someoneInvited()

    const { status, refusal } = await house.aGuest().ask(useAccountLink, { body: { secret, password: guessable } })

    expect([status, refusal.code]).toEqual([400, 'password.guessable'])
    expect((await house.aGuest().ask(useAccountLink, { body: { secret, password } })).status).toBe(200)
  })

  test('is refused under the name that is chosen with it, and as the address', async () => {
    const { secret, email } = await someoneInvited()
    const use = (name: string, given: string) =>
      house.aGuest().ask(useAccountLink, { body: { secret, name, password: given } })

    expect((await use('Fatou Ndiaye', 'fatou ndiaye')).refusal.code).toBe('password.guessable')
    expect((await use('Fatou Ndiaye', email)).refusal.code).toBe('password.guessable')
  })
})
