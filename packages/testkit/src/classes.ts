import { randomUUID } from 'node:crypto'
import { postMessage } from '@amphi/contract/chat'
import type { Ask } from '@amphi/contract/grammar'
import * as contract from '@amphi/contract/moderation'
import { readSession } from '@amphi/contract/sessions'
import type { TestHouse } from './house.ts'
import { anOpenRoom, comeInside, worldOf } from './story.ts'

export type Inside = Awaited<ReturnType<typeof comeInside>>

/** The code of a refusal, or the status of what was done. */
export const codeOf = async (asked: Promise<{ status: number; refusal?: { code: string } }>) => {
  const { status, refusal } = await asked
  return refusal?.code ?? status
}

export const to = ({ params }: Inside) => ({ params })
export const inSession = ({ params }: Inside) => ({ params: { sessionId: params.sessionId } })

/** People in a session, and what those who lead it do to the others. */
export const classesOf = (house: TestHouse) => {
  const world = worldOf(house)
  const seen = async ({ visitor, params }: Inside) => (await visitor.ask(readSession, { params })).reply

  return {
    world,
    seen,

    /** Ada, whose room it is, leads; Bob has an account, Awa and Chloé have none. */
    async aClass() {
      const room = await anOpenRoom(house)
      const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
      const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
      const awa = await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
      const chloe = await comeInside(house, house.aGuest(), room.code, { name: 'Chloé' })
      return { room, ada, bob, awa, chloe }
    },

    limitAll: (by: Inside, body: Ask<typeof contract.limitSession>['body']) =>
      by.visitor.ask(contract.limitSession, { ...inSession(by), body }),
    limitOne: (by: Inside, one: Inside, body: Ask<typeof contract.limitParticipant>['body']) =>
      by.visitor.ask(contract.limitParticipant, { ...to(one), body }),
    giveRole: (by: Inside, one: Inside, role: 'moderator' | 'participant') =>
      by.visitor.ask(contract.giveRole, { ...to(one), body: { role } }),
    mute: (by: Inside, one: Inside, source: contract.Source = 'microphone') =>
      by.visitor.ask(contract.muteParticipant, { ...to(one), body: { source } }),
    ask: (by: Inside, route: typeof contract.removeParticipant, one: Inside) => by.visitor.ask(route, to(one)),
    say: ({ visitor, params, participantId }: Inside) =>
      visitor.ask(postMessage, { params, body: { id: randomUUID(), participantId, text: 'Bonjour' } }),

    /** As someone sees themselves. */
    async own(it: Inside) {
      const found = (await seen(it)).participants.find(({ id }) => id === it.participantId)
      if (!found) throw new Error('They are not in their own list.')
      return found
    },

    publish: (it: Inside, ...sources: contract.Source[]) =>
      sources.forEach((source) => world.publish(it.sessionId, it.participantId, source)),
    sends: (it: Inside) => world.sends(it.sessionId, it.participantId),
    isIn: (it: Inside) => world.present(it.sessionId)?.includes(it.participantId),
  }
}
