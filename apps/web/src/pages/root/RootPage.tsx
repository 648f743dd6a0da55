import { Outlet, useRouter } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { Announcer } from '../../ui/Announcer.tsx'
import { dismissLeft } from '../../ui/toasts.ts'
import { OfflineBanner } from './OfflineBanner.tsx'

/** A page that opens is read aloud from its title, and Tab goes on from there. The first one keeps the browser's way. */
const useFocusOnTitle = () => {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (!fromLocation || !pathChanged || document.querySelector('dialog[open]')) return
        const title = document.querySelector<HTMLElement>('main h1')
        if (!title || document.activeElement?.closest('main')) return
        title.tabIndex = -1
        title.focus({ preventScroll: true })
      }),
    [router],
  )
}

/** What was said of a page goes with it. */
const useLeaveToasts = () => {
  const router = useRouter()
  useEffect(() => router.subscribe('onRendered', ({ pathChanged }) => pathChanged && dismissLeft()), [router])
}

export function RootPage() {
  useFocusOnTitle()
  useLeaveToasts()
  return (
    <>
      <OfflineBanner />
      <Suspense>
        <Outlet />
      </Suspense>
      <Announcer />
    </>
  )
}
