import {
  IconAdjustmentsHorizontal,
  IconDoorExit,
  IconHandStop,
  IconMessageCircle,
  IconMicrophone,
  IconMicrophoneOff,
  IconUsers,
  IconVideo,
  IconVideoOff,
} from '@tabler/icons-react'
import { useFormat } from '#ground/format.ts'
import { useNow } from '#ground/useNow.ts'
import { useLanguage } from '#ground/words.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './bar.module.css'
import { Control } from './Control.tsx'
import { shortDay } from './dates.ts'
import { MoreMenu } from './MoreMenu.tsx'
import { ReactMenu } from './ReactMenu.tsx'
import { useRoom } from './RoomContext.ts'
import { ShareMenu } from './ShareMenu.tsx'
import { Unread } from './Unread.tsx'
import { useDeeds } from './useDeeds.ts'
import { useLeave } from './useLeave.ts'
import { useOwnDevices } from './useOwnDevices.ts'

const icon = { size: 23, stroke: 1.9 }

function Clock() {
  const now = useNow(10_000)
  const { timeOfDay } = useFormat()
  const language = useLanguage()
  return (
    <div className={css.clock}>
      <b className="num">{timeOfDay(now)}</b>
      <span className="small muted">{shortDay(language, now)}</span>
    </div>
  )
}

/** Under the stage: everything one does in a call, with its word. */
export function ControlBar() {
  const say = useCallWords()
  const { call, panel, showPanel, showDialog } = useRoom()
  const deeds = useDeeds()
  const leave = useLeave()
  const { microphone, camera } = useOwnDevices()
  const hand = useStore(call.hands.up)
  const moderates = useStore(call.moderation.moderates)
  const devices = () => showDialog('devices')
  const toggle = (name: 'chat' | 'people') => () => showPanel(panel === name ? null : name)
  return (
    <section data-bar id="call-bar" tabIndex={-1} className={css.bar} aria-labelledby="call-bar-title">
      <h2 id="call-bar-title" className="sr">
        {say('call.bar')}
      </h2>
      <Clock />
      <div className={css.group}>
        <Control
          icon={microphone.on ? <IconMicrophone {...icon} /> : <IconMicrophoneOff {...icon} />}
          label={say(
            microphone.closed ? 'bar.microphone_closed' : microphone.on ? 'bar.microphone' : 'bar.microphone_off',
          )}
          state={microphone.closed ? 'closed' : microphone.on ? undefined : 'off'}
          aria-pressed={microphone.live}
          onClick={deeds.microphone}
          onChoose={devices}
        />
        <Control
          icon={camera.on ? <IconVideo {...icon} /> : <IconVideoOff {...icon} />}
          label={say(camera.closed ? 'bar.camera_closed' : camera.on ? 'bar.camera' : 'bar.camera_off')}
          state={camera.closed ? 'closed' : camera.on ? undefined : 'off'}
          aria-pressed={camera.live}
          onClick={deeds.camera}
          onChoose={devices}
        />
        <ShareMenu />
        <Control
          icon={<IconHandStop {...icon} />}
          label={say(hand ? 'bar.hand_down' : 'bar.hand')}
          state={hand ? 'hand' : undefined}
          aria-pressed={hand}
          onClick={deeds.hand}
        />
        <ReactMenu />
        <i className={css.sep} />
        <Control
          icon={<IconMessageCircle {...icon} />}
          label={say('bar.chat')}
          state={panel === 'chat' ? 'on' : undefined}
          badge={<Unread />}
          aria-expanded={panel === 'chat'}
          onClick={toggle('chat')}
        />
        <Control
          icon={<IconUsers {...icon} />}
          label={say('bar.people')}
          state={panel === 'people' ? 'on' : undefined}
          aria-expanded={panel === 'people'}
          onClick={toggle('people')}
        />
        {moderates ? (
          <Control
            icon={<IconAdjustmentsHorizontal {...icon} />}
            label={say('bar.tools')}
            aria-haspopup="dialog"
            onClick={() => showDialog('limits')}
          />
        ) : null}
        <MoreMenu className={css.more} />
      </div>
      <button type="button" className={css.leave} onClick={leave}>
        <IconDoorExit size={22} stroke={1.9} />
        {say('bar.leave')}
      </button>
    </section>
  )
}
