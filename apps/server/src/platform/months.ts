/** On the same day of that month, or on its last, where it has no such day. */
export const monthsBefore = (now: Date, months: number) => {
  const before = new Date(now)
  before.setUTCMonth(before.getUTCMonth() - months)
  if (before.getUTCDate() !== now.getUTCDate()) before.setUTCDate(0)
  return before
}
