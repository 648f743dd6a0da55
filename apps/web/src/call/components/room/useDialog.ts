import { useCallback, useEffect, useRef, useState } from 'react'
import type { DialogName } from './RoomContext.ts'

/** Which window is open; when it closes, the focus goes back to whatever opened it. */
export const useDialog = () => {
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const opener = useRef<Element | null>(null)
  const showDialog = useCallback((next: DialogName | null) => {
    if (next !== null) opener.current = document.activeElement
    setDialog(next)
  }, [])
  useEffect(() => {
    if (dialog !== null) return
    const back = opener.current
    opener.current = null
    if (back instanceof HTMLElement && back.isConnected) back.focus()
  }, [dialog])
  return [dialog, showDialog] as const
}
