import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { chooseLink } from '@amphi/contract/chosen-links'
import { type GrantRole, listGrants, shareRoom } from '@amphi/contract/grants'
import { changeGroup, createGroup, removeGroup } from '@amphi/contract/groups'
import {
  checkInvitation,
  draftInvitation,
  listInvitations,
  readInvitation,
  sendInvitation,
} from '@amphi/contract/invitations'
import { readJournal } from '@amphi/contract/journal'
import { listLetters } from '@amphi/contract/letters'
import { listMemos } from '@amphi/contract/memos'
import { changePerson, invitePeople, removePerson } from '@amphi/contract/people'
import { changeMe } from '@amphi/contract/profile'
import { changeRoomSettings } from '@amphi/contract/room-settings'
import { makeLink, revokeLink } from '@amphi/contract/room-links'
import { removeRoom, type RoomSeen, type Visibility } from '@amphi/contract/rooms'
import { changeTenant } from '@amphi/contract/tenants'
import { cast, emailOf, type Name } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { aRoom } from '@amphi/testkit/story'

const clock = aClock()
const house = await aHouse({ limitScale: 1000, clock })

interface Wishes {
  id?: string
  people?: string[]
  groups?: string[]
  addresses?: string[]
  share?: boolean
  subject?: string
  text?: string
}

const invite = (room: Pick<RoomSeen, 'id' | 'code'>, wishes: Wishes, who: Name = 'ada', within = house) => {
  return within.ask(who, sendInvitation, {
    params: { roomId: room.id },
    body: {
      id: randomUUID(),
      subject: 'Conseil',
      text: `Bonjour, http://university.test/${room.code} à 14 h`,
      ...wishes,
    },
  })
}

const aGroup = async (members: string[]) => {
  const { reply: group } = await house.ask('malik', createGroup, { body: { name: randomUUID() } })
  await house.ask('malik', changeGroup, { params: { groupId: group.id }, body: { members } })
  return group.id
}

const somePeople = async (count: number) => {
  const people = Array.from({ length: count }, () => ({ email: `${randomUUID()}@university.test`, name: 'Camille' }))
  const { reply } = await house.ask('malik', invitePeople, { body: { people } })
  return reply.invited
}

const addresses = (count: number) => Array.from({ length: count }, (_, n) => `eleve.${n}@lycee.example`)

