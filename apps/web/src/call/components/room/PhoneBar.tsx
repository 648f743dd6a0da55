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
  const { call, showPanel } = useRoom()
  const deeds = useDeeds()
  const leave = useLeave()
  const { microphone, camera } = useOwnDevices()
  const hand = useStore(call.hands.up)
  return (
    <section data-bar className={css.bar} aria-label={say('call.bar')}>
      <button
        type="button"
        data-state={microphone ? undefined : 'off'}
        aria-pressed={microphone}
        onClick={deeds.microphone}
      >
        <span>
          {microphone ? <IconMicrophone size={25} stroke={1.9} /> : <IconMicrophoneOff size={25} stroke={1.9} />}
        </span>
        {say(microphone ? 'bar.microphone_short' : 'bar.muted')}
      </button>
      <button type="button" data-state={camera ? undefined : 'off'} aria-pressed={camera} onClick={deeds.camera}>
        <span>{camera ? <IconVideo size={25} stroke={1.9} /> : <IconVideoOff size={25} stroke={1.9} />}</span>
        {say('bar.camera')}
      </button>
      <button type="button" data-state={hand ? 'on' : undefined} aria-pressed={hand} onClick={deeds.hand}>
        <span>
          <IconHandStop size={25} stroke={1.9} />
        </span>
        {say(hand ? 'bar.hand_down' : 'bar.hand_short')}
      </button>
      <button type="button" onClick={() => showPanel('chat')}>
        <span>
          <IconMessageCircle size={25} stroke={1.9} />
          <Unread />
        </span>
        {say('bar.messages')}
      </button>
      <MoreMenu className={css.more} phone />
      <button type="button" data-state="leave" onClick={leave}>
        <span>
          <IconDoorExit size={25} stroke={1.9} />
        </span>
        {say('bar.leave')}
      </button>
    </section>
  )
}
