import { useWords } from '#ground/words.ts'
import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    jitsi: typeof fr
  }
}

export const useJitsiWords = () => useWords('jitsi')
