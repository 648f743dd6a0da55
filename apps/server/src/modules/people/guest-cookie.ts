export const guestCookie = 'amphi_guest'

/** How long a guest who does not come back is remembered, in milliseconds. */
export const guestLife = 30 * 24 * 3600 * 1000
