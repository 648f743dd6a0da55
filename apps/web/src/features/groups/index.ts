import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    groups: typeof fr
  }
}

export { GroupList } from './components/GroupList.tsx'
export { CreateGroup } from './components/CreateGroup.tsx'
