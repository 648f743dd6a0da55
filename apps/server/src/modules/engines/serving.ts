import type { TenantId } from '@amphi/contract/tenants'
import type { NodeRow } from './nodes.repository.ts'

/** Whether a server carries sessions of an institution, which is known by its host names. */
export const isServed = (
  { tenantId, serves, hosts }: Pick<NodeRow, 'tenantId' | 'serves' | 'hosts'>,
  tenant: { id: TenantId; domains: readonly string[] },
) => {
  if (serves === 'everyone') return true
  if (serves === 'here') return tenantId === tenant.id
  return tenant.domains.some((domain) => hosts.includes(domain))
}
