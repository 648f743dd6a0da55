export interface Invited {
  email: string
  name?: string
}

export interface PeopleRead {
  people: Invited[]
  /** Lines, or parts of one, with no address in them. */
  unread: string[]
}

const address = /[^\s<>"',;:()[\]]+@[^\s<>"',;:()[\]]+\.[^\s<>"',;:()[\].]+/

/** « Diop, Awa » is how lists are sorted, not how one is called. */
const called = (text: string) => {
  const name = text
    .replace(/["<>()[\]\t;]/g, ' ')
    .replace(/^[\s,:–-]+|[\s,:–-]+$/g, '')
    .replace(/\s+/g, ' ')
  const [last, first, ...more] = name.split(', ')
  return last && first && more.length === 0 ? `${first} ${last}` : name
}

/** One line holds one person, or several addresses without a name, as mail programs write them. */
const partsOf = (line: string) => {
  const addresses = line.match(new RegExp(address, 'g')) ?? []
  return addresses.length > 1
    ? line.split(/[;,](?=(?:[^"]*"[^"]*")*[^"]*$)/).filter((part) => part.trim() !== '')
    : [line]
}

/** Reads a pasted list: `Awa Diop <awa@…>`, `awa@…`, columns of a table, several on a line; each address once. */
export const readPeople = (text: string): PeopleRead => {
  const people = new Map<string, Invited>()
  const unread: string[] = []
  for (const line of text.split(/\r?\n/)) {
    for (const part of partsOf(line)) {
      if (part.trim() === '') continue
      const found = address.exec(part)?.[0]
      if (!found) {
        unread.push(part.trim())
        continue
      }
      const email = found.replace(/^mailto:/i, '').toLowerCase()
      const name = called(part.replace(found, ' ').slice(0, 120))
      if (!people.has(email)) people.set(email, name ? { email, name } : { email })
    }
  }
  return { people: [...people.values()], unread }
}
