import { type Lobbies, lobbies } from '@amphi/contract/sessions'
import { type RoomRow, settingsOf } from '#modules/rooms'
import type { SessionRow } from './sessions.repository.ts'

type Ours = Pick<SessionRow, 'lobby' | 'lobbyOfRoom'>
type Rooms = Pick<RoomRow, 'settings' | 'forced'>

export const isLooser = (one: Lobbies, other: Lobbies) => lobbies.indexOf(one) < lobbies.indexOf(other)

/** The least that the institution asks for in such a room, whatever is said inside. */
export const lobbyAtLeast = ({ forced }: Pick<Rooms, 'forced'>): Lobbies => forced.lobby ?? 'off'

/**
 * Whom a moderator must let into a session: as was said inside, or else by its room, whichever was later. What is said
 * inside holds over the room as it then was: where that is another by now, it was said since.
 */
export const lobbyOf = ({ lobby, lobbyOfRoom }: Ours, room: Rooms): Lobbies => {
  const least = lobbyAtLeast(room)
  const ofRoom = settingsOf(room).lobby
  const said = ofRoom === lobbyOfRoom ? lobby : ofRoom
  return isLooser(said, least) ? least : said
}
