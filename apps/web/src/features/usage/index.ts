import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    usage: typeof fr
  }
}

export { UsageFigures } from './components/UsageFigures.tsx'
