import { z } from 'zod'
import { JitsiMeeting } from '@amphi/contract/jitsi'
import { NodeId } from '@amphi/contract/nodes'
import { TenantId } from '@amphi/contract/tenants'
import type { Keys } from '#platform/secrets'

const Sealed = z.object({
  is: z.literal('jitsi pass'),
  tenantId: TenantId,
  nodeId: NodeId,
  key: z.string(),
  identity: z.string(),
  leads: z.boolean(),
  /** Whether somebody who leads must be there before them. */
  waits: z.boolean(),
  /** When it was given, in milliseconds. */
  at: z.number(),
  meeting: JitsiMeeting,
})
export type JitsiPass = z.infer<typeof Sealed>

export const sealPass = (keys: Keys, pass: Omit<JitsiPass, 'is'>): string =>
  keys.seal(JSON.stringify({ is: 'jitsi pass', ...pass } satisfies JitsiPass))

/** Undefined for whatever is none of ours. */
export const readPass = (keys: Keys, sealed: string): JitsiPass | undefined => {
  try {
    return Sealed.parse(JSON.parse(keys.unseal(sealed)))
  } catch {
    // Cut, changed, made up, or of another house: it opens nothing.
    return undefined
  }
}
