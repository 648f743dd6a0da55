import type { TemplateLanguage } from '@amphi/contract/resources'

export const variables = ['resource', 'organizer', 'url'] as const
type Variable = (typeof variables)[number]

const french: Record<Variable, string> = { resource: 'NomRessource', organizer: 'Organisateur', url: 'URL' }
const english: Record<Variable, string> = { resource: 'ResourceName', organizer: 'Organizer', url: 'URL' }

/** As a text in that tongue names it; each is known in all of them. */
export const nameIn = (variable: Variable, language: TemplateLanguage) =>
  `\${${(language === 'fr' ? french : english)[variable]}}`

const known: readonly string[] = [...Object.values(french), ...Object.values(english)]

/** Where names stand in some words, and whether they stand for anything. */
export const namesIn = (words: string) =>
  [...words.matchAll(/\$\{([^{}]*)\}/g)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
    isKnown: known.includes((found[1] ?? '').trim()),
  }))
