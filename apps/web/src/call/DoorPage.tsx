import { type ComponentType, useEffect, useState } from 'react'
import { loadWords } from '#ground/words.ts'
import type { Call } from './call.ts'
import { After } from './components/door/After.tsx'
import { Asking, Missing, Refused } from './components/door/Before.tsx'
import { Lobby } from './components/door/Lobby.tsx'
import { Ready, type WhoHolds } from './components/door/Ready.tsx'
import { Sent } from './components/door/Sent.tsx'
import { Waiting } from './components/door/Waiting.tsx'
import { useStore } from './components/useStore.ts'
import { createScope } from './scope.ts'
import { createStore, type Readable } from './store.ts'
import { createVisit, type VisitView } from './visit.ts'
import { wire } from './wire.ts'

let inside: { CallScreen: ComponentType<{ call: Call }> } | undefined
/** The call with livekit-client, a hundred and fifty kilobytes: fetched once the door is drawn. */
const loadCall = async () => {
  const loaded = await import('./inside.ts')
  inside = loaded
  return loaded
}

function Shown({ visit, Holders }: { visit: VisitView; Holders: WhoHolds }) {
  const now = useStore(visit.state)
  switch (now.kind) {
    case 'asking':
      return <Asking visit={visit} trouble={now.trouble} />
    case 'missing':
      return <Missing why={now.why} />
    case 'refused':
      return <Refused visit={visit} door={now.door} reason={now.reason} />
    case 'ready':
      return <Ready visit={visit} Holders={Holders} {...now} />
    case 'waiting':
      return <Waiting visit={visit} Holders={Holders} door={now.door} trouble={now.trouble} />
    case 'full':
      return <Waiting visit={visit} Holders={Holders} door={now.door} seats={now.seats} of={now.of} />
    case 'lobby':
      return <Lobby visit={visit} {...now} key={now.request.state} />
    case 'inside':
      return inside ? <inside.CallScreen call={now.call} key={now.call.session.id} /> : null
    case 'sent':
      return <Sent visit={visit} {...now} key={now.entry.address} />
    case 'after':
      return <After visit={visit} {...now} />
  }
}

interface Stay {
  visit: Readable<VisitView | null>
  begin: (code: string) => () => void
}

/** Holds the visit outside of React: it begins with the page at a link and ends with it. */
const createStay = (): Stay => {
  const visit = createStore<VisitView | null>(null)
  return {
    visit,
    begin: (code) => {
      const scope = createScope()
      const begun = createVisit(scope, { wire, code, loadCall })
      // The server and the camera are asked while the words of the page are still on their way.
      const words = loadWords('call').catch(() => undefined)
      void words.then(() => scope.ended || visit.set(begun))
      scope.after(
        300,
        () =>
          void loadCall().then(
            ({ warm }) => warm(),
            () => undefined,
          ),
      )
      return scope.end
    },
  }
}

/** A room's link: before the call, waiting, in it and after it, at one address. */
export function DoorPage({ code, Holders }: { code: string; Holders: WhoHolds }) {
  const [stay] = useState(createStay)
  useEffect(() => stay.begin(code), [stay, code])
  const visit = useStore(stay.visit)
  return visit ? <Shown visit={visit} Holders={Holders} /> : null
}
