import { useNow } from '#ground/useNow.ts'
import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'

/** `42:10`, `1:02:10`. */
export const elapsedOf = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

export const useStart = (): string | undefined => {
  const { call } = useRoom()
  return useStore(call.session.seen)?.startedAt ?? call.door.session?.startedAt
}

/** How long the session has lasted. */
export const useElapsed = (): string => {
  const now = useNow(1_000)
  const start = useStart()
  return elapsedOf(start ? now.getTime() - new Date(start).getTime() : 0)
}
