import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    sessions: typeof fr
  }
}

export { SessionHistory } from './components/SessionHistory.tsx'
