import { useParams } from '@tanstack/react-router'
import { lazy } from 'react'

// The call may not stand yet in this tree; the rest of the house does without it.
const pages = import.meta.glob<{ DoorPage: (props: { code: string }) => React.ReactNode }>('../../call/DoorPage.tsx')
const load = pages['../../call/DoorPage.tsx']

const DoorPage = lazy(async () =>
  load ? { default: (await load()).DoorPage } : { default: ({ code }: { code: string }) => <main>{code}</main> },
)

/** A guest's link. */
export function GuestDoor() {
  const { code } = useParams({ from: '/$code' })
  return <DoorPage code={code} />
}

/** A moderator's. The code says which it is; the path is only for the eye. */
export function ModeratorDoor() {
  const { code } = useParams({ from: '/m/$code' })
  return <DoorPage code={code} />
}
