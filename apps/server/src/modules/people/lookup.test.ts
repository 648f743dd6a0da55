import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { changeFavourite, type Found, searchDirectory } from '@amphi/contract/directory'
import { changeGroup, createGroup, removeGroup } from '@amphi/contract/groups'
import { changePerson, invitePeople, removePerson } from '@amphi/contract/people'
import { cast, emailOf, type Name, tenants } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'

const house = await aHouse({ limitScale: 1000 })

const search = async (who: Name, text?: string): Promise<Found[]> =>
  (await house.ask(who, searchDirectory, { query: text === undefined ? {} : { search: text } })).reply

const names = (found: readonly Found[]) => found.map(({ name }) => name)

const star = (who: Name, kind: Found['kind'], id: string, favourite = true) =>
  house.ask(who, changeFavourite, { body: { kind, id, favourite } })

const aPerson = async (name: string) => {
  const email = `${randomUUID()}@university.test`
  const { reply } = await house.ask('malik', invitePeople, { body: { people: [{ email, name }] } })
  const [person] = reply.invited
  if (!person) throw new Error('Nobody was invited.')
  return person
}

const aGroup = async (name: string, members: readonly string[] = []) => {
  const { reply: group } = await house.ask('malik', createGroup, { body: { name } })
  await house.ask('malik', changeGroup, { params: { groupId: group.id }, body: { members: [...members] } })
  return group
}

describe('a search', () => {
  test('finds people by any part of their name, in any order, whatever the capitals and accents', async () => {
    const name = 'Éloïse Brûlé-Nguyễn'
    await aPerson(name)

    for (const text of ['eloise', 'BRULE', 'nguyen élo', 'Brûlé, Éloïse', '  ngu  ']) {
      expect([text, names(await search('ada', text))]).toEqual([text, [name]])
    }
    expect(names(await search('ada', 'eloise martin'))).not.toContain(name)
  })

  test('puts first whose name begins with it', async () => {
    await aPerson('Karim Ozanam')
    await aPerson('Zana Petit')
    await aPerson('Yves Zanardi')

    expect(names(await search('ada', 'zana'))).toEqual(['Yves Zanardi', 'Zana Petit', 'Karim Ozanam'])
  })

  test('finds people alone where no group will do, favourites among them', async () => {
    const person = await aPerson('Quitterie Marchal')
    const group = await aGroup('Amis de Quitterie')
    await star('bob', 'group', group.id)
    await star('bob', 'person', person.id)
    const people = async (query: object) =>
      names((await house.ask('bob', searchDirectory, { query: { kind: 'person', ...query } })).reply)

    expect(names(await search('bob', 'quitterie'))).toContain('Amis de Quitterie')
    expect([await people({ search: 'quitterie' }), await people({})]).toEqual([
      ['Quitterie Marchal'],
      ['Quitterie Marchal'],
    ])
    await star('bob', 'group', group.id, false)
    await star('bob', 'person', person.id, false)
  })

  test('tells of people no more than their name and picture, of groups how many they are', async () => {
    const group = await aGroup('Promotion Curie', [cast.bob.userId, cast.ada.userId])

    expect(await search('ada', 'bob')).toEqual([
      { kind: 'person', id: cast.bob.userId, name: cast.bob.name, pictureUrl: null, favourite: false },
    ])
    expect(await search('bob', 'curie')).toEqual([
      { kind: 'group', id: group.id, name: 'Promotion Curie', count: 2, favourite: false },
    ])
  })

  test('finds a person by their whole address, and by no part of it', async () => {
    expect(names(await search('ada', emailOf('bob').toUpperCase()))).toEqual([cast.bob.name])
    expect(names(await search('ada', 'university.test'))).toEqual([])
  })

  test('does not find oneself, nor whoever was disabled or removed', async () => {
    const disabled = await aPerson('Quentin Dupont')
    const removed = await aPerson('Quitterie Dupont')
    const group = await aGroup('Tout Dupont', [disabled.id, cast.bob.userId])
    await house.ask('malik', changePerson, { params: { userId: disabled.id }, body: { disabled: true } })
    await house.ask('malik', removePerson, { params: { userId: removed.id }, query: { heir: cast.malik.userId } })

    expect(await search('ada', 'dupont')).toMatchObject([{ id: group.id, count: 1 }])
    expect(names(await search('ada', 'lovelace'))).toEqual([])
    expect(names(await search('ada', '—'))).toEqual([])
  })

  test('takes its signs for themselves', async () => {
    for (const text of ['%', '_', '\\', "'; drop table users --", '(((', '\u202E']) {
      const { status, reply } = await house.ask('ada', searchDirectory, { query: { search: text } })
      expect([text, status, reply]).toEqual([text, 200, []])
    }
    const long = await house.ask('ada', searchDirectory, { query: { search: 'a'.repeat(121) } })
    expect(long.status).toBe(400)
    expect((await house.ask('ada', searchDirectory, { query: { search: 'a '.repeat(60) } })).status).toBe(200)
  })

  test('answers twenty at most, and lets groups not take everyone’s place', async () => {
    await house.db
      .execute(sql`insert into users (tenant_id, id, email, name, role, capabilities, email_notices, created_at)
      select ${tenants.university}, gen_random_uuid(), 'x' || n || '@university.test', 'Xavier ' || n, 'member', '{}', true, now()
      from generate_series(1, 30) n`)
    await house.db.execute(sql`insert into groups
      select ${tenants.university}, gen_random_uuid(), 'Xavier groupe ' || n, 'xavier groupe ' || n
      from generate_series(1, 30) n`)

    const found = await search('ada', 'xavier')

    expect(found).toHaveLength(20)
    expect(found.filter(({ kind }) => kind === 'group')).toHaveLength(8)
  })

  test('stays within the house: nobody of another is found', async () => {
    expect(names(await search('eve', 'bob'))).toEqual([])
    expect(names(await search('ada', 'ailleurs'))).toEqual([])
  })

  test('is slowed down for whoever would read out everybody', async () => {
    const slow = await aHouse({ limitScale: 0.1 })
    const bob = slow.as('bob')

    const answers = []
    for (let i = 0; i < 10; i += 1) answers.push((await bob.ask(searchDirectory, { query: { search: 'a' } })).status)

    expect(answers).toContain(429)
  })
})

