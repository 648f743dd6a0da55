import type { Entry } from '@amphi/contract/doors'
import type { SessionSeen } from '@amphi/contract/sessions'
import type { Scope } from '../scope.ts'
import { createStore, type Readable, sameList } from '../store.ts'

type Terms = Pick<Extract<Entry, { outcome: 'admitted' }>, 'camerasFor' | 'role'>

/** Who alone may see one’s camera; null: everyone. */
export type Viewers = readonly string[] | null

const none: readonly string[] = []

/** Known from the moment one is let in: whoever then leads is told of a little later, and sees from then on. */
export const createViewers = (entry: Terms) => {
  const of = ({ camerasFor, role }: Terms) => (camerasFor === 'moderators' && role !== 'moderator' ? none : null)
  const store = createStore<Viewers>(of(entry), (a, b) => a === b || (a !== null && b !== null && sameList(a, b)))
  const viewers: Readable<Viewers> = store
  return {
    viewers,

    /** Let in again after a cut: what was changed meanwhile holds before anything is sent. */
    admit: (terms: Terms) => store.change((now) => of(terms) && (now ?? none)),

    follow: (scope: Scope, seen: Readable<SessionSeen | null>, self: () => string) => {
      const tell = () => {
        const now = seen.get()
        const role = now?.participants.find(({ id }) => id === self())?.role
        if (!now || !role) return
        const leads = now.participants.filter((it) => it.role === 'moderator').map(({ id }) => id)
        store.set(of({ ...now, role }) && leads.toSorted())
      }
      scope.onEnd(seen.subscribe(tell))
      tell()
    },
  }
}
