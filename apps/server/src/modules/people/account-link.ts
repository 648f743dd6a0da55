/** What a one-time link is for. */
export const purposes = ['setup', 'invitation', 'reset', 'email'] as const
export type Purpose = (typeof purposes)[number]

const minute = 60 * 1000
const hour = 60 * minute
const day = 24 * hour

/** How long each stays good, in milliseconds. A reset is asked for by someone who waits for it. */
export const lifeOf: Record<Purpose, number> = { setup: day, invitation: 14 * day, reset: 2 * hour, email: day }

/**
 * Reset links that are good at once for one person: who asks again gets another letter, and their first stays good, so
 * that nobody who asks in their name takes it from them, or fills their mailbox.
 */
export const resetsAtOnce = 5

/** An invitation is sent again when it was lost, not because someone pressed twice: letters to one person. */
export const invitationsAtMost = { every: minute, count: 5, within: day }

/** To the very moment: what is retired now is good no more. */
export const isGood = ({ expiresAt }: { expiresAt: Date }, now: Date) => expiresAt > now

/** 27 letters, 133 bits: it acts as a password. */
export const secretLength = 27
