import { useSyncExternalStore } from 'react'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'amphi.theme'
const system = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

const chosen = (): Theme => {
  const kept = localStorage.getItem(key)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

const isDark = () => {
  const theme = chosen()
  return theme === 'dark' || (theme === 'system' && system.matches)
}

/** The other half of public/first.js, which does this before the first paint. */
const apply = () => {
  const dark = isDark()
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', dark ? '#0D1412' : '#F3F6F4')
  for (const listener of listeners) listener()
}

system.addEventListener('change', apply)
window.addEventListener('storage', (event) => event.key === key && apply())

export const chooseTheme = (theme: Theme) => {
  if (theme === 'system') localStorage.removeItem(key)
  else localStorage.setItem(key, theme)
  apply()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useTheme = () => useSyncExternalStore(subscribe, chosen)
/** What is seen now, chosen or not. */
export const useDark = () => useSyncExternalStore(subscribe, isDark)
