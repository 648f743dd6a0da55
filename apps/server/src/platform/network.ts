import { isIPv6 } from 'node:net'

/** As people write it: of IPv4 without the clothes of IPv6 that a socket for both gives it, of IPv6 without its zone. */
export const plainAddress = (address: string) => {
  const plain = address.split('%')[0] ?? ''
  return plain.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i)?.[1] ?? plain
}

/**
 * Whose an address is, for counting. One home or server has a whole /64 of IPv6, and could take a new address for
 * every try; of IPv4 each address counts, also when it is written as IPv6.
 */
export const networkOf = (address: string): string => {
  const plain = plainAddress(address)
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0')
  const groups = [...before, ...zeros, ...after].slice(0, 4)
  return `${groups.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`
}
