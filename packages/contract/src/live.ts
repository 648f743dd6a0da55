import { z } from 'zod'
import { Message } from './chat.ts'

/**
 * The words of `/api/v1/live`, one JSON object a frame. A page joins channels; each is a permission check.
 *
 * `door:CODE` someone who holds a link · `rooms` the signed-in person's own rooms · `session:ID` those inside ·
 * `lobby:SESSION` its moderators · `lobby-request:ID` whoever waits to be let in · `mailbox` one’s own ·
 * `agenda` the calendars one sees · `resources` what calendars can book · `invitations:ROOM` those who may invite to it.
 */
export const LiveSaid = z.discriminatedUnion('say', [
  z.object({ say: z.literal('join'), channel: z.string().max(120) }),
  z.object({ say: z.literal('leave'), channel: z.string().max(120) }),
  z.object({ say: z.literal('ping') }),
])
export type LiveSaid = z.infer<typeof LiveSaid>

export const LiveHeard = z.discriminatedUnion('say', [
  /** From here on, what happens in the channel is told; what happened before must be asked for. */
  z.object({ say: z.literal('joined'), channel: z.string() }),
  z.object({ say: z.literal('refused'), channel: z.string() }),
  z.object({
    say: z.literal('fact'),
    channel: z.string(),
    fact: z.string(),
    ids: z.record(z.string(), z.unknown()),
    /** Small things, already authorised by the channel, travel whole: a chat message. */
    message: Message.optional(),
  }),
  /** Facts may have been missed: ask again for whatever is shown. */
  z.object({ say: z.literal('resync') }),
  z.object({ say: z.literal('pong') }),
])
export type LiveHeard = z.infer<typeof LiveHeard>
