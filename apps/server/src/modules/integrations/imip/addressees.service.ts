import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import type { ResourcesService } from '#modules/resources'
import type { TenantsService } from '#modules/tenants'

interface Needs {
  tenants: TenantsService
  people: Pick<PeopleService, 'correspondents'>
  resources: Pick<ResourcesService, 'addressed'>
  /** Whom letters of ours are from, where answers come as well. */
  ownAddress: string
}

/** A head may name anybody. */
const mostLooked = 100

/** For whom letters are taken here. */
export const createAddresseesService = ({ tenants, people, resources, ownAddress }: Needs) => {
  const isIn = async (tenantId: TenantId, address: string) => {
    if (address === ownAddress) return true
    const resource = (await resources.addressed(tenantId, [address])).get(address)
    if (resource) return resource.removedAt === null
    const found = await people.correspondents.byEmail(tenantId, [address])
    return found.some(({ isDisabled }) => !isDisabled)
  }

  /** In which institutions somebody, or the institution itself, has that address; in none, it is not taken. */
  const tenantsOf = async (address: string): Promise<TenantId[]> => {
    const all = await tenants.list()
    const found = await Promise.all(all.map(async ({ id }) => ((await isIn(id, address.toLowerCase())) ? [id] : [])))
    return found.flat()
  }

  return {
    ownAddress,
    tenantsOf,

    async knownAmong(addresses: readonly string[]): Promise<string[]> {
      const some = addresses.slice(0, mostLooked)
      const found = await Promise.all(some.map(async (it) => ((await tenantsOf(it)).length > 0 ? [it] : [])))
      return found.flat()
    },
  }
}

export type AddresseesService = ReturnType<typeof createAddresseesService>
