import type { RoomSeen } from '@amphi/contract/rooms'
import { brief } from '#ground/brief.ts'
import { Refusal } from '#ground/request.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { toast } from '#ui/toasts.ts'
import { useOpenRoom } from './queries.ts'

/** Opens a room; where as many are open as may be, `onFull` is told. */
export const useOpening = (room: RoomSeen, { onOpened, onFull }: { onOpened?: () => void; onFull?: () => void }) => {
  const say = useWords('rooms')
  const sentence = useSentence()
  const opening = useOpenRoom()
  const open = () =>
    opening.mutate(
      { params: { roomId: room.id } },
      {
        onSuccess: () => {
          onOpened?.()
          toast(say('opened', { name: brief(room.name) }))
        },
        onError: (error) => {
          if (!(error instanceof Refusal && error.code === 'session.too_many_open')) toast(sentence(error), 'error')
          else onFull?.()
        },
      },
    )
  return { open, isPending: opening.isPending }
}
