import type { Occupancy } from '@amphi/contract/engines'
import { useMemo } from 'react'
import { useWords } from '#ground/words.ts'
import { Gradins } from '#ui/Gradins.tsx'
import { hallFor, meetingsIn } from '../hall.ts'

const wide = { cx: 470, cy: 560, inner: 186, outer: 500, aisles: [222, 252, 288, 318], pitch: 19.5, loosest: 2 }
const small = { cx: 195, cy: 204, inner: 98, outer: 187, aisles: [225, 270, 315], pitch: 13.5, loosest: 1.7 }
// The hall goes on under the text; there its seats make way for the words.
const fade = (x: number) => Math.min(1, Math.max(0, (x - 28) / 130))

/** The service as a lecture hall: one seat a place, neighbours of one tint one meeting. */
export function HallPlan({ occupancy, phone }: { occupancy: Occupancy; phone?: boolean }) {
  const say = useWords('meetings')
  const hall = useMemo(() => hallFor(occupancy.seats, phone ? small : wide), [occupancy.seats, phone])
  return (
    <Gradins
      {...hall.plan}
      width={phone ? 390 : 840}
      height={phone ? 216 : 640}
      seat={hall.seat}
      count={hall.drawn}
      blocks={meetingsIn(occupancy.sizes, hall.each)}
      spread
      empty="var(--a-seat-0)"
      {...(phone ? {} : { fade })}
      label={say('plan', { people: occupancy.people, seats: occupancy.seats })}
    />
  )
}
