import type { Capability, Role } from '@amphi/contract/people'
import type { RoomAbilities, RoomKind } from '@amphi/contract/rooms'
import type { Standing } from './room.ts'

const none = {
  open: false,
  close: false,
  lead: false,
  configure: false,
  invite: false,
  share: false,
  handOver: false,
  remove: false,
  archive: false,
  restore: false,
  keep: false,
}
const moderator = { ...none, open: true, close: true, lead: true }
const manager = { ...moderator, configure: true, invite: true, share: true, archive: true }
const owner = { ...manager, handOver: true, remove: true }

const usual: Record<Standing, RoomAbilities> = {
  owner,
  manager,
  moderator,
  participant: none,
  administrator: owner,
  none,
}

/** Someone's own room stays theirs, and as they made it; whoever administers cannot make themselves one who leads there. */
const personal: Record<Standing, RoomAbilities> = {
  ...usual,
  owner: { ...owner, handOver: false, remove: false, archive: false },
  manager: { ...manager, configure: false, archive: false },
  administrator: moderator,
}

const inUse = (standing: Standing, kind: RoomKind): RoomAbilities => {
  if (kind === 'instant') return { ...usual[standing], archive: false }
  return (kind === 'personal' ? personal : usual)[standing]
}

/** What the service goes by, and a page as well: what is offered and what is allowed never differ. */
interface About {
  kind: RoomKind
  archivedAt: unknown
  /** When it is archived or deleted for want of use, where that was announced. */
  dueAt: unknown
}

/** The service asks this before the deed and the reply shows it. */
export const abilities = (standing: Standing, { kind, archivedAt, dueAt }: About): RoomAbilities => {
  const can = inUse(standing, kind)
  const keep = can.archive && dueAt !== null
  if (archivedAt === null) return { ...can, keep }
  return { ...can, open: false, close: false, lead: false, invite: false, archive: false, restore: can.archive, keep }
}

const union = (one: RoomAbilities, other: RoomAbilities): RoomAbilities => {
  const can = { ...one }
  for (const it of Object.keys(can) as (keyof RoomAbilities)[]) can[it] ||= other[it]
  return can
}

/** Of a meeting of one time whose day is over, what is left may be looked at, and deleted. */
const leftOf = ({ close, remove }: RoomAbilities): RoomAbilities => ({ ...none, close, remove })

/** The same of someone signed in: with whom a room is shared, an administrator may no less than without. */
export const abilitiesOf = (
  { role }: { role: Role },
  standing: Standing,
  about: About,
  over: boolean,
): RoomAbilities => {
  const own = abilities(standing, about)
  const can = role === 'administrator' ? union(own, abilities('administrator', about)) : own
  return over ? leftOf(can) : can
}

export const mayCreate = ({ role, capabilities }: { role: Role; capabilities: readonly Capability[] }) =>
  role === 'administrator' || capabilities.includes('createRooms')

/** To anyone else the room does not exist: they know of its door, if they have the link. */
export const sees = (standing: Standing) => standing !== 'none' && standing !== 'participant'
