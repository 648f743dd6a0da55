import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    'app-passwords': typeof fr
  }
}

export { AppPasswordList } from './components/AppPasswordList.tsx'
export { CreateAppPassword, type MadeAppPassword } from './components/CreateAppPassword.tsx'