describe('a favourite', () => {
  test('comes first in a search, and alone without one, for oneself only', async () => {
    const group = await aGroup('Wagner et amis')
    const [first, second] = [await aPerson('Walter Petit'), await aPerson('Ursula Wagner')]

    await star('ada', 'person', second.id)
    await star('ada', 'person', second.id)
    await star('ada', 'group', group.id)

    expect(await search('ada', 'wa')).toMatchObject([
      { id: group.id, favourite: true },
      { id: second.id, favourite: true },
      { id: first.id, favourite: false },
    ])
    expect(names(await search('ada'))).toEqual([group.name, second.name])
    expect(names(await search('bob'))).toEqual([])
    await star('ada', 'person', second.id, false)
    await star('ada', 'group', group.id, false)
    expect(await search('ada')).toEqual([])
  })

  test('goes with whom it names, and with whose it was', async () => {
    const [person, group] = [await aPerson('Théo Rivière'), await aGroup('Rivière')]
    await star('bob', 'person', person.id)
    await star('bob', 'group', group.id)

    await house.ask('malik', removePerson, { params: { userId: person.id }, query: { heir: cast.malik.userId } })
    await house.ask('malik', removeGroup, { params: { groupId: group.id } })

    expect(await search('bob')).toEqual([])
    const { rows } = await house.db.execute(sql`select * from favourite_people where favourite_id = ${person.id}`)
    expect(rows).toEqual([])
  })

  test('is one of the house, and there are not too many', async () => {
    expect((await star('ada', 'person', randomUUID())).refusal.code).toBe('person.not_found')
    expect((await star('ada', 'group', cast.bob.userId)).refusal.code).toBe('group.not_found')
    expect((await star('eve', 'person', cast.bob.userId)).status).toBe(404)
    expect((await star('ada', 'person', randomUUID(), false)).status).toBe(204)

    await house.db
      .execute(sql`insert into users (tenant_id, id, email, name, role, capabilities, email_notices, created_at)
      select ${tenants.university}, gen_random_uuid(), 'v' || n || '@university.test', 'Victor ' || n, 'member', '{}', true, now()
      from generate_series(1, 200) n`)
    await house.db.execute(sql`insert into favourite_people
      select ${tenants.university}, ${cast.malik.userId}, id from users
      where tenant_id = ${tenants.university} and email like 'v%'`)
    const { refusal } = await star('malik', 'person', cast.bob.userId)
    expect(refusal.code).toBe('favourite.limit_reached')
  })
})
