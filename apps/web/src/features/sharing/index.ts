import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    sharing: typeof fr
  }
}

export { HandOver } from './components/HandOver.tsx'
export { Sharing } from './components/Sharing.tsx'
