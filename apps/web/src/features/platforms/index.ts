import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    platforms: typeof fr
  }
}

export { AddPlatform } from './components/AddPlatform.tsx'
export { CheckAddress } from './components/CheckAddress.tsx'
export { PlatformList } from './components/PlatformList.tsx'
