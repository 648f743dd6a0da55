import { IconVideoOff } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './cut.module.css'
import { useRoom } from './RoomContext.ts'
import { useSoundOnly } from './useSoundOnly.ts'

/** No picture comes or goes because one chose so, perhaps long ago: it is said, with the way back. */
export function SoundOnly() {
  const say = useCallWords()
  const { call } = useRoom()
  const isSoundOnly = useSoundOnly()
  const stage = useStore(call.layout.stage)
  const screens = useStore(call.roster.screens)
  // A screen that takes the stage says it in its own place.
  const said = stage.kind === 'focus' && screens.some(({ id }) => id === stage.main)
  if (!isSoundOnly || said) return null
  return (
    <div className={css.sharing}>
      <IconVideoOff size={20} stroke={1.9} color="var(--a-hand)" aria-hidden="true" />
      <b className="grow">{say('sound.strip')}</b>
      <Button variant="chalk" size="s" onClick={call.quality.picturesBack}>
        {say('sound.back')}
      </Button>
    </div>
  )
}
