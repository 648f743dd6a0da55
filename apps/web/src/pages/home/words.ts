import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    home: typeof fr
  }
}
