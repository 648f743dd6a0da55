/** How long someone was there in all, in milliseconds; who is still inside counts until now. */
export const stayed = (stays: readonly { joinedAt: string; leftAt: string | null }[], now: Date) => {
  let sum = 0
  for (const { joinedAt, leftAt } of stays)
    sum += Math.max(0, (leftAt ? new Date(leftAt) : now).getTime() - new Date(joinedAt).getTime())
  return sum
}
