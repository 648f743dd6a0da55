import type { GrantRole } from '@amphi/contract/grants'
import type { RoomKind } from '@amphi/contract/rooms'

/** `q4hz8-ntcv2-ka7m`: in groups of five, so that an eye or a voice can follow. */
export const shownCode = (code: string) => (code.match(/.{1,5}/g) ?? []).join('-')

/** 14 letters, 69 bits: unguessable, and short enough to be read aloud. */
export const codeLength = 14

/** 27 letters, 133 bits: it acts as a password. */
export const secretCodeLength = 27

/** How someone stands to a room: the strongest of all that says so. */
export type Standing = 'owner' | GrantRole | 'administrator' | 'none'

const strength: Record<GrantRole, number> = { manager: 3, moderator: 2, participant: 1 }

export const strongestOf = (roles: readonly GrantRole[]): GrantRole | undefined =>
  roles.toSorted((a, b) => strength[b] - strength[a])[0]

/** Whether they come in to lead. An administrator does not, unless it is shared with them. */
export const leads = (standing: Standing) => ['owner', 'manager', 'moderator'].includes(standing)

/** For so long after a meeting was made its links lead there, in milliseconds: a day. */
const meetingFound = 24 * 3600 * 1000

/** When the links of a room end, where they do not last. */
export const linkUntil = ({ kind, createdAt }: { kind: RoomKind; createdAt: Date }) =>
  kind === 'instant' ? new Date(createdAt.getTime() + meetingFound) : null

/** A meeting of one time, after its day: what is left of it is who was there. */
export const isOver = (room: { kind: RoomKind; createdAt: Date }, now: Date) => {
  const until = linkUntil(room)
  return until !== null && until <= now
}

/** Meetings made before then are over. */
export const overBefore = (now: Date) => new Date(now.getTime() - meetingFound)
