import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import type { PeopleService } from './people.service.ts'

interface Needs {
  db: Db
  people: PeopleService
  tenantId: TenantId
  /** As the environment names them. */
  given: { email: string; password: string } | undefined
}

/** Where nobody administers yet: the person the environment names, or a one-time link, which is returned. */
export const meetFirstAdministrator = ({ db, people, tenantId, given }: Needs) =>
  db.transaction(async (tx) => {
    if (await people.directory.isAdministered(tx, tenantId)) return undefined
    if (!given) return people.links.make(tx, { tenantId, purpose: 'setup', userId: null })
    await people.directory.appoint(tx, tenantId, { ...given, email: given.email.toLowerCase() })
    return undefined
  })
