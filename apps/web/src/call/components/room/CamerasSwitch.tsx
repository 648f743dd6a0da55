import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { Switch } from '#ui/Choice.tsx'
import { Notice } from '#ui/Notice.tsx'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './dialogs.module.css'
import { useRoom } from './RoomContext.ts'

/** Whether participants see one another’s cameras, or those who lead alone; it holds at once. */
export function CamerasSwitch() {
  const say = useCallWords()
  const sentence = useSentence()
  const { moderation } = useRoom().call
  const camerasFor = useStore(moderation.camerasFor)
  const fixed = useStore(moderation.camerasFixed)
  // As one left it, until the server has answered.
  const [asked, setAsked] = useState<boolean>()
  const [trouble, setTrouble] = useState<unknown>(null)
  const change = async (confided: boolean) => {
    setTrouble(null)
    setAsked(confided)
    try {
      await moderation.showCameras(confided ? 'moderators' : 'everyone')
    } catch (error) {
      setTrouble(error)
    }
    setAsked(undefined)
  }
  return (
    <div className={css.switches}>
      <Switch
        label={say('limits.confided')}
        note={say(fixed ? `limits.confided_${fixed}` : 'limits.confided_note')}
        checked={asked ?? camerasFor === 'moderators'}
        disabled={fixed !== null}
        onChange={(on) => void change(on)}
      />
      {trouble ? <Notice tone="error">{sentence(trouble)}</Notice> : null}
    </div>
  )
}
