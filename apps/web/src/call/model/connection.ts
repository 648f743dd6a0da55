import type { Line, MediaPass } from '../media/types.ts'
import type { Scope } from '../scope.ts'
import { createStore, type Readable, sameFields } from '../store.ts'

export type Connection =
  | { kind: 'connecting' }
  | { kind: 'connected' }
  /** Cut, and being taken up again, since then; pictures may go on meanwhile. */
  | { kind: 'reconnecting'; since: number; pictures: boolean }

/** What a door says to someone who comes back. `moved`: into another session, which is another call. */
export type Return = { kind: 'pass'; pass: MediaPass } | { kind: 'ended' } | { kind: 'moved' }

interface Needs {
  line: Line
  /** Asks for a new pass; throws when nobody answers. */
  enter: () => Promise<Return>
  /** Back after so many milliseconds. */
  returned: (cut: number) => void
  over: (how: 'ended' | 'elsewhere' | 'removed') => void
  network: EventTarget | undefined
  isOnline: () => boolean
}

export interface ConnectionView {
  state: Readable<Connection>
  start: (pass: MediaPass) => void
}

/** Half a second, one, two, and then every three: someone waits before this screen. */
export const pause = (attempt: number): number => Math.min(3_000, attempt === 0 ? 0 : 500 * 2 ** (attempt - 1))

/** Keeps the line up for as long as the session lasts, whatever happens to the network or to the media server. */
export const createConnection = (scope: Scope, needs: Needs): ConnectionView => {
  const { line, network } = needs
  const online = createStore(needs.isOnline())
  const state = createStore<Connection>({ kind: 'connecting' }, sameFields)
  let everUp = false
  let trying = false
  /** The meeting was deleted, and our server has yet to say why. */
  let ending = false
  let wake = () => {}

  scope.listen(network, 'online', () => {
    online.set(true)
    wake()
  })
  scope.listen(network, 'offline', () => online.set(false))

  const sleep = (milliseconds: number) =>
    new Promise<void>((done) => {
      const cancel = scope.after(milliseconds, done)
      wake = () => {
        cancel()
        done()
      }
    })

  const comeBack = async (first: number) => {
    if (trying) return
    trying = true
    await sleep(first)
    ending = false
    show()
    for (let attempt = 0; !scope.ended; attempt++) {
      await sleep(pause(attempt) * (0.8 + 0.4 * Math.random()))
      if (scope.ended) return
      try {
        const back = await needs.enter()
        if (scope.ended) return
        if (back.kind === 'moved') return
        if (back.kind === 'ended') return needs.over('ended')
        await line.connect(back.pass)
        break
      } catch {
        // Nobody answers yet.
      }
    }
    trying = false
  }

  const follow = () => {
    const now = line.state.get()
    if (now.kind === 'connected') {
      const before = state.get()
      if (everUp && before.kind === 'reconnecting') needs.returned(Date.now() - before.since)
      everUp = true
    }
    if (now.kind !== 'down') return
    if (now.reason === 'elsewhere' || now.reason === 'removed') return needs.over(now.reason)
    // A session that ended takes its meeting along, and our server says so a moment later. Until then it is no cut, and
    // coming back at once would make a moderator open what was just closed.
    ending = now.reason === 'deleted'
    void comeBack(now.reason === 'deleted' ? 3_000 : 0)
  }
  scope.onEnd(line.state.subscribe(follow))

  const show = () => {
    const now = line.state.get()
    const before = state.get()
    if (now.kind === 'down' && ending) return undefined
    if (now.kind === 'connected' && online.get()) return state.set({ kind: 'connected' })
    if (!everUp && now.kind !== 'down') return state.set({ kind: 'connecting' })
    const since = before.kind === 'reconnecting' ? before.since : Date.now()
    const pictures = now.kind === 'connected' || (now.kind === 'resuming' && now.pictures)
    return state.set({ kind: 'reconnecting', since, pictures })
  }
  for (const source of [line.state, online]) scope.onEnd(source.subscribe(show))

  return {
    state,
    // A first connection that fails turns the line down, and the way back begins.
    start: (pass) => void line.connect(pass).catch(() => undefined),
  }
}
