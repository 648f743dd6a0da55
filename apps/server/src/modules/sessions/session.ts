import type { EndReason } from '@amphi/contract/sessions'

/** Seconds a session goes on after its last moderator left, and open without anyone having come. */
export const patience = { noModerator: 120, nobodyCame: 30 * 60, longest: 300 * 60 }

interface Life {
  startedAt: Date
  /** Undefined when nobody ever came in. */
  firstJoinAt: Date | undefined
  /** The moment the last moderator went out; undefined while one is inside, or when none ever was. */
  moderatorLeftAt: Date | undefined
  moderatorInside: boolean
}

/** Why a running session should end by itself now, if it should. */
export const dueEnd = (
  { startedAt, firstJoinAt, moderatorLeftAt, moderatorInside }: Life,
  now: Date,
): EndReason | undefined => {
  const past = (since: Date, seconds: number) => now.getTime() - since.getTime() >= seconds * 1000
  if (past(startedAt, patience.longest)) return 'max_duration'
  if (!firstJoinAt) return past(startedAt, patience.nobodyCame) ? 'empty' : undefined
  if (moderatorInside) return undefined
  return moderatorLeftAt && past(moderatorLeftAt, patience.noModerator) ? 'no_moderator' : undefined
}
