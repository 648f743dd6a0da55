import { IconCloudOff } from '@tabler/icons-react'
import { useReachable } from '#ground/useReachable.ts'
import { useWords } from '#ground/words.ts'
import css from './OfflineBanner.module.css'

/** Says that the server does not answer, over whatever is shown; goes by itself. The call has its own, which knows more. */
export function OfflineBanner() {
  const say = useWords('ui')
  const reachable = useReachable()
  return (
    <div role="status" data-offline className={css.banner}>
      {reachable ? null : (
        <p className="board">
          <IconCloudOff size={20} stroke={1.8} />
          {say('offline')}
        </p>
      )}
    </div>
  )
}
