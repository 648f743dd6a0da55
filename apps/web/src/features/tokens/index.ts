import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    tokens: typeof fr
  }
}

export { TokenList } from './components/TokenList.tsx'
