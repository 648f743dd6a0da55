import { useParams } from '@tanstack/react-router'
import { DoorPage } from '../../call/DoorPage.tsx'

/** A guest's link. */
export function GuestDoor() {
  const { code } = useParams({ from: '/$code' })
  return <DoorPage key={code} code={code} />
}

/** A moderator's. The code says which it is; the path is only for the eye. */
export function ModeratorDoor() {
  const { code } = useParams({ from: '/m/$code' })
  return <DoorPage key={code} code={code} />
}
