import type { Skip } from '@amphi/contract/invitations'
import { Email, type UserId } from '@amphi/contract/people'

/** Someone of the house, as far as an invitation asks. */
export interface Addressee {
  id: UserId
  email: string
  /** Whether they want by e-mail what they find here. */
  emailNotices: boolean
  isDisabled: boolean
}

/** Someone an invitation names; `skipped` says why they get nothing. */
export interface Invitee {
  userId: UserId | null
  /** Where it goes by e-mail; null for whoever wants none. Of what is no address, what was given. */
  address: string | null
  /** Whether the address was typed by whoever invites, who may see it again. */
  isTyped: boolean
  skipped: Skip | null
}

const address = /https?:\/\/([^\s/?#]+)\/([a-z\d-]+)/gi

const withoutDashes = (code: string) => code.toLowerCase().replaceAll('-', '')

/** Whether a text holds the link of a room: one of its codes, at one of the hosts we are reached by. */
export const holdsLink = (text: string, { hosts, codes }: { hosts: readonly string[]; codes: readonly string[] }) =>
  [...text.matchAll(address)].some(([link, , code = '']) => {
    const { hostname } = URL.parse(link) ?? {}
    return hostname !== undefined && hosts.includes(hostname) && codes.includes(withoutDashes(code))
  })

/** What was given for an address, fit to be shown again to whoever typed it. */
const asGiven = (text: string) =>
  text
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 120)

const ofPerson = ({ id, email, emailNotices, isDisabled }: Addressee, isTyped: boolean): Invitee => ({
  userId: id,
  address: isTyped || (emailNotices && !isDisabled) ? email : null,
  isTyped,
  skipped: isDisabled ? 'disabled' : null,
})

interface Named {
  /** In the order in which they were named: people, then members of groups. */
  people: readonly Addressee[]
  addresses: readonly string[]
  /** Whoever of the house has one of the addresses. */
  owners: readonly Addressee[]
}

/** Everyone who is named, each once: a person who is in two groups, or whose address was typed as well, is one. */
export const inviteesOf = ({ people, addresses, owners }: Named): Invitee[] => {
  const ownerOf = new Map(owners.map((owner) => [owner.email, owner]))
  const found = new Map<string, Invitee>()
  const add = (key: string, invitee: Invitee) => {
    if (!found.has(key)) found.set(key, invitee)
  }
  for (const person of people) add(person.id, ofPerson(person, false))
  for (const given of addresses) {
    const { data: email } = Email.safeParse(given)
    const owner = email === undefined ? undefined : ownerOf.get(email)
    if (owner) add(owner.id, ofPerson(owner, true))
    else if (email !== undefined) add(email, { userId: null, address: email, isTyped: true, skipped: null })
    else if (asGiven(given) !== '')
      add(asGiven(given), { userId: null, address: asGiven(given), isTyped: true, skipped: 'not_an_address' })
  }
  return [...found.values()]
}

/** Those of the addresses that are some. */
export const readAddresses = (addresses: readonly string[]) =>
  addresses.flatMap((given) => {
    const { data } = Email.safeParse(given)
    return data === undefined ? [] : [data]
  })
