import { Outlet, useRouter } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { Announcer } from '../../ui/Announcer.tsx'
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

export function RootPage() {
  useFocusOnTitle()
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
