import { useCallWords } from '../../words.ts'
import { useModerating } from './useModerating.ts'
import { useRoom } from './RoomContext.ts'

/** Silences everyone but oneself, and those who lead where they are to be spared; and says how many it was. */
export const useMuteAll = () => {
  const say = useCallWords()
  const { call } = useRoom()
  const moderate = useModerating()
  return (moderators: boolean) =>
    moderate(call.moderation.muteAll(moderators), (count) =>
      count === 0 ? say('people.muted_none') : say('people.muted', { count }),
    )
}
