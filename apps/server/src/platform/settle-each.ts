/**
 * What is to be done for each of them is done for each, at most so many at once: what goes wrong with one keeps it from
 * none of the others, and is thrown when all had their turn.
 */
export const settleEach = async <T>(them: Iterable<T>, deed: (it: T) => Promise<unknown>, atOnce = 1) => {
  const problems: unknown[] = []
  const queue = them[Symbol.iterator]()
  const work = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      try {
        await deed(next.value)
      } catch (error) {
        problems.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  if (problems.length === 1) throw problems[0]
  if (problems.length > 0) throw new AggregateError(problems, `${problems.length} of them went wrong`)
}
