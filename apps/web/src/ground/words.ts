import type { Language } from '@amphi/contract/requests'
import { createInstance } from 'i18next'
import { use, useMemo, useSyncExternalStore } from 'react'
import type failures from './failures/words.fr.json'
import type ui from '../ui/words.fr.json'

/**
 * Which words there are. Each folder that speaks adds its own, so that a wrong key is a fault of types:
 * `declare module '#ground/words.ts' { interface Words { rooms: typeof fr } }`.
 */
export interface Words {
  ui: typeof ui
  failures: typeof failures
}
export type Namespace = keyof Words

type Plural = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
type Stem<K> = K extends `${infer S}_${Plural}` ? S : K
export type Key<N extends Namespace> = Stem<keyof Words[N] & string>
export type Values = Record<string, string | number>
export type Say<N extends Namespace> = (key: Key<N>, values?: Values) => string

type Loaded = Record<string, string>
/** `words.fr.json` in the folder of whatever speaks; the folder names the words. Each is a file of its own. */
const files = import.meta.glob<Loaded>(
  ['../{features,pages}/*/words.*.json', '../{call,jitsi,ui}/words.*.json', './failures/words.*.json'],
  { import: 'default' },
)
const path = /([^/]+)\/words\.(\w+)\.json$/
const loaders = new Map(
  Object.entries(files).map(([file, load]) => {
    const [, namespace = '', language = ''] = path.exec(file) ?? []
    return [`${language} ${namespace}`, load]
  }),
)

const i18n = createInstance({
  resources: {},
  fallbackLng: false,
  ns: [],
  keySeparator: false,
  nsSeparator: false,
  // React escapes what it draws.
  interpolation: { escapeValue: false },
  returnNull: false,
})
// With nothing to fetch, i18next is ready when this returns.
void i18n.init()

const listeners = new Set<() => void>()
const pending = new Map<string, Promise<void>>()
const wanted = new Set<string>()
let language: Language = 'fr'

const languages: readonly string[] = ['fr', 'en'] satisfies Language[]
const isLanguage = (text: string | null | undefined): text is Language =>
  text !== null && text !== undefined && languages.includes(text)

const fetchWords = (namespace: string, tongue: Language): Promise<void> => {
  const id = `${tongue} ${namespace}`
  const asked = pending.get(id)
  if (asked) return asked
  const load = loaders.get(id)
  if (!load) throw new Error(`no words for ${id}`)
  const promise = load().then(
    (words) => void i18n.addResourceBundle(tongue, namespace, words),
    (cause: unknown) => {
      pending.delete(id)
      throw cause
    },
  )
  pending.set(id, promise)
  // React reads this: what is here already does not make a page wait, and `use` may be called every time.
  void promise.then(() => Object.assign(promise, { status: 'fulfilled', value: undefined })).catch(() => undefined)
  return promise
}

/** Fetches words before they are needed: a route asks for them while it fetches its page. */
export const loadWords = async (...namespaces: Namespace[]) => {
  for (const namespace of namespaces) wanted.add(namespace)
  await Promise.all(namespaces.map((namespace) => fetchWords(namespace, language)))
}

export const currentLanguage = () => language

/** Changes the language once the words of everything shown are here: nothing blinks, nothing reloads. */
export const speak = async (next: Language) => {
  await Promise.all([...wanted].map((namespace) => fetchWords(namespace, next)))
  language = next
  await i18n.changeLanguage(next)
  document.documentElement.lang = next
  for (const listener of listeners) listener()
}

const key = 'amphi.language'

/** A choice made on this browser, by hand or by signing in. */
export const chooseLanguage = async (next: Language) => {
  localStorage.setItem(key, next)
  await speak(next)
}

/** What this browser asks for, if it asks for anything we speak. */
export const preferredLanguage = (): Language | undefined => {
  const kept = localStorage.getItem(key)
  if (isLanguage(kept)) return kept
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The language spoken now; whoever formats dates or numbers redraws with it. */
export const useLanguage = () => useSyncExternalStore(subscribe, currentLanguage)

/** Says words of one folder; waits (Suspense) until they are here. */
export const useWords = <N extends Namespace>(namespace: N): Say<N> => {
  const tongue = useLanguage()
  wanted.add(namespace)
  use(fetchWords(namespace, tongue))
  return useMemo(() => {
    // The types of i18next read the words of one global table; ours are read by `Key`.
    const say = i18n.t as (key: string, options: Record<string, unknown>) => string
    return (key, values) => say(key, { ...values, lng: tongue, ns: namespace })
  }, [tongue, namespace])
}
