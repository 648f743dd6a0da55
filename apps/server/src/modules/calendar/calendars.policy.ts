import type { CalendarRow } from './calendars.repository.ts'
import type { Access } from './calendar.ts'

/** What stands in it, not only when its owner is busy. */
export const mayRead = (access: Access) => access !== 'busy'

export const mayWrite = (access: Access) => access === 'owner' || access === 'write'

/** Its name for everyone, who else sees it, and whether it is at all. */
export const mayArrange = (access: Access) => access === 'owner'

export const abilitiesOf = (access: Access, kind: CalendarRow['kind']) => ({
  read: mayRead(access),
  write: mayWrite(access),
  share: mayArrange(access) && kind !== 'inbox',
  configure: mayArrange(access),
  remove: mayArrange(access) && kind === 'further',
})
