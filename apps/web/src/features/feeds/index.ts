import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    feeds: typeof fr
  }
}

export { FeedList } from './components/FeedList.tsx'
