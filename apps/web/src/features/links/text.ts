import type { LinkKind } from '@amphi/contract/room-links'
import type { Say } from '#ground/words.ts'

/** What one pastes into a letter or a message: the link, and what whoever follows it must know. */
export const invitationOf = (
  say: Say<'links'>,
  {
    room,
    address,
    kind,
    password,
    locked,
    needsAccount,
  }: {
    room: string
    address: string
    kind?: LinkKind | undefined
    /** Null where there is none, or one may not tell it. */
    password: string | null
    /** Whether the room asks for one. */
    locked: boolean
    needsAccount: boolean
  },
) =>
  [
    say(kind === 'moderators' || kind === 'personal' ? `text.${kind}` : 'text.guests', { name: room, link: address }),
    ...(password !== null && kind === undefined ? [say('text.password', { password })] : []),
    ...(password === null && locked && kind === undefined ? [say('text.locked')] : []),
    say(needsAccount && kind !== 'moderators' && kind !== 'personal' ? 'text.account' : 'text.anyone'),
  ].join('\n\n')
