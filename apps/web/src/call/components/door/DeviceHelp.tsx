import { IconCamera, IconMicrophoneOff } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import type { Own } from '../../call.ts'
import type { Trouble } from '../../media/types.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'

type Which = 'microphone' | 'camera' | 'both'

/** What stands in the way of a device, where to click, and that one may go in without. */
export function DeviceHelp({ own }: { own: Own }) {
  const say = useCallWords()
  const microphone = useStore(own.capture.microphone)
  const camera = useStore(own.capture.camera)
  const one = (trouble: Trouble, which: Which) => (
    <Notice
      key={which}
      tone={trouble === 'failed' ? 'rec' : 'hand'}
      icon={which === 'camera' ? <IconCamera size={20} stroke={1.8} /> : <IconMicrophoneOff size={20} stroke={1.8} />}
      aside={
        trouble === 'busy' || trouble === 'failed' ? (
          <Button size="s" onClick={() => void own.capture.open()}>
            {say('trouble.retry')}
          </Button>
        ) : null
      }
    >
      <b>{say(trouble === 'insecure' ? 'trouble.insecure_both' : `trouble.${trouble}_${which}`)}</b>
      <p>{say(`trouble.${trouble}_text`)}</p>
    </Notice>
  )
  const troubles =
    microphone.trouble && microphone.trouble === camera.trouble
      ? [one(microphone.trouble, 'both')]
      : [
          microphone.trouble ? one(microphone.trouble, 'microphone') : null,
          camera.trouble ? one(camera.trouble, 'camera') : null,
        ]
  return <div role="status">{troubles}</div>
}
