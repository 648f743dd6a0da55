import { textLengths } from '@amphi/contract/limits'

export interface Invited {
  email: string
  name?: string
}

export interface PeopleRead {
  people: Invited[]
  /** Lines, or parts of one, with no address in them that the server takes. */
  unread: string[]
}

/** What is meant as an address, with all its signs: of one that is mistyped no part is taken for another person's. */
const meant = /[^\s<>",;:()[\]]+@[^\s<>",;:()[\]]+/g

/** What the server takes for an address (contract). */
const address = /^(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@([a-z\d][a-z\d-]*\.)+[a-z]{2,}$/i

/** Without the quotes around it, and without the full stop of its sentence. */
const bare = (text: string) => text.replace(/^'(.*)'$/, '$1').replace(/\.$/, '')

/** « Diop, Awa » is how lists are sorted, not how one is called. */
const called = (text: string) => {
  const name = text
    .replace(/["<>()[\]\t;]|\p{C}/gu, ' ')
    .replace(/^[\s,:–-]+|[\s,:–-]+$/g, '')
    .replace(/\s+/g, ' ')
  const [last, first, ...more] = name.split(', ')
  if (!/\p{L}/u.test(name)) return ''
  return last && first && more.length === 0 ? `${first} ${last}` : name
}

/** One line holds one person, or several addresses without a name, as mail programs write them. */
const partsOf = (line: string) => {
  return (line.match(meant) ?? []).length > 1
    ? line.split(/[;,](?=(?:[^"]*"[^"]*")*[^"]*$)/).filter((part) => part.trim() !== '')
    : [line]
}

/** What the columns of a table are called, where they are. */
const head = /(?<!\p{L})(e-?mails?|courriels?|mails?|mél|adresses?|address(es)?|noms?|prénoms?|names?)(?!\p{L})/iu

const isHead = (line: string) => !line.includes('@') && head.test(line)

/** Reads a pasted list: `Awa Diop <awa@…>`, `awa@…`, columns of a table, several on a line; each address once. */
export const readPeople = (text: string): PeopleRead => {
  const people = new Map<string, Invited>()
  const unread: string[] = []
  const [first = '', ...others] = text.trimStart().split(/\r?\n/)
  const lines = isHead(first) && others.some((line) => line.includes('@')) ? others : [first, ...others]
  for (const line of lines) {
    for (const part of partsOf(line)) {
      if (part.trim() === '') continue
      const [found = ''] = part.match(meant) ?? []
      const email = bare(found).toLowerCase()
      if (!address.test(email) || email.length > textLengths.email.max) {
        unread.push(part.trim())
        continue
      }
      const name = called(part.replace(found, ' ').replace(/\bmailto:/i, ' ')).slice(0, 120)
      if (!people.has(email)) people.set(email, name ? { email, name } : { email })
    }
  }
  return { people: [...people.values()], unread }
}
