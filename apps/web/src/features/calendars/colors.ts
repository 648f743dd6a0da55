/** Those proposed for a calendar, by their names; programs may bring others. */
export const colors = {
  blue: '#3b5bdb',
  green: '#2b8a3e',
  pink: '#c2255c',
  orange: '#e8590c',
  violet: '#6741d9',
  teal: '#0b7285',
  brown: '#846358',
} as const
export type ColorName = keyof typeof colors

export const colorNames = Object.keys(colors) as ColorName[]
