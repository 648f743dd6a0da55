import { IconCheck, IconHeadphones, IconMicrophone, IconVideo } from '@tabler/icons-react'
import type { Own } from '../../call.ts'
import type { DeviceKind } from '../../media/types.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './door.module.css'

/** On a phone, one line: what is ready, and a sound to try. */
export function PhoneChecks({ own }: { own: Own }) {
  const say = useCallWords()
  const picture = useStore(own.picture)
  const microphone = useStore(own.capture.microphone)
  const verdict = (kind: DeviceKind, good: boolean) =>
    good ? (
      <>
        <IconCheck size={17} stroke={2.6} className={css.good} aria-hidden="true" />
        <span className="sr">{say(`wait.${kind}_on`)}</span>
      </>
    ) : (
      <span className={css.off}>{say(`wait.${kind}_off`)}</span>
    )
  return (
    <ul className={css.brief} aria-label={say('wait.checks')}>
      <li>
        <IconMicrophone size={20} stroke={1.8} aria-hidden="true" /> {say('device.microphone')}
        {verdict('microphone', microphone.wanted && microphone.track !== null)}
      </li>
      <li>
        <IconVideo size={20} stroke={1.8} aria-hidden="true" /> {say('device.camera')}
        {verdict('camera', picture !== null)}
      </li>
      <li>
        <button type="button" onClick={() => void own.testSound()} aria-label={say('device.test')}>
          <IconHeadphones size={20} stroke={1.8} aria-hidden="true" /> {say('lobby.sound')}
        </button>
      </li>
    </ul>
  )
}
