/** A lifetime. Whatever is begun in a scope is undone, last first, when the scope ends. */
export interface Scope {
  readonly ended: boolean
  /** What it returns takes the undoing off again, undone or not: it is not needed any more. */
  onEnd: (undo: () => void) => () => void
  end: () => void
  inner: () => Scope
  every: (milliseconds: number, deed: () => void) => void
  after: (milliseconds: number, deed: () => void) => () => void
  listen: (target: EventTarget | undefined, event: string, heard: (event: Event) => void) => void
}

/** A while, unless the scope ends before: then whoever waits for it is left waiting, and forgotten. */
export const moment = (scope: Scope, milliseconds: number): Promise<void> =>
  new Promise((done) => scope.after(milliseconds, done))

export const createScope = (): Scope => {
  const undos = new Set<{ undo: () => void }>()
  let ended = false
  const scope: Scope = {
    get ended() {
      return ended
    },
    onEnd: (undo) => {
      // What comes too late is undone at once: an awaited device must not outlive its call.
      if (ended) {
        undo()
        return () => undefined
      }
      const entry = { undo }
      undos.add(entry)
      return () => void undos.delete(entry)
    },
    end: () => {
      if (ended) return
      ended = true
      const last = [...undos].toReversed()
      undos.clear()
      for (const { undo } of last) undo()
    },
    inner: () => {
      const inner = createScope()
      inner.onEnd(scope.onEnd(inner.end))
      return inner
    },
    every: (milliseconds, deed) => {
      const timer = setInterval(deed, milliseconds)
      scope.onEnd(() => clearInterval(timer))
    },
    after: (milliseconds, deed) => {
      const timer = setTimeout(() => {
        forget()
        deed()
      }, milliseconds)
      const cancel = () => {
        clearTimeout(timer)
        forget()
      }
      const forget = scope.onEnd(() => clearTimeout(timer))
      return cancel
    },
    listen: (target, event, heard) => {
      target?.addEventListener(event, heard)
      scope.onEnd(() => target?.removeEventListener(event, heard))
    },
  }
  return scope
}
