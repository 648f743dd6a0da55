import { IconCheck, IconMicrophone, IconPlayerPlay, IconVideo, IconVolume } from '@tabler/icons-react'
import { useState } from 'react'
import { Meter } from '#ui/Marks.tsx'
import { announce } from '#ui/toasts.ts'
import { Select } from '#ui/Select.tsx'
import type { Own } from '../call.ts'
import type { Device, DeviceKind } from '../media/types.ts'
import { useCallWords } from '../words.ts'
import css from './devices.module.css'
import { useStore } from './useStore.ts'

const chosenOf = (devices: readonly Device[], ...wishes: (string | undefined)[]) =>
  wishes.find((id) => devices.some((device) => device.id === id)) ?? devices[0]?.id ?? ''

function Picker({
  label,
  devices,
  value,
  empty,
  onChange,
}: {
  label: string
  devices: readonly Device[]
  value: string
  empty: string
  onChange: (id: string) => void
}) {
  const say = useCallWords()
  const options = devices.map(({ id, label: name }, index) => ({
    value: id,
    label: name || say('device.unnamed', { number: index + 1 }),
  }))
  const none = options.length === 0
  return (
    <Select
      label={label}
      options={none ? [{ value: '', label: empty }] : options}
      value={none ? '' : value}
      disabled={none}
      onChange={onChange}
    />
  )
}

function Heard({ own }: { own: Own }) {
  const say = useCallWords()
  const loud = useStore(own.level.loud)
  const alive = useStore(own.level.alive)
  const [heard, setHeard] = useState(false)
  if (loud > 0.35 && !heard) setHeard(true)
  return (
    <div className={css.under}>
      <Meter value={loud} cells={22} />
      <span className={css.verdict} role="status" data-good={(heard && alive) || undefined}>
        {heard && alive ? <IconCheck size={15} stroke={2.4} aria-hidden="true" /> : null}
        {say(alive ? (heard ? 'device.heard' : 'device.speak') : 'device.dead')}
      </span>
    </div>
  )
}

export function SoundTest({ own, brief }: { own: Own; brief?: string | undefined }) {
  const say = useCallWords()
  const [playing, setPlaying] = useState(false)
  const play = async () => {
    setPlaying(true)
    announce(say('device.testing'))
    await own.testSound()
    setPlaying(false)
  }
  return (
    <button type="button" className={brief ?? css.test} onClick={() => playing || void play()}>
      {playing ? <IconVolume size={16} stroke={2} /> : <IconPlayerPlay size={16} stroke={2} />}
      <span>{say(brief ? 'wait.try' : playing ? 'device.testing' : 'device.test')}</span>
      {brief ? <span className="sr">{` ${say(playing ? 'device.testing' : 'device.test')}`}</span> : null}
    </button>
  )
}

/** One that is switched off is not looked for: how to switch it on. */
function Off({ own, kind, words }: { own: Own; kind: DeviceKind; words: string }) {
  return (
    <div className={css.under}>
      <button type="button" className={css.test} onClick={() => void own.capture.want(kind, true)}>
        {kind === 'camera' ? <IconVideo size={16} stroke={2} /> : <IconMicrophone size={16} stroke={2} />}
        <span>{words}</span>
      </button>
    </div>
  )
}

/** Which microphone, loudspeaker and camera, each with its proof that it works. */
export function DevicePickers({ own }: { own: Own }) {
  const say = useCallWords()
  const lists = useStore(own.devices)
  const choices = useStore(own.choices)
  const microphone = useStore(own.capture.microphone)
  const camera = useStore(own.capture.camera)
  const settings = camera.track?.getSettings()
  const choose = (kind: DeviceKind) => (id: string) => void own.capture.choose(kind, id)
  const used = (track: MediaStreamTrack | null) => track?.getSettings().deviceId
  return (
    <section className={css.devices} aria-label={say('ready.devices')}>
      <div>
        <Picker
          label={say('device.microphone')}
          devices={lists.microphones}
          value={chosenOf(lists.microphones, used(microphone.track), choices.microphoneId)}
          empty={say(microphone.track ? 'device.default' : microphone.wanted ? 'device.none' : 'device.microphone_off')}
          onChange={choose('microphone')}
        />
        {microphone.track ? <Heard own={own} /> : null}
        {microphone.wanted ? null : <Off own={own} kind="microphone" words={say('device.microphone_open')} />}
      </div>
      <div>
        <Picker
          label={say('device.speaker')}
          devices={lists.speakers}
          value={chosenOf(lists.speakers, choices.speakerId, 'default')}
          empty={say('device.system')}
          onChange={(speakerId) => own.choices.change((now) => ({ ...now, speakerId }))}
        />
        <div className={css.under}>
          <SoundTest own={own} />
        </div>
      </div>
      <div>
        <Picker
          label={say('device.camera')}
          devices={lists.cameras}
          value={chosenOf(lists.cameras, used(camera.track), choices.cameraId)}
          empty={say(camera.track ? 'device.default' : camera.wanted ? 'device.none' : 'device.camera_off')}
          onChange={choose('camera')}
        />
        {camera.wanted ? null : <Off own={own} kind="camera" words={say('device.camera_open')} />}
        {settings?.width ? (
          <div className={css.under}>
            <span className="small muted num">
              {say('device.size', {
                width: settings.width,
                height: settings.height ?? 0,
                rate: Math.round(settings.frameRate ?? 0),
              })}
            </span>
          </div>
        ) : null}
      </div>
    </section>
  )
}
