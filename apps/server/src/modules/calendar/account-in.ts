import { UserId } from '@amphi/contract/people'

/** The account that an address names: those a principal has besides its e-mail (RFC 6638, 2.4.1). */
export const accountIn = (address: string): UserId | undefined => {
  const id = /^(?:urn:uuid:|(?:https?:\/\/[^/]+)?\/dav\/principals\/users\/)([0-9a-f-]{36})\/?$/i.exec(address)?.[1]
  return id === undefined ? undefined : UserId.safeParse(id).data
}
