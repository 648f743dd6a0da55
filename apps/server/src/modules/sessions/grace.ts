/**
 * For so long, in milliseconds, someone counts as inside without being connected: let in and still connecting, or cut
 * off and on their way back. Longer than a cut that pages come back from by themselves.
 */
export const grace = 60_000
