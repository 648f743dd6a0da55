import type { Node } from '@amphi/contract/nodes'
import type { TenantId } from '@amphi/contract/tenants'

/** Of all institutions the first keeps the house: its administrators may let servers serve the others as well. */
export const keepsHouse = (tenantId: TenantId, all: readonly { id: TenantId }[]) => all[0]?.id === tenantId

/** What the house made by itself is the house’s to take away. */
export const nodeAbilities = ({ ours }: { ours: boolean }): Node['can'] => ({ change: true, remove: !ours })
