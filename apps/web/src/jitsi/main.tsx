import '@fontsource-variable/atkinson-hyperlegible-next'
import '@fontsource-variable/atkinson-hyperlegible-mono'
import '#ground/tokens.css'
import '#ground/global.css'
import '#ground/theme.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { randomId } from '#ground/random-id.ts'
import { call } from '#ground/request.ts'
import { currentLanguage, loadWords, preferredLanguage, speak } from '#ground/words.ts'
import { createScope } from '#call/scope.ts'
import { createConference } from './conference.ts'
import { openFrame } from './frame.ts'
import { JitsiPage } from './JitsiPage.tsx'

/** A page around one meeting on a Jitsi server: all it knows stands, sealed, behind the # of its address. */
const start = async () => {
  const preferred = preferredLanguage()
  if (preferred) await speak(preferred)
  await loadWords('ui', 'jitsi')

  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no place to draw on')
  const pass = location.hash.slice(1) || '-'
  const page = randomId()
  const place = document.createElement('div')
  const conference = createConference(createScope(), {
    open: () => call('openJitsi', { body: { pass } }),
    report: (what, last = false) => call('reportJitsi', { body: { pass, page, what } }, { keepalive: last }),
    async frame(meeting) {
      if (!preferred) await speak(meeting.language)
      return openFrame(meeting, currentLanguage(), place)
    },
  })
  createRoot(root).render(
    <StrictMode>
      <JitsiPage conference={conference} place={place} />
    </StrictMode>,
  )
  // Another link in the same tab is another meeting.
  window.addEventListener('hashchange', () => location.reload())
  await conference.start()
}

void start()
