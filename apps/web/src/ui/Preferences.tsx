import { IconMoon, IconSun } from '@tabler/icons-react'
import { chooseTheme, useDark } from '#ground/theme.ts'
import { chooseLanguage, useLanguage, useWords } from '#ground/words.ts'
import { classes } from './classes.ts'
import css from './Preferences.module.css'
import { Tool } from './Tool.tsx'

const names = { fr: 'Français', en: 'English' }

/** The other language, named in that language, and the other theme: for whoever has no account to keep them in. */
export function Preferences({ board }: { board?: boolean }) {
  const say = useWords('ui')
  const other = useLanguage() === 'fr' ? 'en' : 'fr'
  const isDark = useDark()
  return (
    <span className={classes(css.pair, board && css.board)}>
      <button type="button" lang={other} className={css.language} onClick={() => void chooseLanguage(other)}>
        {names[other]}
      </button>
      <Tool
        label={say(isDark ? 'light' : 'dark')}
        {...(board ? { tone: 'board' as const } : {})}
        size={40}
        onClick={() => chooseTheme(isDark ? 'light' : 'dark')}
      >
        {isDark ? <IconSun size={19} stroke={1.8} /> : <IconMoon size={19} stroke={1.8} />}
      </Tool>
    </span>
  )
}
