// Runs before the first paint, so that a dark page never flashes white. Its other half is src/ground/theme.ts.
;(() => {
  const root = document.documentElement
  let choice = null
  try {
    choice = localStorage.getItem('amphi.theme')
  } catch {
    // A browser that keeps nothing still gets the system's theme.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', dark ? '#0D1412' : '#F3F6F4')
})()
