import { IconMoon, IconSun } from '@tabler/icons-react'
import { chooseTheme, useDark } from '#ground/theme.ts'
import { chooseLanguage, useLanguage, useWords } from '#ground/words.ts'
import { classes } from './classes.ts'
import css from './Preferences.module.css'
import { Tool } from './Tool.tsx'

const names = { fr: 'Français', en: 'English' }

/** Names the other language, in that language. */
export function LanguageSwitch() {
  const other = useLanguage() === 'fr' ? 'en' : 'fr'
  return (
    <button type="button" lang={other} className={css.language} onClick={() => void chooseLanguage(other)}>
      {names[other]}
    </button>
  )
}

/** Shows the other theme: the moon by day, the sun by night. */
export function ThemeSwitch({ board = false }: { board?: boolean }) {
  const say = useWords('ui')
  const isDark = useDark()
  return (
    <Tool
      label={say(isDark ? 'light' : 'dark')}
      {...(board ? { tone: 'board' as const } : {})}
      size={40}
      onClick={() => chooseTheme(isDark ? 'light' : 'dark')}
    >
      {isDark ? <IconSun size={19} stroke={1.8} /> : <IconMoon size={19} stroke={1.8} />}
    </Tool>
  )
}

/** Both, for whoever has no account to keep them in. */
export function Preferences({ board = false }: { board?: boolean }) {
  return (
    <span className={classes(css.pair, board && css.board)}>
      <LanguageSwitch />
      <ThemeSwitch board={board} />
    </span>
  )
}
