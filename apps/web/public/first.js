// Runs before anything is drawn. A dark page never flashes white (the other half is src/ground/theme.ts), and what the
// page of this address is made of is asked for at once, not when the first script has run (the list: fetch-first.ts).
;(() => {
  const kept = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      // A browser that keeps nothing gets what its system asks for.
      return null
    }
  }
  const theme = kept('amphi.theme')
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', dark ? '#0D1412' : '#F3F6F4')

  const pages = JSON.parse(document.getElementById('first')?.textContent ?? '[]')
  const page = pages.find(({ address }) => new RegExp(address, 'i').test(location.pathname))
  if (!page) return
  const asked = [kept('amphi.language'), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())]
  const language = asked.find((it) => it !== null && Object.hasOwn(page.words, it))
  for (const href of [...page.files, ...(page.words[language] ?? [])]) {
    const style = href.endsWith('.css')
    const link = document.createElement('link')
    Object.assign(link, { rel: style ? 'preload' : 'modulepreload', crossOrigin: '', href })
    if (style) link.as = 'style'
    document.head.append(link)
  }
})()
