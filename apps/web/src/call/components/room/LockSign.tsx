import { IconLock } from '@tabler/icons-react'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'

/** Beside the name, while the door asks for a password. */
export function LockSign({ size = 18 }: { size?: number }) {
  const say = useCallWords()
  const { call } = useRoom()
  const locked = useStore(call.session.seen)?.locked ?? false
  if (!locked) return null
  return (
    <IconLock size={size} stroke={1.9} role="img" aria-label={say('lock.locked')}>
      <title>{say('lock.locked')}</title>
    </IconLock>
  )
}
