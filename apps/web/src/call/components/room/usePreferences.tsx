import { IconLanguage, IconMoon, IconSun } from '@tabler/icons-react'
import { useTell } from '#ground/queries.ts'
import { chooseTheme, useDark } from '#ground/theme.ts'
import { useSentence } from '#ground/useSentence.ts'
import { greet, useWelcome } from '#ground/welcome.ts'
import { chooseLanguage, useLanguage } from '#ground/words.ts'
import type { MenuItem } from '#ui/Menu.tsx'
import { toast } from '#ui/toasts.ts'
import { useCallWords } from '../../words.ts'

const names = { fr: 'Français', en: 'English' }
const size = { size: 19, stroke: 1.8 }

/** Light or dark, and the other language: kept by this browser, and the language by the account of whoever has one. */
export const usePreferences = (): MenuItem[] => {
  const say = useCallWords()
  const sentence = useSentence()
  const { me } = useWelcome()
  const dark = useDark()
  const other = useLanguage() === 'fr' ? 'en' : 'fr'
  const change = useTell('changeMe')
  const speak = () => {
    void chooseLanguage(other)
    if (!me) return
    change.mutate(
      { body: { language: other } },
      { onSuccess: (changed) => void greet(changed), onError: (error) => toast(sentence(error), 'error') },
    )
  }
  return [
    {
      label: say(dark ? 'bar.light' : 'bar.dark'),
      icon: dark ? <IconSun {...size} /> : <IconMoon {...size} />,
      onSelect: () => chooseTheme(dark ? 'light' : 'dark'),
    },
    { label: names[other], icon: <IconLanguage {...size} />, onSelect: speak },
  ]
}