describe('who is invited', () => {
  test('ENT-13 people, members of groups and addresses, each once, here and by e-mail', async () => {
    const room = await aRoom(house)
    const [camille] = await somePeople(1)
    const groups = [
      await aGroup([cast.bob.userId, cast.ada.userId]),
      await aGroup([cast.bob.userId, camille?.id ?? '']),
    ]
    house.mailbox.length = 0

    const { reply } = await invite(room, {
      people: [cast.malik.userId, cast.bob.userId],
      groups,
      addresses: ['parent@example.org', emailOf('malik').toUpperCase(), ' Parent@Example.org '],
    })

    expect(reply).toMatchObject({ subject: 'Conseil', count: 4, by: { id: cast.ada.userId } })
    expect(new Set(reply.recipients.map(({ person, address }) => person?.name ?? address))).toEqual(
      new Set([cast.malik.name, cast.bob.name, 'Camille', 'parent@example.org']),
    )
    expect(reply.recipients.filter(({ mailbox }) => mailbox)).toHaveLength(3)
    await expect.poll(() => house.mailbox).toHaveLength(1)
    expect(house.mailbox[0]).toMatchObject({ to: '', replyTo: emailOf('ada'), subject: 'Conseil' })
    expect(new Set(house.mailbox[0]?.hidden)).toEqual(
      new Set([emailOf('malik'), emailOf('bob'), camille?.email, 'parent@example.org']),
    )
    expect(house.mailbox[0]?.text).toContain(`Envoyé par ${cast.ada.name}`)
    const { reply: mailbox } = await house.ask('bob', listMemos, { query: {} })
    expect(mailbox.memos[0]).toMatchObject({ subject: 'Conseil', room: { id: room.id, code: room.code } })
  })

  test('learns in the answer who was not reached, and why; the address of a person is told to nobody', async () => {
    const room = await aRoom(house)
    const [gone, quiet] = await somePeople(2)
    await house.ask('malik', changePerson, { params: { userId: gone?.id ?? '' }, body: { disabled: true } })
    await house.db.execute(sql`update users set email_notices = false where id = ${quiet?.id}`)

    const { reply } = await invite(room, {
      people: [gone?.id ?? '', quiet?.id ?? ''],
      addresses: ['parent@example', 'x@example.org\r\nBcc: y@example.org', 'parent@example.org'],
    })

    expect(reply.count).toBe(2)
    expect(reply.recipients).toMatchObject([
      { person: { id: gone?.id }, address: null, mailbox: false, email: 'none', skipped: 'disabled' },
      { person: { id: quiet?.id }, address: null, mailbox: true, email: 'none', skipped: null },
      { address: 'parent@example', skipped: 'not_an_address', mailbox: false, email: 'none' },
      { address: 'x@example.org Bcc: y@example.org', skipped: 'not_an_address' },
      { address: 'parent@example.org', skipped: null, mailbox: false },
    ])
    expect(JSON.stringify(reply)).not.toContain(quiet?.email)
  })

  test('cannot be nobody: none named, an empty group, oneself in a group, only what is no address', async () => {
    const room = await aRoom(house)
    const nobody: Wishes[] = [
      {},
      { groups: [await aGroup([])] },
      { groups: [await aGroup([cast.ada.userId])] },
      { addresses: ['', '   ', 'pas une adresse'] },
    ]

    for (const wishes of nobody) {
      const { status, refusal } = await invite(room, wishes)
      expect([status, refusal.code]).toEqual([400, 'invitation.nobody'])
    }
    expect((await house.ask('ada', listInvitations, { params: { roomId: room.id } })).reply).toEqual([])
  })

  test('is of the house where a person or a group is named, and nobody gets anything else', async () => {
    const room = await aRoom(house)
    const group = await aGroup([cast.bob.userId])
    await house.ask('malik', removeGroup, { params: { groupId: group } })
    const { reply: foreign } = await house.ask('eve', createGroup, { body: { name: 'Ailleurs' } })
    house.mailbox.length = 0

    const refused = [
      await invite(room, { people: [randomUUID(), cast.bob.userId] }),
      await invite(room, { groups: [group], people: [cast.bob.userId] }),
      await invite(room, { groups: [foreign.id], people: [cast.bob.userId] }),
    ]

    expect(refused.map(({ status, refusal }) => [status, refusal.code])).toEqual([
      [404, 'person.not_found'],
      [404, 'group.not_found'],
      [404, 'group.not_found'],
    ])
    expect(house.mailbox).toEqual([])
  })

  test('is at most a thousand at once, and three thousand a day', async () => {
    const time = aClock()
    const place = await aHouse({ limitScale: 1000, clock: time })
    const room = await aRoom(place)
    const send = (count: number) => invite(room, { addresses: addresses(count) }, 'ada', place)

    const tooMany = await send(5000)
    const thousands = [await send(1000), await send(1000), await send(999)]
    const over = await send(2)
    const last = await send(1)
    const none = await send(1)
    time.pass(25 * 3600)
    const nextDay = await send(2)

    expect([tooMany.status, tooMany.refusal]).toEqual([
      400,
      { code: 'invitation.over_limit', details: { count: 5000, most: 1000 } },
    ])
    expect(thousands.map(({ status, reply }) => [status, reply.count])).toEqual([
      [200, 1000],
      [200, 1000],
      [200, 999],
    ])
    expect([over.status, over.refusal]).toEqual([
      429,
      { code: 'invitation.over_day_limit', details: { left: 1, most: 3000 } },
    ])
    expect([last.status, none.status, nextDay.status]).toEqual([200, 429, 200])
  })
})

