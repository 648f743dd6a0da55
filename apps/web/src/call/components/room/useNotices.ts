import { useState } from 'react'
import { canNotify } from '#ground/notify.ts'

/** Words of the system, for whoever looks elsewhere. The browser is asked by a click, and never by itself. */
export const useNotices = () => {
  const [permission, setPermission] = useState(() => (canNotify() ? Notification.permission : 'denied'))
  return {
    mayAsk: permission === 'default',
    ask: () => void Notification.requestPermission().then(setPermission),
  }
}
