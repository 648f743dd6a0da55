import { memo, useMemo } from 'react'
import { type Block, type Plan, seatsOf, takenSeats } from './seats.ts'

type Props = Plan & {
  width: number
  height: number
  /** How large one seat is drawn. */
  seat: number
  /** At most so many seats, from the stage up. */
  count?: number
  blocks?: readonly Block[]
  spread?: boolean
  empty?: string
  fade?: (x: number, y: number) => number
  /** What it shows, in words; without it the figures stand beside it. */
  label?: string
}

/**
 * The seat plan: Amphi’s one ornament, and always a figure, never decoration. Seats taken are people; neighbours of one
 * tint are one meeting.
 */
export const Gradins = memo(function Gradins(props: Props) {
  const {
    width,
    height,
    seat,
    blocks = [],
    spread = false,
    empty = 'var(--a-line)',
    count = 5_000,
    fade,
    label,
  } = props
  const { cx, cy, rows, inner, gap, pitch, from = 186, to = 354, aisles } = props
  const bays = aisles?.join(' ') ?? ''
  const seats = useMemo(
    () =>
      seatsOf({ cx, cy, rows, inner, gap, pitch, from, to, aisles: bays ? bays.split(' ').map(Number) : [] }).slice(
        0,
        count,
      ),
    [cx, cy, rows, inner, gap, pitch, from, to, bays, count],
  )
  const taken = takenSeats(seats.length, blocks, spread)
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {seats.map(({ x, y, angle }, index) => {
        const opacity = fade ? fade(x, y) : 1
        return opacity <= 0.02 ? null : (
          <rect
            key={index}
            x={-seat * 0.5}
            y={-seat * 0.42}
            width={seat}
            height={seat * 0.84}
            rx={seat * 0.28}
            fill={taken.get(index) ?? empty}
            opacity={opacity < 1 ? opacity : undefined}
            transform={`translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${(angle + 90).toFixed(1)})`}
          />
        )
      })}
    </svg>
  )
})
