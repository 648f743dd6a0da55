import { chooseLanguage, useLanguage } from '#ground/words.ts'

const names = { fr: 'Français', en: 'English' }

/** Names the other language, in that language. */
export function LanguageSwitch({ className }: { className?: string | undefined }) {
  const other = useLanguage() === 'fr' ? 'en' : 'fr'
  return (
    <button type="button" lang={other} className={className} onClick={() => void chooseLanguage(other)}>
      {names[other]}
    </button>
  )
}
