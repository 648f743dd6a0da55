import { lazyRouteComponent, useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { loadWords } from '#ground/words.ts'
import { DoorPage } from '../../call/DoorPage.tsx'
import type { WhoHolds } from '../../call/components/door/Ready.tsx'

/** With the words of rooms: fetched by the few who are told that no more rooms may be open. */
const List = lazyRouteComponent(async () => {
  const [{ Holders }] = await Promise.all([import('#features/rooms'), loadWords('rooms')])
  return { Holders: Holders as WhoHolds }
}, 'Holders') as WhoHolds

const Holders: WhoHolds = (props) => (
  <Suspense fallback={null}>
    <List {...props} />
  </Suspense>
)

/** A guest's link. */
export function GuestDoor() {
  const { code } = useParams({ from: '/$code' })
  return <DoorPage key={code} code={code} Holders={Holders} />
}

/** A moderators', a direct or a personal one. The code says which it is; the path is only for the eye. */
export function SecretDoor() {
  const { code = '' } = useParams({ strict: false })
  return <DoorPage key={code} code={code} Holders={Holders} />
}
