import type { Entry } from '@amphi/contract/doors'
import type { Engines } from '#modules/engines'
import type { PeopleService } from '#modules/people'
import { type RoomRow, settingsOf } from '#modules/rooms'
import { lobbyOf, type ParticipantRow, type SessionRow, type Sessions } from '#modules/sessions'
import type { TenantsService } from '#modules/tenants'
import type { Visitor } from '#platform/actor'
import type { Comer } from './arrivals.service.ts'

interface Needs {
  people: PeopleService
  engines: Engines
  tenants: TenantsService
  seats: Sessions['seats']
  terms: Sessions['limits']
}

/** Someone who is admitted, and how they come. */
interface Admitted extends Comer, Pick<ParticipantRow, 'cameBy'> {
  /** Whether the engine’s own pages are to keep them until they are let in there. */
  waits: boolean
  goesBy: string
  tab: string
}

type Full = Extract<Entry, { outcome: 'full' }>

/** Those who are not to be told of. */
const someone = { fr: 'Une personne', en: 'Someone' } as const

/** A seat for whoever is admitted, and what lets them into the engine; the only place where there is any. */
export const createPasses = ({ people, engines, tenants, seats, terms }: Needs) => {
  /** Whom the engine tells to all inside: where participants are told of nobody, it does not know either. */
  const engineName = async (room: RoomRow, { name, role }: Pick<ParticipantRow, 'name' | 'role'>) => {
    if (role === 'moderator' || settingsOf(room).listed) return name
    return someone[(await tenants.get(room.tenantId)).language]
  }

  /** For an engine’s own pages, which know nobody by themselves. */
  const pictureOf = async (actor: Visitor) => {
    if (actor.kind !== 'person') return {}
    const card = (await people.cards(actor.tenantId, [actor.userId])).get(actor.userId)
    return card?.pictureUrl ? { pictureUrl: `${await tenants.addressOf(actor.tenantId)}${card.pictureUrl}` } : {}
  }

  /** What an engine’s own pages say of the room, and do as it has it. */
  const around = async (room: RoomRow, session: SessionRow) => {
    const { startMuted } = settingsOf(room)
    const { language } = await tenants.get(room.tenantId)
    return {
      title: room.name,
      language,
      startMuted,
      locked: room.sealedPassword !== null,
      lobby: lobbyOf(session, room) !== 'off',
      until: session.lastsUntil,
    }
  }

  /** Where an engine’s own pages are opened, as the institution says, or leaves to the room. */
  const opensOf = async (room: RoomRow) => {
    const { enginePages } = await tenants.get(room.tenantId)
    if (enginePages === 'each') return 'either'
    return enginePages === 'room' ? (settingsOf(room).enginePages ?? 'tab') : enginePages
  }

  /** With how many there are, of whichever is full. */
  const fullOf = async (of: Full['of'], session: SessionRow, room: RoomRow): Promise<Full> => {
    const { peopleAtOnce } = await tenants.get(session.tenantId)
    const everywhere = of === 'institution' ? peopleAtOnce : null
    return { outcome: 'full', seats: everywhere ?? (await seats.most(session, room)), of }
  }

  return {
    /** Over when the session has ended meanwhile. */
    async give(room: RoomRow, session: SessionRow, visitor: Visitor, who: Admitted): Promise<Entry | 'over'> {
      const { role, isOwner, exceptions, waits, goesBy: name, tab, cameBy, browserId } = who
      const participant = await seats.take(session, visitor, { name, tab, cameBy, browserId, role, isOwner })
      if (participant === 'over') return 'over'
      if (typeof participant === 'string') return fullOf(participant, session, room)
      const engine = await engines.carrying(session)
      // The role of their seat: moderators may have given them another while they were on their way.
      const { id: participantId, role: seatedAs } = participant
      const pass = await engine.pass(session.id, {
        identity: participantId,
        name: await engineName(room, participant),
        role: seatedAs,
        may: terms.maySend(session, seatedAs, exceptions),
        ...(engine.capabilities.pages
          ? { waits, around: await around(room, session), ...(await pictureOf(visitor)) }
          : {}),
      })
      const { id: sessionId, camerasFor } = session
      const seat = { sessionId, participantId, role: seatedAs }
      if (pass.by === 'address') return { outcome: 'sent', ...seat, address: pass.address, opens: await opensOf(room) }
      return { outcome: 'admitted', ...seat, camerasFor, media: { url: pass.url, token: pass.token } }
    },
  }
}

export type Passes = ReturnType<typeof createPasses>
