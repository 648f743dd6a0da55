import { Stack } from '#ui/Avatar.tsx'
import type { Stage } from '../../model/layout.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'
import { ScreenTile, ScreenView } from './ScreenView.tsx'
import css from './stage.module.css'
import { Tile } from './Tile.tsx'
import { useSoundOnly } from './useSoundOnly.ts'

/** One picture takes the stage; the others stand in a line above it. */
export function Focus({ stage, dim }: { stage: Extract<Stage, { kind: 'focus' }>; dim: boolean }) {
  const say = useCallWords()
  const { call, showPanel } = useRoom()
  const all = useStore(call.roster.seats)
  const seats = new Map(all.map((seat) => [seat.id, seat]))
  const screens = new Map(useStore(call.roster.screens).map((screen) => [screen.id, screen]))
  const pin = useStore(call.layout.pin)
  const unseen = useSoundOnly()
  const screen = screens.get(stage.main)
  const seat = seats.get(stage.main)
  const how = { dim, unseen }
  const hidden = all.filter(({ id }) => id !== stage.main && !stage.strip.includes(id))
  return (
    <div className={css.focus} data-short={stage.short || undefined}>
      {stage.strip.length > 0 ? (
        <ul className={css.strip}>
          {stage.strip.map((id) => {
            const small = seats.get(id)
            const other = screens.get(id)
            return (
              <li key={id}>
                {other ? <ScreenTile screen={other} dim={dim} /> : null}
                {small ? <Tile small seat={small} {...how} pinned={pin === id} onPin={call.layout.togglePin} /> : null}
              </li>
            )
          })}
          {stage.rest > 0 ? (
            <li>
              <button type="button" className={css.rest} onClick={() => showPanel('people')}>
                <Stack of={hidden.slice(0, 3)} size={30} ring="var(--a-stage-tile)" />
                {say('tile.others', { count: stage.rest })}
              </button>
            </li>
          ) : null}
        </ul>
      ) : null}
      <div className={css.main}>
        {screen ? <ScreenView screen={screen} dim={dim} key={screen.id} /> : null}
        {seat ? (
          <Tile seat={seat} small={stage.short} {...how} pinned={pin === seat.id} onPin={call.layout.togglePin} />
        ) : null}
      </div>
    </div>
  )
}
