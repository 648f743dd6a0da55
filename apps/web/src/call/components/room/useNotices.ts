import { useState } from 'react'

const supported = () => 'Notification' in window

/** Words of the system, for whoever looks elsewhere. The browser is asked by a click, and never by itself. */
export const useNotices = () => {
  const [permission, setPermission] = useState(() => (supported() ? Notification.permission : 'denied'))
  return {
    mayAsk: permission === 'default',
    ask: () => void Notification.requestPermission().then(setPermission),
  }
}

/** Shown only where it was allowed, and while the page is not looked at. */
export const notify = (title: string, body: string) => {
  if (!supported() || Notification.permission !== 'granted' || !document.hidden) return
  try {
    const notice = new Notification(title, { body, tag: 'amphi-lobby', icon: '/icon-192.png' })
    notice.addEventListener('click', () => {
      window.focus()
      notice.close()
    })
  } catch (error) {
    // Chromium on Android knows the word, and lets only service workers use it.
    if (!(error instanceof TypeError)) throw error
  }
}
