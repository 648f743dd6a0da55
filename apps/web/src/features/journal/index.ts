import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    journal: typeof fr
  }
}

export { JournalList } from './components/JournalList.tsx'
