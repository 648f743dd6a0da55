import type { PersonActor } from '#platform/actor'
import { Failure } from '#platform/failure'

/** What an administrator alone may do, each in their own institution. */
export const refuseMembers = ({ role }: Pick<PersonActor, 'role'>) => {
  if (role !== 'administrator') throw new Failure('node.administrator_only')
}
