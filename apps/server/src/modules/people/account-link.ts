/** What a one-time link is for. */
export const purposes = ['setup', 'invitation', 'reset'] as const
export type Purpose = (typeof purposes)[number]

const hour = 3600 * 1000

/** How long each stays good, in milliseconds. A reset is asked for by someone who waits for it. */
export const lifeOf: Record<Purpose, number> = { setup: 24 * hour, invitation: 14 * 24 * hour, reset: 2 * hour }

/** 27 letters, 133 bits: it acts as a password. */
export const secretLength = 27
