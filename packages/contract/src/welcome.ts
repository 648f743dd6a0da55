import { z } from 'zod'
import { route } from './grammar.ts'
import { Me } from './profile.ts'
import { Language } from './requests.ts'

/** What the first page needs to draw itself, in one call. */
export const welcome = route({
  method: 'GET',
  path: '/welcome',
  summary: 'Who the institution is, and who is asking',
  access: 'anyone',
  reply: z.object({
    /** `attendanceKept`: for how many months it is, which whoever goes in is told. */
    tenant: z.object({
      name: z.string(),
      language: Language,
      instantMeetings: z.boolean(),
      attendanceKept: z.int(),
      chosenLinks: z.boolean(),
    }),
    me: Me.nullable(),
    /** Whether letters leave: where none is set they wait for an administrator, who passes their links on. */
    mailServer: z.boolean(),
    version: z.string(),
  }),
})

export const welcomeRoutes = { welcome }
