import { textLengths } from '@amphi/contract/limits'
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
    name: textOf('name').slice(0, textLengths.displayName.max),
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
  now.account === account ? now : { ...now, account, name: account.slice(0, textLengths.displayName.max) }
