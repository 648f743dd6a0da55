import type { GrantRole } from '@amphi/contract/grants'

/** What a room can be shared as, strongest first. */
export const roles = ['manager', 'moderator', 'participant'] as const satisfies readonly GrantRole[]
