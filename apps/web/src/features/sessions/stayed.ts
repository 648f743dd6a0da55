export interface Stay {
  joinedAt: string
  leftAt: string | null
}

/** A page loaded again, or a line cut for a moment: whoever comes back so soon, in milliseconds, was not away. */
const soon = 5_000

/** Stays that touch are one. They come in the order in which they began. */
export const joined = (stays: readonly Stay[]): Stay[] => {
  const whole: Stay[] = []
  for (const stay of stays) {
    const last = whole.at(-1)
    const away = last?.leftAt ? new Date(stay.joinedAt).getTime() - new Date(last.leftAt).getTime() : -1
    if (!last || away > soon) whole.push({ joinedAt: stay.joinedAt, leftAt: stay.leftAt })
    else if (last.leftAt !== null && (stay.leftAt === null || new Date(stay.leftAt) > new Date(last.leftAt)))
      last.leftAt = stay.leftAt
  }
  return whole
}

/** How long someone was there in all, in milliseconds; who is still inside counts until now. */
export const stayed = (stays: readonly Stay[], now: Date) => {
  let sum = 0
  for (const { joinedAt, leftAt } of stays)
    sum += Math.max(0, (leftAt ? new Date(leftAt) : now).getTime() - new Date(joinedAt).getTime())
  return sum
}
