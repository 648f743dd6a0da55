/** Whether the system can show a notice at all. */
export const canNotify = () => 'Notification' in window

/**
 * A word of the system, for whoever looks elsewhere: only where the browser allows it already, and while the page is not
 * looked at. Of several pages that say the same, one is shown.
 */
export const notify = (title: string, { body, tag }: { body: string; tag: string }) => {
  if (!canNotify() || Notification.permission !== 'granted' || !document.hidden) return
  try {
    const notice = new Notification(title, { body, tag, icon: '/icon-192.png' })
    notice.addEventListener('click', () => {
      window.focus()
      notice.close()
    })
  } catch (error) {
    // Chromium on Android knows the word, and lets only service workers use it.
    if (!(error instanceof TypeError)) throw error
  }
}
