import { createStore, type Store } from '../store.ts'
import { qualityLevels } from '../quality-levels.ts'
import { stored } from './stored.ts'
import type { Choices } from './types.ts'

const key = 'amphi.call'

const first: Choices = {
  name: '',
  account: '',
  microphone: true,
  camera: true,
  microphoneId: '',
  cameraId: '',
  speakerId: '',
  quality: 'automatic',
  shortcuts: true,
}

/** Takes of a stored text what still makes sense: it may be older than this page, or someone else's. */
export const readChoices = (text: string | null): Choices => {
  let kept: unknown
  try {
    kept = JSON.parse(text ?? '{}')
  } catch {
    return first
  }
  if (typeof kept !== 'object' || kept === null) return first
  const found: Record<string, unknown> = { ...kept }
  const textOf = (name: keyof Choices) => (typeof found[name] === 'string' ? found[name].slice(0, 400) : '')
  return {
    name: textOf('name').slice(0, 80),
    account: textOf('account'),
    microphone: found['microphone'] !== false,
    camera: found['camera'] !== false,
    microphoneId: textOf('microphoneId'),
    cameraId: textOf('cameraId'),
    speakerId: textOf('speakerId'),
    quality: qualityLevels.find((level) => level === found['quality']) ?? 'automatic',
    shortcuts: found['shortcuts'] !== false,
  }
}

/** What one chose last time on this machine. A browser that keeps nothing still lets one in. */
export const createChoices = (): Store<Choices> => {
  const store = createStore(readChoices(stored(() => localStorage.getItem(key))))
  store.subscribe(() => stored(() => localStorage.setItem(key, JSON.stringify(store.get()))))
  return store
}

/**
 * Who signs in is called as on their account, whatever a guest had typed here, until they say otherwise; who signs out
 * leaves no name to the next.
 */
export const nameFor = (now: Choices, account: string): Choices =>
  now.account === account ? now : { ...now, account, name: account.slice(0, 80) }

/** The tab's own name: it stays over a reload, so that one comes back as the same participant. */
export const tabId = (): string => {
  const kept = stored(() => sessionStorage.getItem('amphi.tab'))
  if (kept && /^[0-9a-f-]{36}$/.test(kept)) return kept
  const made = randomId()
  stored(() => sessionStorage.setItem('amphi.tab', made))
  return made
}

/** `crypto.randomUUID` exists only in secure contexts; joining to listen must work without one. */
export const randomId = (): string => {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
