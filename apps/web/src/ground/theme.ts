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

/** The other half of public/theme.js, which does this before the first paint. */
const apply = () => {
  const theme = chosen()
  const dark = theme === 'dark' || (theme === 'system' && system.matches)
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

export const useTheme = () =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, chosen)
