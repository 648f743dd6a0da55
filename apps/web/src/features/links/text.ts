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
    needsAccount,
  }: {
    room: string
    address: string
    kind?: LinkKind | undefined
    password: string | null
    needsAccount: boolean
  },
) =>
  [
    say(kind === 'moderators' ? 'text.moderators' : 'text.guests', { name: room, link: address }),
    ...(password !== null && kind === undefined ? [say('text.password', { password })] : []),
    say(needsAccount && kind !== 'moderators' && kind !== 'personal' ? 'text.account' : 'text.anyone'),
  ].join('\n\n')
