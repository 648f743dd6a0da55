import type { EventInstance } from '@amphi/contract/events'

/**
 * Where it is, unless that is only the link to join it: programs that show no conference find it there, and a page that
 * shows it says it once.
 */
export const ownLocation = ({ location, conference }: Pick<EventInstance, 'location' | 'conference'>) =>
  location === conference ? '' : location

/** What of a description somebody wrote: without the block that names the conference for such programs. */
export const ownText = (description: string) =>
  description.replace(/-----8<----- [^\n]*\n(?:(?!-----8<-----)[^\n]*\n){0,200}-----8<-----/g, '').trim()
