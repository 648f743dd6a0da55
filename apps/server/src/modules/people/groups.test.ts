import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { changeGroup, createGroup, listGroups, removeGroup } from '@amphi/contract/groups'
import { welcome } from '@amphi/contract/welcome'
import { cast } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'

const house = await aHouse({ limitScale: 1000 })

describe('a group', () => {
  const aGroup = async () => (await house.ask('malik', createGroup, { body: { name: `Groupe ${randomUUID()}` } })).reply

  test('has the members it is given, each once', async () => {
    const { id: groupId } = await aGroup()
    const { ada, bob } = { ada: cast.ada.userId, bob: cast.bob.userId }

    const { reply } = await house.ask('malik', changeGroup, {
      params: { groupId },
      body: { members: [ada, bob, ada] },
    })
    const { reply: less } = await house.ask('malik', changeGroup, { params: { groupId }, body: { members: [bob] } })

    expect(reply.members.map(({ id }) => id)).toEqual([ada, bob])
    expect(less.members.map(({ id }) => id)).toEqual([bob])
    const { reply: all } = await house.ask('malik', listGroups, {})
    expect(all.find(({ id }) => id === groupId)?.members).toHaveLength(1)
  })

  test('has a name of its own, also when two are made at once', async () => {
    const name = `Groupe ${randomUUID()}`
    const made = await Promise.all([1, 2, 3].map(() => house.ask('malik', createGroup, { body: { name } })))
    const other = await aGroup()

    const renamed = await house.ask('malik', changeGroup, { params: { groupId: other.id }, body: { name } })
    const same = await house.ask('malik', changeGroup, { params: { groupId: other.id }, body: { name: other.name } })

    expect(made.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
    expect([renamed.status, renamed.refusal.code]).toEqual([409, 'group.name_taken'])
    expect(same.status).toBe(200)
  })

  test('takes nobody who is not of the house, and changes nothing then', async () => {
    const group = await aGroup()
    const params = { groupId: group.id }

    const { status } = await house.ask('malik', changeGroup, {
      params,
      body: { name: 'Autre', members: [randomUUID()] },
    })

    expect(status).toBe(404)
    const { reply: all } = await house.ask('malik', listGroups, {})
    expect(all.find(({ id }) => id === group.id)).toEqual(group)
  })

  test('goes, and its members stay', async () => {
    const { id: groupId } = await aGroup()
    await house.ask('malik', changeGroup, { params: { groupId }, body: { members: [cast.ada.userId] } })

    const gone = await house.ask('malik', removeGroup, { params: { groupId } })
    const again = await house.ask('malik', removeGroup, { params: { groupId } })

    expect([gone.status, again.status]).toEqual([204, 404])
    expect((await (await house.asAnew('ada')).ask(welcome, {})).reply.me?.name).toBe(cast.ada.name)
  })
})
