import { UserId } from '@amphi/contract/people'
import { TenantId } from '@amphi/contract/tenants'

/** Where each house is reached: the host name chooses the tenant. */
export const hosts = { university: 'university.test', elsewhere: 'elsewhere.test' } as const
export type House = keyof typeof hosts

export const tenants = {
  university: TenantId.parse('00000000-0000-4000-8000-000000000001'),
  elsewhere: TenantId.parse('00000000-0000-4000-8000-000000000002'),
} satisfies Record<House, TenantId>

/** Everyone's, in tests and demonstrations. */
export const password = 'a fine long one'

const id = (last: string) => UserId.parse(`00000000-0000-4000-8000-0000000000${last}`)

/**
 * Every test, demo and screenshot tells its story with these. Ada moderates and Bob attends, Malik administers. Eve
 * administers elsewhere and bears Ada's very id, so that nothing but the tenant keeps her out.
 */
export const cast = {
  ada: { house: 'university', userId: id('0a'), name: 'Ada Lovelace', role: 'member' },
  bob: { house: 'university', userId: id('0b'), name: 'Bob Marchetti', role: 'member' },
  malik: { house: 'university', userId: id('0c'), name: 'Malik Ferrand', role: 'administrator' },
  eve: { house: 'elsewhere', userId: id('0a'), name: 'Ève Ailleurs', role: 'administrator' },
} as const satisfies Record<string, { house: House; userId: UserId; name: string; role: string }>

export type Name = keyof typeof cast

export const emailOf = (name: Name) => `${name}@${hosts[cast[name].house]}`

/** The cookie each of them has in their browser from the beginning. */
export const loginOf = (name: Name) => `login-of-${name}-`.padEnd(43, 'x')
