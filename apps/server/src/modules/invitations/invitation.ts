import { DoorCode } from '@amphi/contract/chosen-links'
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

/** So many links of a text are looked at; an invitation has one or two. */
const mostLinks = 20

/** What stands at the end of the links of a text that lead to one of the hosts we are reached by. */
export const codesIn = (text: string, hosts: readonly string[]) => {
  const codes = [...text.matchAll(address)].flatMap(([link, , end = '']) => {
    const { hostname } = URL.parse(link) ?? {}
    const { data: code } = DoorCode.safeParse(end)
    return code !== undefined && hostname !== undefined && hosts.includes(hostname) ? [code] : []
  })
  return [...new Set(codes)].slice(0, mostLinks)
}

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
