import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Keys } from '#platform/secrets'
import type { NodeRow } from '../nodes.repository.ts'
import { meetingsIn, type MeetingRow } from './meetings.repository.ts'
import { meetingNameOf, meetingPasswordOf, nameThere } from './names.ts'

interface Needs {
  db: Db
  keys: Keys
  clock: Clock
}

/** Where somebody made a session longer since anybody came in: it is we who end it, and this only lets them go on. */
const shortest = 10 * 60_000

/** In both languages: whoever is refused reads it in Jitsi’s own page. */
const refusal = {
  fr: 'Aucune réunion de ce nom n’a lieu en ce moment. Entrez par le lien de la salle, qui l’ouvre.',
  en: 'No meeting of this name is on right now. Come in by the link of the room, which opens it.',
}

/** What Jitsi’s reservation system asks before a conference is made: whether there may be one, and what holds in it. */
export const createReservationsService = ({ db, keys, clock }: Needs) => {
  const placeOf = ({ tenantId, id }: NodeRow) => meetingsIn(db, tenantId, id)

  const find = async (node: NodeRow, name: string) => {
    const wanted = name.toLowerCase()
    const isIt = ({ key }: MeetingRow) => nameThere(node.address ?? '', meetingNameOf(keys, key)) === wanted
    return (await placeOf(node).listOpen()).find(isIt)
  }

  const reservationOf = ({ lastsUntil }: MeetingRow, reservedBy: string) => {
    const reservedAt = clock.now()
    const until = Math.max(lastsUntil?.getTime() ?? 0, reservedAt.getTime() + shortest)
    return { reservedAt, reservedUntil: new Date(until), reservedBy }
  }

  const told = (node: NodeRow, meeting: MeetingRow) => {
    const { key, seats, lobby, locked, reservedBy } = meeting
    const name = nameThere(node.address ?? '', meetingNameOf(keys, key))
    const from = meeting.reservedAt ?? clock.now()
    const until = meeting.reservedUntil ?? from
    return {
      id: name,
      name,
      mail_owner: reservedBy ?? '',
      start_time: from.toISOString(),
      duration: Math.round((until.getTime() - from.getTime()) / 1000),
      max_occupants: seats,
      lobby,
      ...(locked ? { password: meetingPasswordOf(keys, key) } : {}),
    }
  }

  const refused = { status: 403, body: { message: `${refusal.fr} — ${refusal.en}` } } as const

  return {
    async make(node: NodeRow, { name, owner }: { name: string; owner: string }) {
      const meeting = await find(node, name)
      if (!meeting) return refused
      const reservation = reservationOf(meeting, owner)
      const isOurs = await placeOf(node).reserve(meeting.key, reservation)
      if (!isOurs) return { status: 409, body: { conflict_id: name.toLowerCase() } } as const
      return { status: 201, body: told(node, { ...meeting, ...reservation }) } as const
    },

    async read(node: NodeRow, id: string) {
      const meeting = await find(node, id)
      return meeting?.reservedAt ? ({ status: 200, body: told(node, meeting) } as const) : refused
    },

    /** Nobody is in it there any more; said twice, or of one that is over, it is said once. */
    async forget(node: NodeRow, id: string) {
      const meeting = await find(node, id)
      if (meeting) await placeOf(node).release(meeting.key)
    },
  }
}

export type ReservationsService = ReturnType<typeof createReservationsService>
