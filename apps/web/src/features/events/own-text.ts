import type { EventInstance, EventRead } from '@amphi/contract/events'

/**
 * Where it is, unless that is only the link to join it: programs that show no conference find it there, and a page that
 * shows it says it once.
 */
export const ownLocation = ({ location, conference }: Pick<EventInstance, 'location' | 'conference'>) =>
  location === conference ? '' : location

const block = /-----8<----- [^\n]*\n((?:(?!-----8<-----)[^\n]*\n){0,200})-----8<-----/g

/** What of a description somebody wrote: without the block that names the conference for such programs. */
export const ownText = (description: string) => description.replace(block, '').trim()

/** What is said beside the link of a conference, where that is more than the link. */
export const conferenceText = ({ description, conference }: Pick<EventRead, 'description' | 'conference'>) => {
  const [found] = description.matchAll(block)
  const text = found?.[1]?.trim() ?? ''
  return text === conference ? '' : text
}
