import { useEffect } from 'react'

/** The name of the page, for the tab and for who hears it. */
export const useTitle = (title: string) => {
  useEffect(() => {
    const before = document.title
    document.title = `${title} · Amphi`
    return () => {
      document.title = before
    }
  }, [title])
}
