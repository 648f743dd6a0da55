import { IconMicrophone, IconMicrophoneOff } from '@tabler/icons-react'
import { Bars } from '#ui/Marks.tsx'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'
import { LockSign } from './LockSign.tsx'
import css from './phone.module.css'
import { useDeeds } from './useDeeds.ts'
import { useElapsed } from './useElapsed.ts'
import { useOwnDevices } from './useOwnDevices.ts'
import { strengthTone, useStrength } from './useStrength.ts'

/** On a phone: the name, the time, how many; and the microphone while a sheet covers the bar. */
export function PhoneTop({ covered }: { covered: boolean }) {
  const say = useCallWords()
  const { call, showDialog } = useRoom()
  const deeds = useDeeds()
  const people = useStore(call.roster.seats).length
  const { microphone } = useOwnDevices()
  const time = useElapsed()
  const strength = useStrength()
  return (
    <header className={css.top}>
      <div className="grow">
        <h1 className="clip" title={call.door.room.name}>
          {call.door.room.name}
        </h1>
        <p className="num">
          <LockSign size={15} />
          {time}
          <i aria-hidden="true" />
          {say('call.people', { count: people })}
        </p>
      </div>
      {covered ? (
        <button
          type="button"
          className={css.mic}
          data-off={!microphone.on || undefined}
          aria-label={say(microphone.on ? 'bar.microphone' : 'bar.microphone_off')}
          aria-pressed={microphone.live}
          onClick={deeds.microphone}
        >
          {microphone.on ? <IconMicrophone size={22} stroke={1.9} /> : <IconMicrophoneOff size={22} stroke={1.9} />}
        </button>
      ) : null}
      <button
        type="button"
        className={css.quality}
        aria-label={say('bar.quality')}
        onClick={() => showDialog('quality')}
      >
        <Bars level={strength} size={16} tone={strengthTone(strength)} />
      </button>
    </header>
  )
}
