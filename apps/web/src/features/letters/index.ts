import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    letters: typeof fr
  }
}

export { LetterList } from './components/LetterList.tsx'
