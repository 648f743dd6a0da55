import { currentLanguage } from '#ground/words.ts'
import { shortDay } from './components/room/dates.ts'
import { warmUp } from './media/warm-up.ts'

export { createCall } from './call.ts'
export { CallScreen } from './components/room/CallScreen.tsx'

/** Does beforehand what takes long the first time. */
export const warm = async (): Promise<void> => {
  shortDay(currentLanguage(), new Date())
  await warmUp()
}
