import { type Block, type Plan, seatsOf } from '#ui/seats.ts'

interface Box {
  cx: number
  cy: number
  inner: number
  outer: number
  aisles: readonly number[]
  /** How far apart seats stand when the hall is at its fullest, and at its emptiest, as a multiple of that. */
  pitch: number
  loosest: number
}

export interface Hall {
  plan: Plan
  seat: number
  /** How many seats are drawn, and how many people each stands for. */
  drawn: number
  each: number
}

/** The hall whose seats are the service's: as large as they allow, and when they are too many, each stands for several. */
export const hallFor = (seats: number, { cx, cy, inner, outer, aisles, pitch, loosest }: Box): Hall => {
  const at = (scale: number) => {
    const gap = pitch * 1.333 * scale
    const rows = Math.max(2, Math.floor((outer - inner) / gap) + 1)
    return { cx, cy, inner, rows, gap, pitch: pitch * scale, aisles }
  }
  for (let scale = loosest; scale >= 1; scale -= 0.05) {
    const plan = at(scale)
    if (seatsOf(plan).length >= seats) return { plan, seat: pitch * scale * 0.667, drawn: seats, each: 1 }
  }
  const plan = at(1)
  const most = seatsOf(plan).length
  const each = Math.ceil(seats / most)
  return { plan, seat: pitch * 0.667, drawn: Math.ceil(seats / each), each }
}

const tints = ['var(--a-seat-1)', 'var(--a-seat-2)', 'var(--a-seat-3)', 'var(--a-seat-4)']

/** Each meeting takes neighbouring seats of one tint, never fewer than one; one that nobody has joined takes none. */
export const meetingsIn = (sizes: readonly number[], each: number): Block[] =>
  sizes.map((size, index) => ({
    size: Math.max(Math.min(size, 1), Math.round(size / each)),
    tone: tints[(index * 3) % tints.length] ?? 'var(--a-seat-1)',
  }))
