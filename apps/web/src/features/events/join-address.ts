import type { EventInstance } from '@amphi/contract/events'

/** Where its conference is joined: our own door in this page, any other in one of its own. */
export const joinAddress = ({ room, conference }: Pick<EventInstance, 'room' | 'conference'>) => {
  if (room) return { href: `/${room.code}` }
  return conference ? { href: conference, target: '_blank', rel: 'noopener noreferrer' } : undefined
}
