import { z } from 'zod'
import { route } from './grammar.ts'

const months = z.coerce.number().int().min(1).max(120).optional()

export const countUnusedRooms = route({
  method: 'GET',
  path: '/tenant/unused-rooms',
  summary: 'How many rooms a rule for unused ones would concern today: they would be announced to their people',
  access: 'person',
  scope: 'institution',
  query: z.object({
    /** Months without use after which a room is archived, and in the archive after which it is deleted; left out, none is. */
    archiveAfter: months,
    removeAfter: months,
  }),
  reply: z.object({ archive: z.int(), remove: z.int() }),
  failures: ['tenant.administrator_only'],
})

export const upkeepRoutes = { countUnusedRooms }
