import { useEffect } from 'react'
import { useWelcome } from './welcome.ts'

/** Names the page for the tab, the history and screen readers. */
export const useTitle = (title: string) => {
  const { tenant } = useWelcome()
  useEffect(() => {
    document.title = title ? `${title} · ${tenant.name}` : tenant.name
  }, [title, tenant.name])
}
