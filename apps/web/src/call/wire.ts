import { live } from '#ground/live.ts'
import { call, Refusal } from '#ground/request.ts'
import type { Wire } from './model/wire.ts'

/** A network that was cut swallows requests without a word: after this they are asked again. */
const patience = 8_000

/** Our server. */
export const wire: Wire = {
  call: (name, ask, { keepalive = false, within = patience } = {}) =>
    call(name, ask as never, { signal: AbortSignal.timeout(within), keepalive }),
  join: (channel, heard) => live.join(channel, heard),
  renew: () => live.renew(),
}

/** What a refused message may hope for: nothing, or another try after so many seconds. */
export const refusedFor = (error: unknown): number | 'good' => {
  if (!(error instanceof Refusal)) return 0
  // Cut off for longer than the server waits: the way back in is being asked for already.
  if (error.code === 'participant.not_inside') return 1
  if (error.status !== 429) return 'good'
  const { retryAfter } = error.details
  return typeof retryAfter === 'number' ? retryAfter : 5
}
