import { z } from 'zod'
import { GroupId } from './groups.ts'
import { PersonName, UserId } from './people.ts'

export const answers = ['needs-action', 'accepted', 'declined', 'tentative'] as const
export type Answer = (typeof answers)[number]

/** What one says to an invitation. */
export const GivenAnswer = z.enum(['accepted', 'declined', 'tentative'])
export type GivenAnswer = z.infer<typeof GivenAnswer>

const isOptional = z.boolean().default(false)

/** Who is asked to come: somebody of the house; whoever is in a group when it is said; or an address. */
export const EventGuest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), id: UserId, isOptional }),
  z.object({ kind: z.literal('group'), id: GroupId, isOptional }),
  z.object({
    kind: z.literal('address'),
    address: z.string().trim().toLowerCase().max(400),
    name: z.union([z.literal(''), PersonName]).default(''),
    isOptional,
  }),
])
export type EventGuest = z.infer<typeof EventGuest>

/**
 * Whether an invitation came to whoever it is for. `told`: it stands in their calendar here, or their mail server has it.
 * `waiting`: it is on its way. `kept`: no mail server is set. `failed`: it was refused, or nobody is there.
 */
export const guestDeliveries = ['told', 'waiting', 'kept', 'failed'] as const

/** Someone who has to do with an event. */
export const EventPerson = z.object({
  name: z.string(),
  email: z.string(),
  /** Of the house. */
  userId: UserId.nullable(),
  pictureUrl: z.string().nullable(),
  /** The group they were invited with. */
  groupId: GroupId.nullable(),
  answer: z.enum(answers),
  /** What they said with it. */
  comment: z.string().nullable(),
  isOrganizer: z.boolean(),
  isOptional: z.boolean(),
  /** Null where nobody knows; told to whoever may change the event. */
  delivery: z.enum(guestDeliveries).nullable(),
  /** What the mail server said. */
  problem: z.string().nullable(),
})
export type EventPerson = z.infer<typeof EventPerson>

/** A group that was invited, and how many came to it and left it since; told to whoever may change the event. */
export const InvitedGroup = z.object({ id: GroupId, name: z.string(), joined: z.int(), left: z.int() })
export type InvitedGroup = z.infer<typeof InvitedGroup>
