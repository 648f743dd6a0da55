import { useCallWords } from '../../words.ts'
import { useModerating } from './useModerating.ts'
import { useRoom } from './RoomContext.ts'

/** Silences everyone but oneself, those named, and those who lead where they are to be spared; and says how many it was. */
export const useMuteAll = () => {
  const say = useCallWords()
  const { call } = useRoom()
  const moderate = useModerating()
  return (moderators: boolean, except: readonly string[] = []) =>
    moderate(call.moderation.muteAll(moderators, except), (count) =>
      count === 0 ? say('people.muted_none') : say('people.muted', { count }),
    )
}
