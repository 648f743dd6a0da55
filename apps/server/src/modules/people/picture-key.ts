import type { TenantId } from '@amphi/contract/tenants'

/** Where a picture lies among the files. Its id is random: whoever was shown the picture knows the address, nobody else. */
export const pictureKey = (tenantId: TenantId, pictureId: string) => `${tenantId}/pictures/${pictureId}.webp`
