import type { TenantId } from '@amphi/contract/tenants'
import { Email, Password } from '@amphi/contract/people'
import type { Db } from '#platform/db'
import { nameFromEmail } from './new-user.ts'
import type { PeopleService } from './people.service.ts'

interface Needs {
  db: Db
  people: PeopleService
  tenantId: TenantId
  /** As the environment names them. */
  given: { email: string; password: string } | undefined
}

/** Where nobody administers yet: the person the environment names, or a one-time link, which is returned. */
export const meetFirstAdministrator = async ({ db, people, tenantId, given }: Needs) => {
  if (await people.directory.hasAdministrator(tenantId)) return undefined
  if (given) {
    const [email, password] = [Email.parse(given.email), Password.parse(given.password)]
    await people.directory.add(tenantId, { email, password, name: nameFromEmail(email), role: 'administrator' })
    return undefined
  }
  return db.transaction((tx) => people.links.make(tx, tenantId, 'setup', null))
}
