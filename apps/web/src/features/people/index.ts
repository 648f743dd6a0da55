import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    people: typeof fr
  }
}

export { PeopleList } from './components/PeopleList.tsx'
export { InvitePeople } from './components/InvitePeople.tsx'
export { usePeople } from './queries.ts'
export { readPeople } from './read-people.ts'
