import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    nodes: typeof fr
  }
}

export { AddNode } from './components/AddNode.tsx'
export { NodeList } from './components/NodeList.tsx'
