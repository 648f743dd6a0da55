import type { Ground } from '#platform/ground'
import { mountTenants } from './tenants.routes.ts'
import { createTenantsService } from './tenants.service.ts'

export type { Tenant } from './tenants.repository.ts'
export type { TenantsService } from './tenants.service.ts'
export { ofTenant, tenants as tenantsTable } from './tenants.table.ts'

export const openTenants = async ({ db, bus, clock, http, publicUrl }: Ground) => {
  const tenants = createTenantsService({ db, bus, clock, publicUrl })
  await tenants.makeFirst()
  mountTenants(http.mount, tenants)
  return tenants
}
