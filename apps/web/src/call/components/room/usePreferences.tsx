import { IconLanguage, IconMoon, IconSun } from '@tabler/icons-react'
import { chooseTheme, useDark } from '#ground/theme.ts'
import { useChooseLanguage } from '#ground/useChooseLanguage.ts'
import { useOtherLanguage } from '#ground/useOtherLanguage.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import type { MenuItem } from '#ui/Menu.tsx'
import { toast } from '#ui/toasts.ts'

const size = { size: 19, stroke: 1.8 }

/** Light or dark, and the other language: kept by this browser, and the language by the account of whoever has one. */
export const usePreferences = (): MenuItem[] => {
  const ui = useWords('ui')
  const sentence = useSentence()
  const dark = useDark()
  const other = useOtherLanguage()
  const choose = useChooseLanguage((error) => toast(sentence(error), 'error'))
  return [
    {
      label: ui(dark ? 'light' : 'dark'),
      icon: dark ? <IconSun {...size} /> : <IconMoon {...size} />,
      onSelect: () => chooseTheme(dark ? 'light' : 'dark'),
    },
    { label: other.name, icon: <IconLanguage {...size} />, onSelect: () => choose(other.language) },
  ]
}
