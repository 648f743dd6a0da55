import type { Language } from '@amphi/contract/requests'
import { useLanguage } from './words.ts'

const names: Record<Language, string> = { fr: 'Français', en: 'English' }

/** The language this page is not in, and what its speakers call it. */
export const useOtherLanguage = () => {
  const language = useLanguage() === 'fr' ? 'en' : 'fr'
  return { language, name: names[language] } as const
}
