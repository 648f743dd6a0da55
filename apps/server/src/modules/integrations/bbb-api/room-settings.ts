import { RoomName } from '@amphi/contract/rooms'
import type { RoomRow } from '#modules/rooms'
import type { Wanted } from './create-parameters.ts'

/** What a client says of its meeting, as its room has it. `longest`: minutes, where it sets no end. */
export const settingsFor = (
  { guests, welcome, leaveTo, startMuted, camerasForModerators, endsUnled, locks, maxParticipants, duration }: Wanted,
  longest: number,
): RoomRow['settings'] => ({
  // By its tickets alone: whoever finds the room’s own link is nobody the client sent.
  visibility: 'invited',
  lobby: guests === 'ask' ? 'guests' : 'off',
  welcome,
  leaveTo,
  startMuted,
  camerasFor: camerasForModerators ? 'moderators' : 'everyone',
  atStart: { microphone: !locks.microphone, camera: !locks.camera, screen: true, chat: !locks.chat },
  listed: !locks.list,
  mostInside: maxParticipants > 0 ? maxParticipants : null,
  sessionLength: duration > 0 ? duration : longest,
  endsUnled,
})

export const roomNameFor = ({ name, meetingId }: Pick<Wanted, 'name' | 'meetingId'>) =>
  RoomName.safeParse(name.slice(0, 250).toWellFormed()).data ?? RoomName.safeParse(meetingId).data ?? 'Réunion'