describe('who could not come in', () => {
  const check = async (room: Pick<RoomSeen, 'id'>, body: Wishes) =>
    (await house.ask('ada', checkInvitation, { params: { roomId: room.id }, body })).reply
  const aRoomFor = async (visibility: Visibility) => {
    const room = await aRoom(house)
    await house.ask('ada', changeRoomSettings, { params: { roomId: room.id }, body: { visibility } })
    return room
  }

  test('ENT-13 is told before, by what the room asks, and nobody where anyone may come', async () => {
    const group = await aGroup([cast.malik.userId])
    const to = { people: [cast.bob.userId], groups: [group], addresses: ['parent@example.org', 'nothing'] }
    const namesFor = async (visibility: Visibility, before?: GrantRole) => {
      const room = await aRoomFor(visibility)
      const body = { groups: [group], users: [], role: before ?? 'participant' }
      if (before) await house.ask('ada', shareRoom, { params: { roomId: room.id }, body: body as never })
      const { people, addresses: outside } = await check(room, to)
      return [...people.map(({ name }) => name), ...outside]
    }

    expect(await namesFor('anyone')).toEqual([])
    expect(await namesFor('signed_in')).toEqual(['parent@example.org'])
    expect(await namesFor('groups')).toEqual([cast.bob.name, cast.malik.name, 'parent@example.org'])
    expect(await namesFor('groups', 'moderator')).toEqual([cast.bob.name, 'parent@example.org'])
    expect(await namesFor('invited', 'moderator')).toEqual([cast.bob.name, cast.malik.name, 'parent@example.org'])
  })

  test.each(['groups', 'invited'] as const)(
    'ENT-13 where the room is for %s, it is shared with them in the same go, and nobody has less than before',
    async (visibility) => {
      const room = await aRoomFor(visibility)
      const params = { roomId: room.id }
      const group = await aGroup([cast.malik.userId])
      const body = { users: [], groups: [group], role: 'moderator' }
      await house.ask('ada', shareRoom, { params, body: body as never })
      const [camille] = await somePeople(1)
      const other = await aGroup([camille?.id ?? ''])
      const to = { people: [cast.bob.userId], groups: [group, other] }

      expect((await invite(room, { ...to, share: true })).status).toBe(200)

      expect(await check(room, to)).toEqual({ people: [], addresses: [] })
      const { reply: grants } = await house.ask('ada', listGrants, { params })
      const roleOf = (id: string) => grants.find((grant) => grant.to.id === id)?.role
      expect([roleOf(cast.bob.userId), roleOf(group)]).toEqual(['participant', 'moderator'])
      expect(roleOf(other)).toBe(visibility === 'groups' ? 'participant' : undefined)
    },
  )

  test('is invited all the same', async () => {
    const room = await aRoomFor('invited')

    const { status, reply } = await invite(room, { addresses: ['parent@example.org'] })

    expect([status, reply.count]).toEqual([200, 1])
    expect((await house.ask('ada', listGrants, { params: { roomId: room.id } })).reply).toEqual([])
  })

  test.each([
    ['anyone', 'sans compte'],
    ['signed_in', 'Connectez-vous avec votre compte.'],
    ['groups', 'avec qui elle est partagée'],
    ['invited', 'réservée aux personnes que l’organisateur'],
  ] as const)('where %s may come in, the draft says so', async (visibility, words) => {
    const { id: roomId } = await aRoomFor(visibility)

    const { text } = (await house.ask('ada', draftInvitation, { params: { roomId }, query: {} })).reply

    expect(text).toContain(words)
    if (visibility !== 'anyone') expect(text).not.toContain('sans compte')
  })
})

