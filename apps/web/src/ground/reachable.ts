/** Whether the server answered when it was last asked. */
let reachable = true
const listeners = new Set<() => void>()

export const told = (now: boolean) => {
  if (now === reachable) return
  reachable = now
  for (const listener of listeners) listener()
}

export const isReachable = () => reachable

export const onReachable = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
