import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    links: typeof fr
  }
}

export { RoomLinks } from './components/RoomLinks.tsx'
