import {
  IconDoorExit,
  IconHandStop,
  IconMessageCircle,
  IconMicrophone,
  IconMicrophoneOff,
  IconVideo,
  IconVideoOff,
} from '@tabler/icons-react'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { MoreMenu } from './MoreMenu.tsx'
import css from './phone.module.css'
import { useRoom } from './RoomContext.ts'
import { Unread } from './Unread.tsx'
import { useDeeds } from './useDeeds.ts'
import { useLeave } from './useLeave.ts'
import { useOwnDevices } from './useOwnDevices.ts'

/** Under the thumb: six deeds, each with its word. */
export function PhoneBar() {
  const say = useCallWords()
  const { call, panel, showPanel } = useRoom()
  const deeds = useDeeds()
  const leave = useLeave()
  const { microphone, camera } = useOwnDevices()
  const hand = useStore(call.hands.up)
  return (
    <section data-bar id="call-bar" tabIndex={-1} className={css.bar} aria-labelledby="call-bar-title">
      <h2 id="call-bar-title" className="sr">
        {say('call.bar')}
      </h2>
      <button
        type="button"
        data-state={microphone.closed ? 'closed' : microphone.on ? undefined : 'off'}
        aria-pressed={microphone.live}
        onClick={deeds.microphone}
      >
        <span>
          {microphone.on ? <IconMicrophone size={25} stroke={1.9} /> : <IconMicrophoneOff size={25} stroke={1.9} />}
        </span>
        <span data-word>
          {say(microphone.closed ? 'bar.closed' : microphone.on ? 'bar.microphone_short' : 'bar.muted')}
        </span>
      </button>
      <button
        type="button"
        data-state={camera.closed ? 'closed' : camera.on ? undefined : 'off'}
        aria-pressed={camera.live}
        onClick={deeds.camera}
      >
        <span>{camera.on ? <IconVideo size={25} stroke={1.9} /> : <IconVideoOff size={25} stroke={1.9} />}</span>
        <span data-word>{say('bar.camera')}</span>
      </button>
      <button type="button" data-state={hand ? 'on' : undefined} aria-pressed={hand} onClick={deeds.hand}>
        <span>
          <IconHandStop size={25} stroke={1.9} />
        </span>
        <span data-word>{say(hand ? 'bar.hand_down' : 'bar.hand_short')}</span>
      </button>
      <button
        type="button"
        aria-expanded={panel === 'chat'}
        onClick={() => showPanel(panel === 'chat' ? null : 'chat')}
      >
        <span>
          <IconMessageCircle size={25} stroke={1.9} />
          <Unread />
        </span>
        <span data-word>{say('bar.messages')}</span>
      </button>
      <MoreMenu className={css.more} phone />
      <button type="button" data-state="leave" onClick={leave}>
        <span>
          <IconDoorExit size={25} stroke={1.9} />
        </span>
        <span data-word>{say('bar.leave')}</span>
      </button>
    </section>
  )
}
