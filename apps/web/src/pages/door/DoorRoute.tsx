import { useParams } from '@tanstack/react-router'
import { type ComponentType, lazy } from 'react'

// The call may not stand yet in this tree; the rest of the house does without it.
const doors = import.meta.glob<{ DoorPage: ComponentType<{ code: string }> }>('../../call/DoorPage.tsx')
const tests = import.meta.glob<{ ConnectionTestPage: ComponentType }>('../../call/ConnectionTestPage.tsx')
const [loadDoor] = Object.values(doors)
const [loadTest] = Object.values(tests)

const DoorPage = lazy(async () => ({
  default: loadDoor
    ? (await loadDoor()).DoorPage
    : ({ code }: { code: string }) => <main className="mono">{code}</main>,
}))
const TestPage = lazy(async () => ({
  default: loadTest ? (await loadTest()).ConnectionTestPage : () => <main />,
}))

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

export function ConnectionTest() {
  return <TestPage />
}
