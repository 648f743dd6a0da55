/** Those that cannot be taken for one another, aloud or in print. */
const letters = 'abcdefghjkmnpqrstuvwxyz'

/** Eight letters, 36 bits: enough behind a door that stops who guesses, and short enough to be read aloud. */
export const proposePassword = () =>
  Array.from(crypto.getRandomValues(new Uint32Array(8)), (value) => letters[value % letters.length]).join('')
