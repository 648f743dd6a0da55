import { useBlocker, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Call } from '../../call.ts'

declare module '@tanstack/react-router' {
  interface HistoryState {
    inCall?: boolean
  }
}

const stands = () => (history.state as { inCall?: boolean } | null)?.inCall === true

/** What would be lost with the page. The call itself would not: a reload comes back into it. */
const hasUnsaved = ({ chat, roster }: Call) =>
  chat.draft.get().trim() !== '' || chat.thread.get().pending.length > 0 || roster.screens.get().some(({ own }) => own)

/**
 * Back is pressed by mistake more often than to leave. The call has a place of its own in the history of the tab, even
 * where nothing of ours stands before it; going back from there asks first, and going back again leaves.
 */
export const useBack = (call: Call, asking: boolean, ask: () => void) => {
  const router = useRouter()
  useEffect(() => {
    const { history: past } = router
    if (!stands()) past.push(past.location.href, { inCall: true }, { ignoreBlocker: true })
    return () => {
      // Out again by another way: its place goes with it.
      if (call.over() && stands()) past.back({ ignoreBlocker: true })
    }
  }, [call, router])
  useBlocker({
    enableBeforeUnload: () => hasUnsaved(call),
    shouldBlockFn: () => {
      if (!asking) ask()
      else call.leave()
      return !asking
    },
  })
}
