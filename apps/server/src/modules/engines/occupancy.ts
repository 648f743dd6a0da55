import type { Occupancy } from '@amphi/contract/engines'

/** From these shares of the seats on, the service is rather, very, and fully busy. */
const steps = { rather: 0.4, very: 0.7, full: 0.95 } as const

/** How busy so many people in so many meetings make so many seats. */
export const occupancyOf = (sizes: readonly number[], seats: number, servers = 1): Occupancy => {
  const people = sizes.reduce((sum, size) => sum + size, 0)
  const share = people / Math.max(1, seats)
  const level =
    share >= steps.full ? 'full' : share >= steps.very ? 'very' : share >= steps.rather ? 'rather' : 'little'
  // A meeting nobody has joined yet, or everybody has left, keeps no seat and is none to whoever wants to start one.
  const joined = sizes.filter((size) => size > 0)
  return { level, people, meetings: joined.length, seats, servers, sizes: joined }
}
