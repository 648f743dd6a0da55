import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconLayoutGrid,
  IconLink,
  IconUser,
  IconUsers,
} from '@tabler/icons-react'
import { Mark } from '#ui/Logo.tsx'
import { Bars } from '#ui/Marks.tsx'
import { Menu } from '#ui/Menu.tsx'
import { Tool } from '#ui/Tool.tsx'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './top.module.css'
import { LockSign } from './LockSign.tsx'
import { Pager } from './Pager.tsx'
import { Popover } from './Popover.tsx'
import { Quality } from './Quality.tsx'
import { useRoom } from './RoomContext.ts'
import { useDeeds } from './useDeeds.ts'
import { useElapsed } from './useElapsed.ts'
import { useFullScreen } from './useFullScreen.ts'
import { strengthTone, useStrength } from './useStrength.ts'

function Elapsed() {
  const say = useCallWords()
  const time = useElapsed()
  return (
    <span className={`num muted ${css.time}`}>
      <span className="sr">{say('call.time', { time: '' })}</span>
      {time}
    </span>
  )
}

function LayoutMenu() {
  const say = useCallWords()
  const { call } = useRoom()
  const mode = useStore(call.layout.mode)
  const kind = useStore(call.layout.stage).kind
  const shown = kind === 'grid' ? 'grid' : 'speaker'
  return (
    <Menu
      label={say('layout.menu')}
      items={(['grid', 'speaker'] as const).map((one) => ({
        label: say(`layout.${one}`),
        icon: one === 'grid' ? <IconLayoutGrid size={18} stroke={1.9} /> : <IconUser size={18} stroke={1.9} />,
        checked: shown === one && (kind === 'focus' || mode === one),
        onSelect: () => call.layout.setMode(one),
      }))}
      trigger={(props) => (
        <button type="button" className={css.button} {...props}>
          {shown === 'grid' ? <IconLayoutGrid size={18} stroke={1.9} /> : <IconUser size={18} stroke={1.9} />}
          <span>{say(`layout.${shown}`)}</span>
        </button>
      )}
    />
  )
}

/** Above the stage: what this is, how long already, and how it is shown. */
export function TopBar() {
  const say = useCallWords()
  const { call, panel, showPanel, showDialog } = useRoom()
  const deeds = useDeeds()
  const people = useStore(call.roster.seats).length
  const strength = useStrength()
  const full = useFullScreen()
  return (
    <header className={css.top}>
      <Mark size={28} />
      <h1 className="clip" title={call.door.room.name}>
        {call.door.room.name}
      </h1>
      <LockSign />
      <Elapsed />
      <span className="grow" />
      <Popover
        label={say('quality.title')}
        trigger={(props) => (
          <button type="button" className={css.button} {...props}>
            <Bars level={strength} size={15} tone={strengthTone(strength)} />
            <span>{say('bar.quality')}</span>
          </button>
        )}
      >
        {() => <Quality />}
      </Popover>
      <LayoutMenu />
      <button type="button" className={css.button} onClick={() => showDialog('invite')}>
        <IconLink size={18} stroke={1.9} />
        <span>{say('bar.invite')}</span>
      </button>
      <button
        type="button"
        className={css.button}
        aria-label={say('call.people', { count: people })}
        onClick={() => showPanel(panel === 'people' ? null : 'people')}
      >
        <IconUsers size={18} stroke={1.9} />
        <b className="num">{people}</b>
      </button>
      <Pager />
      {document.fullscreenEnabled ? (
        <Tool label={say(full ? 'bar.full_screen_off' : 'bar.full_screen')} size={40} onClick={deeds.fullScreen}>
          {full ? <IconArrowsMinimize size={19} stroke={1.8} /> : <IconArrowsMaximize size={19} stroke={1.8} />}
        </Tool>
      ) : null}
    </header>
  )
}
