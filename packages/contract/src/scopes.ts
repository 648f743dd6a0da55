/**
 * What an API token may be made for, each with a plain sentence on the page that makes one. Every route that a token may
 * ask names the one it needs. A token never allows more than its person may.
 */
export const scopes = [
  'readRooms',
  'rooms',
  'meetings',
  'messages',
  'calendar',
  'account',
  'people',
  'institution',
] as const
export type Scope = (typeof scopes)[number]

/** Who may change rooms may see them. */
const covers: Partial<Record<Scope, readonly Scope[]>> = { rooms: ['readRooms'] }

/** Whether a token made for these may ask a route that needs that one. */
export const allows = (held: readonly Scope[], needed: Scope) =>
  held.includes(needed) || held.some((scope) => covers[scope]?.includes(needed))
