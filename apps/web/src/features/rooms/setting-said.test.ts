import { expect, test } from 'vitest'
import type { Say } from '#ground/words.ts'
import { settingSaid } from './setting-said.ts'
import fr from './words.fr.json'

const words: Record<string, string> = fr
const say: Say<'rooms'> = (key, values = {}) =>
  (words[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name])).replaceAll('\u00a0', ' ')

test.for([
  ['lobby', { lobby: 'off' }, 'salle d’attente : désactivée'],
  ['visibility', { visibility: 'signed_in' }, 'qui peut venir : les personnes qui ont un compte ici'],
  ['startMuted', { startMuted: true }, 'entrée micro coupé : oui'],
  ['camerasFor', { camerasFor: 'moderators' }, 'qui voit les caméras : les modérateurs seulement'],
  ['mostInside', { mostInside: 40 }, 'nombre de personnes : 40'],
  ['sessionLength', { sessionLength: 90 }, 'durée : 1 h 30'],
  ['mostInside', { mostInside: null }, 'nombre de personnes'],
  ['welcome', { welcome: 'Bonjour.' }, 'texte d’accueil'],
] as const)('%s of %j is said « %s »', ([name, settings, said]) => {
  expect(settingSaid(say, name, settings).replaceAll('\u00a0', ' ')).toBe(said)
})
