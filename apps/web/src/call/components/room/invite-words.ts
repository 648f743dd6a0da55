import type { SessionSeen } from '@amphi/contract/sessions'
import type { CallSay } from '../../words.ts'

/** What whoever follows the guests’ link is asked for. */
type AskedFor = Pick<SessionSeen, 'visibility' | 'locked' | 'lobby'>

/** For whom the guests’ link is, and what else they need: nothing is promised that the door does not keep. */
export const whoGoesIn = (say: CallSay, { visibility, locked, lobby }: AskedFor) => {
  if (visibility === 'anyone' && !locked && lobby === 'off') return say('invite.sub')
  return [
    say(`invite.for_${visibility}`),
    ...(locked ? [say('invite.asks_password')] : []),
    // Where the room is for accounts alone, no guest comes by this link.
    ...(lobby === 'everyone' || (lobby === 'guests' && visibility === 'anyone')
      ? [say(`invite.asks_lobby_${lobby}`)]
      : []),
  ].join(' ')
}

interface Told {
  name: string
  link: string
  /** Null where there is none, or one may not tell it. */
  password: string | null
  /** Null until the server has said it. */
  door: AskedFor | null
}

/** What one pastes into a letter or a message: the link, and what whoever follows it must know. */
export const messageOf = (say: CallSay, { name, link, password, door }: Told) =>
  [
    say('invite.text', { name, link }),
    ...(password === null ? [] : [say('invite.text_password', { password })]),
    ...(password === null && door?.locked ? [say('invite.text_locked')] : []),
    ...(door && door.visibility !== 'anyone' ? [say('invite.text_account')] : []),
    say('invite.text_how'),
  ].join('\n')
