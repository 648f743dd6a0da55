import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { usersIn } from './users.repository.ts'

/** A house nobody administers could be opened again by nobody. */
export const refuseLast = async (tx: Tx, tenantId: TenantId, userId: UserId) => {
  const administrators = await usersIn(tx).holdAdministrators(tenantId)
  if (administrators.every(({ id }) => id === userId)) throw new Failure('person.last_administrator', { userId })
}
