import type { PersonAspect } from '@amphi/contract/people'
import type { User } from './user.ts'

/** Aspects of the same name as what they are about. */
const named = ['name', 'email', 'role'] as const

/** What of a person is other than it was, for the journal. */
export const aspectsOf = (before: User, after: User): PersonAspect[] => {
  const changed: PersonAspect[] = named.filter((aspect) => before[aspect] !== after[aspect])
  if (before.capabilities.toSorted().join() !== after.capabilities.toSorted().join()) changed.push('capabilities')
  if (before.language !== after.language || before.emailNotices !== after.emailNotices) changed.push('settings')
  if (before.pictureId !== after.pictureId) changed.push('picture')
  if (!before.disabledAt && after.disabledAt) changed.push('disabled')
  if (before.disabledAt && !after.disabledAt) changed.push('enabled')
  return changed
}
