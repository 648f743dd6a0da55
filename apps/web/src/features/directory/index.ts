import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    directory: typeof fr
  }
}

export { PickPeople, type Picked } from './components/PickPeople.tsx'
