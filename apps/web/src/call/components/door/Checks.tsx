import { IconCheck, IconHeadphones, IconMicrophone, IconVideo } from '@tabler/icons-react'
import { Avatar } from '#ui/Avatar.tsx'
import { Meter } from '#ui/Marks.tsx'
import type { Own } from '../../call.ts'
import type { DeviceKind } from '../../media/types.ts'
import { useCallWords } from '../../words.ts'
import { SoundTest } from '../DevicePickers.tsx'
import { useStore } from '../useStore.ts'
import { Video } from '../Video.tsx'
import css from './door.module.css'

function Loud({ own }: { own: Own }) {
  return <Meter value={useStore(own.level.loud)} cells={14} height={8} />
}

/** While one waits: that one will be seen and heard. */
export function Checks({ own }: { own: Own }) {
  const say = useCallWords()
  const { name } = useStore(own.choices)
  const picture = useStore(own.picture)
  const microphone = useStore(own.capture.microphone)
  const verdict = (kind: DeviceKind, good: boolean) =>
    good ? (
      <>
        <IconCheck size={19} stroke={2.4} className={css.good} aria-hidden="true" />
        <span className="sr">{say(`wait.${kind}_on`)}</span>
      </>
    ) : (
      <span className={css.off}>{say(`wait.${kind}_off`)}</span>
    )
  const open = microphone.wanted && microphone.track !== null
  return (
    <aside className={css.checks} aria-label={say('wait.checks')}>
      <div className={`${css.self} stage`}>
        {picture ? <Video picture={picture} mirrored /> : <Avatar of={{ name }} size={72} />}
        <b className="clip">{name}</b>
      </div>
      <ul>
        <li>
          <IconMicrophone size={20} stroke={1.8} aria-hidden="true" />
          <span className="grow">
            <b>{say('device.microphone')}</b>
            {open ? <Loud own={own} /> : null}
          </span>
          {verdict('microphone', open)}
        </li>
        <li>
          <IconVideo size={20} stroke={1.8} aria-hidden="true" />
          <b className="grow">{say('device.camera')}</b>
          {verdict('camera', picture !== null)}
        </li>
        <li>
          <IconHeadphones size={20} stroke={1.8} aria-hidden="true" />
          <b className="grow">{say('device.speaker')}</b>
          <SoundTest own={own} brief={css.try} />
        </li>
      </ul>
    </aside>
  )
}
