import { IconScreenShare } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'
import css from './cut.module.css'
import { useDeeds } from './useDeeds.ts'

/** One's own screen goes out: it is easily forgotten, so it stands above the stage with the way to stop it. */
export function Sharing() {
  const say = useCallWords()
  const { call } = useRoom()
  const deeds = useDeeds()
  const sharing = useStore(call.roster.screens).some(({ own }) => own)
  if (!sharing) return null
  return (
    <div className={css.sharing}>
      <IconScreenShare size={20} stroke={1.9} color="var(--a-speaking)" aria-hidden="true" />
      <b className="grow">{say('screen.mine')}</b>
      <Button variant="chalk" size="s" onClick={deeds.stopShares}>
        {say('screen.stop')}
      </Button>
    </div>
  )
}
