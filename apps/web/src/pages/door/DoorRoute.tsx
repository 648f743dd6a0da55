import { useParams } from '@tanstack/react-router'
import { DoorPage } from '../../call/DoorPage.tsx'

/** A guest's link. */
export function GuestDoor() {
  const { code } = useParams({ from: '/$code' })
  return <DoorPage key={code} code={code} />
}

/** A moderators', a direct or a personal one. The code says which it is; the path is only for the eye. */
export function SecretDoor() {
  const { code = '' } = useParams({ strict: false })
  return <DoorPage key={code} code={code} />
}
