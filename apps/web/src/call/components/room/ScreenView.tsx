import { IconPin, IconPinnedOff, IconScreenShare, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { Rich } from '#ui/Rich.tsx'
import { Tool } from '#ui/Tool.tsx'
import type { Screen } from '../../media/types.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { Video } from '../Video.tsx'
import { useRoom } from './RoomContext.ts'
import css from './screen.module.css'
import { useSoundOnly } from './useSoundOnly.ts'

const zooms = [1, 1.5, 2, 3, 4]

const useOwner = (screen: Screen) => {
  const { call } = useRoom()
  return useStore(call.roster.seats).find((seat) => seat.id === screen.ownerId)?.name ?? ''
}

/** A shared screen on the stage: large, to its edges, and larger if the letters are small. */
export function ScreenView({ screen, dim }: { screen: Screen; dim: boolean }) {
  const say = useCallWords()
  const { call } = useRoom()
  const pin = useStore(call.layout.pin)
  const owner = useOwner(screen)
  const [zoom, setZoom] = useState(1)
  const step = (by: number) => setZoom(zooms[zooms.indexOf(zoom) + by] ?? zoom)
  const pinned = pin === screen.id
  const unseen = useSoundOnly() && !screen.picture
  return (
    <div className={css.shared}>
      <div className={css.caption} data-caption>
        <IconScreenShare size={18} stroke={1.9} color="var(--a-speaking)" aria-hidden="true" />
        <span className="clip">
          <Rich words={say('screen.shared', { name: owner })} />
          {screen.sound ? <span className={css.sound}>{` · ${say('screen.sound')}`}</span> : null}
        </span>
        <i className={css.rule} />
        <Tool label={say('screen.smaller')} tone="stage" disabled={zoom === 1} onClick={() => step(-1)}>
          <IconZoomOut size={19} stroke={1.8} />
        </Tool>
        <span className={`num small ${css.percent ?? ''}`}>{Math.round(zoom * 100)} %</span>
        <Tool label={say('screen.larger')} tone="stage" disabled={zoom === zooms.at(-1)} onClick={() => step(1)}>
          <IconZoomIn size={19} stroke={1.8} />
        </Tool>
        <Tool
          label={say(pinned ? 'tile.unpin' : 'tile.pin', { name: say('screen.of', { name: owner }) })}
          tone="stage"
          on={pinned}
          onClick={() => call.layout.togglePin(screen.id)}
        >
          {pinned ? <IconPinnedOff size={19} stroke={1.8} /> : <IconPin size={19} stroke={1.8} />}
        </Tool>
      </div>
      <div className={css.frame} data-dim={dim || undefined}>
        {unseen ? (
          <div className={css.words}>
            <p>{say('sound.screen')}</p>
            <Button variant="chalk" size="s" onClick={call.quality.picturesBack}>
              {say('sound.back')}
            </Button>
          </div>
        ) : (
          // Its first frame covers these words.
          <p className={css.words} aria-hidden={screen.picture ? true : undefined}>
            {say('screen.coming')}
          </p>
        )}
        {dim ? <span className={css.note}>{say('tile.reconnecting')}</span> : null}
        <div
          className={css.screen}
          role="region"
          aria-label={say('screen.of', { name: owner })}
          // What can be scrolled must be reachable by the keyboard.
          tabIndex={zoom > 1 ? 0 : undefined}
        >
          {screen.picture ? (
            <Video picture={screen.picture} whole style={{ width: `${zoom * 100}%`, height: `${zoom * 100}%` }} />
          ) : null}
        </div>
      </div>
    </div>
  )
}

/** A shared screen among the others: chosen with one click. */
export function ScreenTile({ screen, dim }: { screen: Screen; dim: boolean }) {
  const say = useCallWords()
  const { call } = useRoom()
  const unseen = useSoundOnly() && !screen.picture
  const label = say('screen.of', { name: useOwner(screen) })
  return (
    <button
      type="button"
      className={css.tile}
      data-dim={dim || undefined}
      onClick={() => call.layout.togglePin(screen.id)}
    >
      {unseen ? <span className={css.words}>{say('tile.unseen')}</span> : null}
      {screen.picture ? <Video picture={screen.picture} whole /> : null}
      <span className={css.plate}>
        <IconScreenShare size={15} stroke={2} aria-hidden="true" />
        <span className="clip">{label}</span>
      </span>
    </button>
  )
}
