/** A page tells every ten seconds that it is there; unheard for so many milliseconds, it is not. */
const silence = 40_000

/** The moment since which a page must have been heard. */
export const heardSince = (now: Date) => new Date(now.getTime() - silence)