describe('what is written', () => {
  test('ENT-13 POD-26 begins in the language of the sender, with the link, and the password where there is one', async () => {
    const room = await aRoom(house, 'ada', 'Conseil \u202Eésrevni')
    const draft = async () =>
      (await house.ask('ada', draftInvitation, { params: { roomId: room.id }, query: {} })).reply

    const french = await draft()
    expect(french.link).toBe(`http://university.test/${room.code}`)
    expect(french.subject).toBe('Invitation\u00a0: Conseil ésrevni')
    expect(french.text).toContain(french.link)
    expect(french.text).toContain(cast.ada.name)
    expect(french.text).not.toContain('Mot de passe')

    const shown = await house.ask('ada', draftInvitation, { params: { roomId: room.id }, query: { language: 'en' } })
    expect(shown.reply.text).toContain('I invite you')

    await house.ask('ada', changeRoomSettings, {
      params: { roomId: room.id },
      body: { password: 'orangers', visibility: 'signed_in' },
    })
    await house.ask('ada', changeMe, { body: { language: 'en' } })
    const english = await draft()
    await house.ask('ada', changeMe, { body: { language: null } })

    expect(english.text).toContain('Password: orangers')
    expect(english.text).toContain('Sign in with your account')
    expect((await invite(room, { ...english, people: [cast.bob.userId] })).status).toBe(200)
  })

  test('ENT-13 ENT-S7 is refused without the room’s link, or without a subject', async () => {
    const [room, other] = [await aRoom(house), await aRoom(house)]
    const to = { people: [cast.bob.userId] }

    for (const text of ['Venez', `http://university.test/${other.code}`, `http://elsewhere.test/${room.code}`]) {
      const { status, refusal } = await invite(room, { ...to, text })
      expect([status, refusal.code]).toEqual([400, 'invitation.without_link'])
    }
    for (const subject of ['', '   ', '\u200B\u202E', '\n']) {
      const { status, refusal } = await invite(room, { ...to, subject })
      expect([status, refusal.code]).toEqual([400, 'request.invalid'])
    }
  })

  test('SC-06 POD-20 any link to the room will do, and the readable one is what it begins with; none that is over will', async () => {
    await house.ask('malik', changeTenant, { body: { chosenLinks: true } })
    const room = await aRoom(house)
    const params = { roomId: room.id }
    const name = `conseil-${randomUUID().slice(0, 8)}`
    await house.ask('ada', changeRoomSettings, { params, body: { password: 'orangers' } })
    await house.ask('ada', chooseLink, { params, body: { name } })
    const { reply: direct } = await house.ask('ada', makeLink, { params, body: { kind: 'direct', expiresAt: null } })
    const { reply: draft } = await house.ask('ada', draftInvitation, { params, query: {} })
    const inviteWith = async (end: string) =>
      (await invite(room, { people: [cast.bob.userId], text: `http://university.test/${end}` })).status

    expect(draft.link).toBe(`http://university.test/${name}`)
    expect([await inviteWith(name), await inviteWith(direct.code)]).toEqual([200, 200])
    await house.ask('ada', revokeLink, { params: { ...params, linkId: direct.id } })
    expect(await inviteWith(direct.code)).toBe(400)
  })

  test('adds no line to the head of a letter, and turns no text round', async () => {
    const room = await aRoom(house)
    house.mailbox.length = 0

    await invite(room, { people: [cast.bob.userId], subject: 'Conseil\r\nBcc: x@example.org \u202Etxt' })

    await expect.poll(() => house.mailbox).toHaveLength(1)
    expect(house.mailbox[0]?.subject).toBe('Conseil Bcc: x@example.org txt')
    expect(house.mailbox[0]?.hidden).toEqual([emailOf('bob')])
  })
})

