/** What a one-time link is for. */
export const purposes = ['setup', 'invitation', 'reset'] as const
export type Purpose = (typeof purposes)[number]

const hour = 3600 * 1000

/** How long each stays good, in milliseconds. A reset is asked for by someone who waits for it. */
export const lifeOf: Record<Purpose, number> = { setup: 24 * hour, invitation: 14 * 24 * hour, reset: 2 * hour }

/**
 * Reset links that are good at once for one person: who asks again gets another letter, and their first stays good, so
 * that nobody who asks in their name takes it from them, or fills their mailbox.
 */
export const resetsAtOnce = 5

/** 27 letters, 133 bits: it acts as a password. */
export const secretLength = 27
