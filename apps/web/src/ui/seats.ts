export interface Plan {
  cx: number
  cy: number
  rows: number
  /** Radius of the first row, and how far each next one stands behind. */
  inner: number
  gap: number
  /** From one seat to the next, along the row. */
  pitch: number
  /** Degrees, clockwise from three o’clock. */
  from?: number
  to?: number
  aisles?: readonly number[]
}

export interface Seat {
  x: number
  y: number
  angle: number
}

const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Where the seats of a lecture hall stand, row by row from the stage. */
export const seatsOf = ({ cx, cy, rows, inner, gap, pitch, from = 186, to = 354, aisles = [] }: Plan): Seat[] => {
  const seats: Seat[] = []
  for (let row = 0; row < rows; row++) {
    const radius = inner + row * gap
    const count = Math.max(2, Math.floor((radians(to - from) * radius) / pitch))
    const aisle = ((pitch * 0.85) / radius) * (180 / Math.PI)
    for (let at = 0; at <= count; at++) {
      const angle = from + ((to - from) * at) / count
      if (aisles.some((degrees) => Math.abs(angle - degrees) < aisle)) continue
      const x = cx + radius * Math.cos(radians(angle))
      seats.push({ x, y: cy + radius * Math.sin(radians(angle)), angle })
    }
  }
  return seats
}

export interface Block {
  size: number
  tone: string
}

/** Who sits where: each block in neighbouring seats, side by side from the first, or spread over the hall. */
export const takenSeats = (count: number, blocks: readonly Block[], spread: boolean) => {
  const taken = new Map<number, string>()
  let at = 0
  for (const [index, block] of blocks.entries()) {
    if (spread) at = Math.floor(((index * 0.618034) % 1) * count)
    for (let left = block.size, looked = 0; left > 0 && looked < count; looked++, at++) {
      const seat = at % count
      if (taken.has(seat)) continue
      taken.set(seat, block.tone)
      left -= 1
    }
  }
  return taken
}
