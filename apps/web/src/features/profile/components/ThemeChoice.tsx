import { chooseTheme, themes, useTheme } from '#ground/theme.ts'
import { useWords } from '#ground/words.ts'
import { Segmented } from '#ui/Segmented.tsx'

/** Kept on this browser only. */
export function ThemeChoice() {
  const say = useWords('profile')
  return (
    <Segmented
      label={say('theme')}
      value={useTheme()}
      onChange={chooseTheme}
      options={themes.map((theme) => ({ value: theme, label: say(`theme.${theme}`) }))}
    />
  )
}
