import type { Limit } from '@amphi/contract/grammar'

/** A room of 600 that all say good morning at once is heard; what never stops is a flood. */
export const perSession: Limit = { count: 900, seconds: 30 }

/** Of guests behind one address, so that a flood from there takes nobody else's word. */
export const perNetworkOfGuests: Limit = { count: 300, seconds: 30 }
