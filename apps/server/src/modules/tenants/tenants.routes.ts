import { changeTenant, readTenant } from '@amphi/contract/tenants'
import type { Mount } from '#platform/http'
import type { TenantsService } from './tenants.service.ts'

export const mountTenants = (mount: Mount, tenants: TenantsService) => {
  mount(readTenant, (actor) => tenants.read(actor))
  mount(changeTenant, (actor, { body }) => tenants.change(actor, body))
}
