import type { Language } from '@amphi/contract/requests'

const formats = new Map<Language, Intl.DateTimeFormat>()

/** `mardi 24 nov.` Making the first one takes a browser thirty milliseconds, so it is kept. */
export const shortDay = (language: Language, when: Date): string => {
  const known = formats.get(language)
  const format =
    known ??
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', { weekday: 'long', day: 'numeric', month: 'short' })
  formats.set(language, format)
  return format.format(when)
}
