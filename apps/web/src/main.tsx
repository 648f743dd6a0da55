import '@fontsource-variable/atkinson-hyperlegible-next'
import '@fontsource-variable/atkinson-hyperlegible-mono'
import '#ground/tokens.css'
import '#ground/global.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keyOf, queryClient } from '#ground/queries.ts'
import { call, Offline } from '#ground/request.ts'
import { chooseLanguage, loadWords, preferredLanguage, speak } from '#ground/words.ts'
import { Boot } from './Boot.tsx'

const askWelcome = () =>
  queryClient.fetchQuery({ queryKey: keyOf('welcome'), queryFn: () => call('welcome'), retry: false })

/** The browser's language at once; the tenant's or the person's as soon as we know who they are. */
const start = async () => {
  const preferred = preferredLanguage()
  const welcome = askWelcome().catch((error: unknown) => {
    if (error instanceof Offline) return undefined
    throw error
  })
  if (preferred) await speak(preferred)
  const drawn = Promise.all([loadWords('ui', 'failures'), welcome])
  const [, said] = await drawn.catch(() => [])
  if (said?.me?.language) await chooseLanguage(said.me.language)
  else if (!preferred) await speak(said?.tenant.language ?? 'fr')

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
