import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    conferences: typeof fr
  }
}
