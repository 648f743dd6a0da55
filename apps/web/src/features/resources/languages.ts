import type { Language } from '@amphi/contract/requests'
import type { TemplateLanguage } from '@amphi/contract/resources'

const all: Readonly<Record<TemplateLanguage, true>> = {
  fr: true,
  en: true,
  de: true,
  es: true,
  pt: true,
  it: true,
  hu: true,
  nl: true,
  pl: true,
  ru: true,
  sk: true,
  uk: true,
  zh: true,
}
/** Those a text may be written in, in the order of the list it is chosen from. */
export const templateLanguages = Object.keys(all) as TemplateLanguage[]

/** What a tongue is called, as it stands in a sentence. */
export const languageName = (language: TemplateLanguage, inWords: Language) =>
  new Intl.DisplayNames([inWords], { type: 'language' }).of(language) ?? language
