import { IconMicrophone, IconMicrophoneOff, IconSettings, IconUser, IconVideo, IconVideoOff } from '@tabler/icons-react'
import { Avatar } from '#ui/Avatar.tsx'
import { Meter } from '#ui/Marks.tsx'
import { Tool } from '#ui/Tool.tsx'
import type { Own } from '../../call.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { Video } from '../Video.tsx'
import css from './ready.module.css'

function PhoneMeter({ own }: { own: Own }) {
  const loud = useStore(own.level.loud)
  return (
    <span className={css.phoneMeter}>
      <IconMicrophone size={17} stroke={2} aria-hidden="true" />
      <Meter value={loud} cells={9} height={9} />
    </span>
  )
}

/** Oneself, as the others will see. */
export function Preview({ own, name, onDevices }: { own: Own; name: string; onDevices: () => void }) {
  const say = useCallWords()
  const picture = useStore(own.picture)
  const camera = useStore(own.capture.camera)
  const microphone = useStore(own.capture.microphone)
  const heard = microphone.wanted && microphone.trouble === null
  const seen = camera.wanted && camera.trouble === null
  const still = camera.opening ? say('ready.opening') : say('ready.no_picture')
  return (
    <section className={css.preview}>
      <div className={`${css.picture} stage`}>
        {picture ? (
          <Video picture={picture} mirrored />
        ) : (
          <div className={css.off}>
            {name.trim() ? <Avatar of={{ name }} size={112} /> : <IconUser size={96} stroke={1.2} />}
          </div>
        )}
        <span className={css.mirror}>{picture ? say('ready.you') : still}</span>
        {microphone.track ? <PhoneMeter own={own} /> : null}
        <span className={css.gear}>
          <Tool label={say('ready.devices')} tone="stage" size={44} onClick={onDevices}>
            <IconSettings size={22} stroke={1.8} />
          </Tool>
        </span>
      </div>
      <div className={css.toggles}>
        <button type="button" aria-pressed={heard} onClick={() => void own.capture.want('microphone', !heard)}>
          {heard ? <IconMicrophone size={24} stroke={1.9} /> : <IconMicrophoneOff size={24} stroke={1.9} />}
          <span>{say(heard ? 'ready.microphone_on' : 'ready.microphone_off')}</span>
        </button>
        <button type="button" aria-pressed={seen} onClick={() => void own.capture.want('camera', !seen)}>
          {seen ? <IconVideo size={24} stroke={1.9} /> : <IconVideoOff size={24} stroke={1.9} />}
          <span>{say(seen ? 'ready.camera_on' : 'ready.camera_off')}</span>
        </button>
      </div>
    </section>
  )
}
