import type { Capability, Person, Role, UserId } from '@amphi/contract/people'
import type { Me } from '@amphi/contract/profile'

interface Standing {
  role: Role
  capabilities: readonly Capability[]
}

/** What a person may do in the house. */
export const abilitiesOf = ({ role, capabilities }: Standing): Me['can'] => ({
  administer: role === 'administrator',
  createRooms: role === 'administrator' || capabilities.includes('createRooms'),
})

/** What an administrator may do with a person: everything, but shut themselves out. */
export const abilitiesOn = (reader: UserId, { id, state }: Pick<Person, 'id' | 'state'>): Person['can'] => ({
  change: true,
  changeEmail: id !== reader,
  invite: state === 'invited',
  disable: id !== reader,
  remove: id !== reader,
})
