import { IconMoon, IconSun } from '@tabler/icons-react'
import { chooseTheme, useDark } from '#ground/theme.ts'
import { useOtherLanguage } from '#ground/useOtherLanguage.ts'
import { chooseLanguage, useWords } from '#ground/words.ts'
import { classes } from './classes.ts'
import css from './Preferences.module.css'
import { Tool } from './Tool.tsx'

/** Names the other language, in that language. */
export function LanguageSwitch() {
  const { language, name } = useOtherLanguage()
  return (
    <button type="button" lang={language} className={css.language} onClick={() => void chooseLanguage(language)}>
      {name}
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
