import { IconVolume } from '@tabler/icons-react'
import { useCallWords } from '../../words.ts'
import type { Stage } from '../../model/layout.ts'
import { useStore } from '../useStore.ts'
import css from './stage.module.css'
import { useRoom } from './RoomContext.ts'
import { ScreenTile } from './ScreenView.tsx'
import { Tile } from './Tile.tsx'
import { useSoundOnly } from './useSoundOnly.ts'

/** A narrower tile has no room for a whole plate, in CSS pixels. */
const roomy = 220

/** Everyone on one page, each in their place; a place that became free stays free. */
export function Grid({ stage, dim }: { stage: Extract<Stage, { kind: 'grid' }>; dim: boolean }) {
  const say = useCallWords()
  const { call } = useRoom()
  const seats = new Map(useStore(call.roster.seats).map((seat) => [seat.id, seat]))
  const screens = new Map(useStore(call.roster.screens).map((screen) => [screen.id, screen]))
  const narrow = useStore(call.layout.narrow)
  const pin = useStore(call.layout.pin)
  const unseen = useSoundOnly()
  const { fit, places, away } = stage
  const small = places.length > 1 && (narrow || fit.width < roomy)
  const style = {
    gridTemplateColumns: `repeat(${fit.columns}, ${fit.width}px)`,
    gridAutoRows: `${fit.height}px`,
  }
  return (
    <>
      <ul className={css.grid} style={style}>
        {places.map((id, at) => {
          const seat = id ? seats.get(id) : undefined
          const screen = id ? screens.get(id) : undefined
          return (
            <li key={id ?? `free ${at}`} aria-hidden={id ? undefined : true} className={id ? undefined : css.free}>
              {screen ? <ScreenTile screen={screen} dim={dim} /> : null}
              {seat ? (
                <Tile
                  seat={seat}
                  dim={dim}
                  unseen={unseen}
                  small={small}
                  pinned={pin === seat.id}
                  onPin={call.layout.togglePin}
                />
              ) : null}
            </li>
          )
        })}
      </ul>
      {away ? (
        <button type="button" className={css.away} onClick={() => call.layout.goTo(away.id)}>
          <IconVolume size={18} stroke={1.9} aria-hidden="true" />
          {say('grid.away', { name: away.name })}
        </button>
      ) : null}
    </>
  )
}
