import { describe, expect, test } from 'vitest'
import { readRoom } from '@amphi/contract/rooms'
import { endSession, listSessions, readSession } from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aMeeting, anOpenRoom, aRoom, comeInside } from '@amphi/testkit/story'

const house = await aHouse({ limitScale: 1000 })

describe('who is who', () => {
  test('ENT-17 who opened a room, and who closed it, is told by their account, whatever they called themselves', async () => {
    const room = await aRoom(house)
    const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Malik Ferrand' })
    const { reply: open } = await house.ask('ada', readRoom, { params: { roomId: room.id } })
    await ada.visitor.ask(endSession, { params: ada.params })

    const { reply: runs } = await house.ask('ada', listSessions, { params: { roomId: room.id }, query: {} })

    expect(open.session?.startedBy).toBe(cast.ada.name)
    expect(runs[0]).toMatchObject({ startedBy: cast.ada.name, endedBy: cast.ada.name })
  })

  test('those inside read who has no account; who leads also whose account stands behind another name', async () => {
    const room = await anOpenRoom(house)
    const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
    const bob = await comeInside(house, house.as('bob'), room.code, { name: cast.malik.name })
    const guest = await comeInside(house, house.aGuest(), room.code, { name: cast.bob.name })
    const seen = async ({ visitor, params }: typeof ada) => {
      const { reply } = await visitor.ask(readSession, { params })
      return Object.fromEntries(reply.participants.map((it) => [it.id, [it.guest, it.account]]))
    }

    const [led, followed] = [await seen(ada), await seen(guest)]

    expect([led[bob.participantId], led[guest.participantId]]).toEqual([
      [false, cast.bob.name],
      [true, null],
    ])
    expect([followed[bob.participantId], followed[guest.participantId]]).toEqual([
      [false, null],
      [true, null],
    ])
  })

  test('in a meeting that nobody owns, having no account tells nobody apart', async () => {
    const meeting = await aMeeting(house)
    const camille = await comeInside(house, house.aGuest(), meeting.moderatorCode, { name: 'Camille' })

    const { reply } = await camille.visitor.ask(readSession, { params: camille.params })

    expect(reply.participants.map(({ guest }) => guest)).toEqual([false])
  })
})