describe('an invitation', () => {
  test('is sent once under its id, also when two pages send it at once', async () => {
    const room = await aRoom(house)
    const other = await aRoom(house)
    const id = randomUUID()
    house.mailbox.length = 0
    const wishes = { id, people: [cast.bob.userId] }

    const [first, second] = await Promise.all([invite(room, wishes), invite(room, wishes)])
    const again = await invite(room, wishes)
    const elsewhere = await invite(other, wishes)

    expect([first.status, second.status, again.status]).toEqual([200, 200, 200])
    expect(elsewhere.refusal.code).toBe('invitation.not_found')
    await expect.poll(() => house.mailbox).toHaveLength(1)
    expect((await house.ask('ada', listInvitations, { params: { roomId: room.id } })).reply).toHaveLength(1)
  })

  test('ENT-13 is for those who own or manage the room: others may neither send, nor draft, nor see one', async () => {
    const room = await aRoom(house)
    const { reply } = await invite(room, { people: [cast.bob.userId] })
    const params = { roomId: room.id }

    const asked = async (who: Name) => [
      (await invite(room, { people: [cast.malik.userId] }, who)).status,
      (await house.ask(who, draftInvitation, { params, query: {} })).status,
      (await house.ask(who, listInvitations, { params })).status,
      (await house.ask(who, readInvitation, { params: { ...params, invitationId: reply.id } })).status,
    ]
    const share = (role: GrantRole) => house.ask('ada', shareRoom, { params, body: { users: [cast.bob.userId], role } })

    expect(await asked('bob')).toEqual([404, 404, 404, 404])
    expect(await asked('eve')).toEqual([404, 404, 404, 404])
    await share('participant')
    expect(await asked('bob')).toEqual([404, 404, 404, 404])
    await share('moderator')
    expect(await asked('bob')).toEqual([403, 403, 403, 403])
    await share('manager')
    expect(await asked('bob')).toEqual([200, 200, 200, 200])
    expect((await house.aGuest().ask(draftInvitation, { params, query: {} })).status).toBe(401)
    const other = await aRoom(house)
    const mixed = { roomId: other.id, invitationId: reply.id }
    expect((await house.ask('ada', readInvitation, { params: mixed })).refusal.code).toBe('invitation.not_found')
  })

  test('is kept 90 days, goes with its room, and stands in the journal', async () => {
    const room = await aRoom(house)
    const { reply } = await invite(room, { people: [cast.bob.userId], addresses: ['x@example.org'] })
    const listed = async () => (await house.ask('ada', listInvitations, { params: { roomId: room.id } })).reply

    const journal = async () => (await house.ask('malik', readJournal, { query: {} })).reply
    await expect.poll(journal).toContainEqual(
      expect.objectContaining({
        fact: 'invitation.sent',
        ids: expect.objectContaining({ invitationId: reply.id, by: cast.ada.userId, count: 2 }) as object,
      }),
    )
    await house.sweeps.now('invitations')
    expect(await listed()).toHaveLength(1)
    clock.pass(91 * 24 * 3600)
    await house.sweeps.now('invitations')
    clock.pass(-91 * 24 * 3600)
    expect(await listed()).toEqual([])

    await invite(room, { people: [cast.bob.userId] })
    expect((await house.ask('ada', removeRoom, { params: { roomId: room.id } })).status).toBe(204)
    const { rows } = await house.db.execute(sql`select * from invitations where room_id = ${room.id}`)
    expect(rows).toEqual([])
  })

  test('forgets whoever is removed, and is there still', async () => {
    const room = await aRoom(house)
    const [camille] = await somePeople(1)
    const { reply } = await invite(room, { addresses: [camille?.email ?? ''] })
    const read = async () =>
      (await house.ask('ada', readInvitation, { params: { roomId: room.id, invitationId: reply.id } })).reply

    await house.ask('malik', removePerson, {
      params: { userId: camille?.id ?? '' },
      query: { heir: cast.malik.userId },
    })

    await expect
      .poll(read)
      .toMatchObject({ count: 1, recipients: [{ person: null, address: null, mailbox: true, email: 'none' }] })
  })

  test('tells the pages of those who may invite how its letters fare, and no others', async () => {
    const room = await aRoom(house)
    const [ada, bob] = [await aPage(house.app, house.as('ada')), await aPage(house.app, house.as('bob'))]

    expect([await ada.join(`invitations:${room.id}`), await bob.join(`invitations:${room.id}`)]).toEqual([true, false])
    expect([await ada.join('invitations:x'), await ada.join(`invitations:${randomUUID()}`)]).toEqual([false, false])
    const { reply } = await invite(room, { addresses: ['x@example.org'] })

    await ada.hearsFact('letter.carried')
    const params = { roomId: room.id, invitationId: reply.id }
    expect((await house.ask('ada', readInvitation, { params })).reply.recipients).toMatchObject([{ email: 'sent' }])
    const { letters } = (await house.ask('malik', listLetters, {})).reply
    expect(letters.find(({ to }) => to === 'x@example.org')).toMatchObject({ state: 'sent', copies: 1 })
  })
})
