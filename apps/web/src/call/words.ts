import { type Say, useWords } from '#ground/words.ts'
import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    call: typeof fr
  }
}

export type CallSay = Say<'call'>
export const useCallWords = (): CallSay => useWords('call')
