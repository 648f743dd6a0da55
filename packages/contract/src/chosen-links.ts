import { z } from 'zod'
import { fact, failures, route } from './grammar.ts'
import { looksLikeName } from './pages.ts'
import { UserId } from './people.ts'
import { Code, RoomId } from './rooms.ts'
import { TenantId } from './tenants.ts'

/** A link that can be read and remembered: `conseil-ufr`. Small letters, digits, single dashes; no code looks like it. */
export const ChosenName = z
  .string()
  .max(64)
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.string().refine(looksLikeName))

/** What stands at the end of a link: a code, or a name that was chosen. */
export const DoorCode = z.union([Code, ChosenName])

/** How many names may lead to one room: the one that is shown, and former ones, which go on leading there. */
export const mostNames = 5

export const chosenLinkFailures = failures({
  'chosen.not_allowed': 403,
  'chosen.reserved': 409,
  'chosen.taken': 409,
  'chosen.limit_reached': 409,
})

export const readChosenLink = route({
  method: 'GET',
  path: '/rooms/:roomId/chosen-link',
  summary: 'The readable link of a room, the former ones, which lead there as well, and whether one may be chosen',
  access: 'person',
  scope: 'rooms',
  params: z.object({ roomId: RoomId }),
  reply: z.object({
    /** Whether the institution wants such links; those there are lead on when it wants them no more. */
    allowed: z.boolean(),
    chosen: z.string().nullable(),
    former: z.array(z.string()),
  }),
  failures: ['room.not_found', 'room.not_yours'],
})

export const chooseLink = route({
  method: 'PUT',
  path: '/rooms/:roomId/chosen-link',
  summary: 'Choose a readable link for a room, or show none; former ones go on leading there and are nobody else’s',
  access: 'person',
  scope: 'rooms',
  params: z.object({ roomId: RoomId }),
  body: z.object({ name: ChosenName.nullable() }).meta({ examples: [{ name: null }] }),
  reply: z.object({ chosen: z.string().nullable() }),
  failures: [
    'room.not_found',
    'room.not_yours',
    'chosen.not_allowed',
    'chosen.reserved',
    'chosen.taken',
    'chosen.limit_reached',
  ],
})

export const chosenLinkRoutes = { readChosenLink, chooseLink }

export const linkChosen = fact(
  'link.chosen',
  z.object({ tenantId: TenantId, roomId: RoomId, by: UserId, chosen: z.string().nullable() }),
)
