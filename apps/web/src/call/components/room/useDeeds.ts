import { useMemo } from 'react'
import { useCallWords } from '../../words.ts'
import { createDeeds } from './deeds.ts'
import { useRoom } from './RoomContext.ts'

export const useDeeds = () => {
  const { call, showDialog } = useRoom()
  const say = useCallWords()
  return useMemo(() => createDeeds(call, say, () => showDialog('devices')), [call, say, showDialog])
}
