import '@fontsource-variable/atkinson-hyperlegible-next'
import '@fontsource-variable/atkinson-hyperlegible-mono'
import '#ground/tokens.css'
import '#ground/global.css'
// A page follows the system from day to night, whatever else it has loaded.
import '#ground/theme.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keyOf, queryClient } from '#ground/queries.ts'
import { call } from '#ground/request.ts'
import { chooseLanguage, loadWords, preferredLanguage, speak } from '#ground/words.ts'
import { Boot } from './Boot.tsx'
import { router } from './routes.tsx'

const askWelcome = () =>
  queryClient.fetchQuery({ queryKey: keyOf('welcome'), queryFn: () => call('welcome'), retry: false })

/** The page is fetched as soon as we know who asks, while its words come; `Boot` tells whatever goes wrong. */
const fetchPage = async () => {
  const { tenant, me } = await askWelcome()
  if (me?.language) await chooseLanguage(me.language)
  else if (!preferredLanguage()) await speak(tenant.language)
  await router.load()
}

const start = async () => {
  const preferred = preferredLanguage()
  if (preferred) await speak(preferred)
  await Promise.allSettled([loadWords('ui', 'failures'), fetchPage()])

  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no place to draw on')
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Boot />
      </QueryClientProvider>
    </StrictMode>,
  )
}

void start()
