import type { PersonActor } from '#platform/actor'
import { Failure } from '#platform/failure'

/** What an administrator alone may do with people. */
export const refuseMembers = ({ role }: Pick<PersonActor, 'role'>) => {
  if (role !== 'administrator') throw new Failure('person.administrator_only')
}
