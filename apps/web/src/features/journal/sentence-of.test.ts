import { revocations } from '@amphi/contract/api-tokens'
import { clientDeeds } from '@amphi/contract/bbb-clients'
import { journalFacts } from '@amphi/contract/journal'
import { personAspects } from '@amphi/contract/people'
import { endReasons } from '@amphi/contract/sessions'
import { TenantSettings } from '@amphi/contract/tenants'
import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import type { Say } from '#ground/words.ts'
import { type Entry, sentenceOf } from './sentence-of.ts'
import en from './words.en.json' with { type: 'json' }
import fr from './words.fr.json' with { type: 'json' }

const sayIn = (lng: 'fr' | 'en'): Say<'journal'> => {
  const i18n = createInstance({ keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false } })
  void i18n.init({ lng, resources: { fr: { translation: fr }, en: { translation: en } } })
  return (key, values) => i18n.t<string, Record<string, unknown>, string>(key, { ...values })
}

const malik = 'malik-id'
const ada = 'ada-id'
const room = 'room-id'
const things = {
  [malik]: { name: 'Malik', page: true },
  [ada]: { name: 'Ada', page: true },
  [room]: { name: 'Atelier', page: true },
}
const entry = (fact: string, ids: Record<string, unknown>): Entry =>
  ({ id: 'x', at: '2026-11-22T08:00:00.000Z', fact, ids, things }) as unknown as Entry

const told = (lng: 'fr' | 'en', it: Entry) =>
  sentenceOf(sayIn(lng), it)
    .map(({ text }) => text)
    .join('')
    .replaceAll('\u00A0', ' ')

test.for<[Entry, french: string, english: string]>([
  [entry('person.invited', { userId: ada, by: malik }), 'Malik a invité Ada', 'Malik invited Ada'],
  [
    entry('person.invited', { userId: ada, by: null, again: true }),
    'La ligne de commande du serveur a renvoyé son invitation à Ada',
    'The server’s command line sent Ada their invitation again',
  ],
  [
    entry('person.changed', { userId: ada, by: malik, what: ['name', 'email'] }),
    'Malik a modifié le compte d’Ada : le nom, l’adresse',
    'Malik changed the account of Ada: the name, the address',
  ],
  [
    entry('person.changed', { userId: ada, by: ada, what: ['picture'] }),
    'Ada a modifié son compte : le portrait',
    'Ada changed their account: the picture',
  ],
  [
    entry('person.changed', { userId: ada, by: malik, what: ['disabled'] }),
    'Malik a désactivé le compte d’Ada',
    'Malik disabled the account of Ada',
  ],
  [
    entry('person.changed', { userId: ada, by: ada, what: ['founded'] }),
    'Ada a créé le premier compte, qui administre l’établissement',
    'Ada created the first account, which administers the institution',
  ],
  // As facts were before they said what changed.
  [
    entry('person.changed', { userId: ada, by: malik }),
    'Malik a modifié le compte d’Ada',
    'Malik changed the account of Ada',
  ],
  [
    entry('person.removed', { userId: 'gone', by: malik, heirId: ada }),
    'Malik a supprimé un compte, et remis ses salles à Ada',
    'Malik deleted an account and gave its rooms to Ada',
  ],
  [
    entry('person.invited', { userId: 'gone', by: malik }),
    'Malik a invité une personne dont le compte n’existe plus',
    'Malik invited someone whose account is gone',
  ],
  [
    entry('session.ended', { roomId: room, sessionId: 's', reason: 'no_moderator' }),
    'La réunion de la salle « Atelier » a pris fin : il n’y avait plus personne pour la conduire',
    'The meeting in the room “Atelier” ended: nobody was left to lead it',
  ],
  [
    entry('room.removed', { roomId: 'gone', by: malik, name: 'Vieille salle' }),
    'Malik a supprimé la salle « Vieille salle »',
    'Malik deleted the room “Vieille salle”',
  ],
  [
    entry('token.revoked', { userId: ada, by: ada, how: 'everywhere', many: 3 }),
    'Ada a fermé ses autres connexions et révoqué 3 jetons d’accès',
    'Ada signed out everywhere else and revoked 3 access tokens',
  ],
  [
    entry('token.revoked', { userId: ada, by: null, how: 'one', many: 1 }),
    'La ligne de commande du serveur a révoqué un jeton d’accès d’Ada',
    'The server’s command line revoked an access token of Ada',
  ],
  [
    entry('app_password.created', { userId: ada, by: null }),
    'La ligne de commande du serveur a créé un mot de passe d’application pour Ada',
    'The server’s command line made an app password for Ada',
  ],
  [
    entry('app_password.revoked', { userId: ada, by: ada, how: 'password', many: 2 }),
    '2 mots de passe d’application d’Ada ont pris fin avec l’ancien mot de passe',
    '2 app passwords of Ada ended with the former password',
  ],
  [
    entry('tenant.changed', { by: malik, what: ['instantMeetings'] }),
    'Malik a changé les réglages de l’établissement : les réunions sans compte',
    'Malik changed the settings of the institution: meetings without an account',
  ],
  [
    entry('participant.banned', { by: malik, userId: null, participantId: room, roomId: room }),
    'Malik a exclu une personne sans compte de la réunion de la salle « Atelier », jusqu’à sa fin',
    'Malik banned someone without an account from the meeting in the room “Atelier”, until its end',
  ],
  [entry('video.published', {}), 'video.published', 'video.published'],
])('%j', ([it, french, english]) => {
  expect([told('fr', it), told('en', it)]).toEqual([french, english])
})

test('what has a page leads there, and a name in it is never more than a name', () => {
  const there = { [room]: { name: '<b>x</b> {{by}}', page: true } }
  const it = { ...entry('session.opened', { roomId: room }), things: there }

  const parts = sentenceOf(sayIn('en'), it)

  expect(parts).toEqual([{ text: 'A meeting began in the room ' }, { text: '“<b>x</b> {{by}}”', of: 'room', id: room }])
})

/** Every fact the journal keeps, with each word that its ids may hold. */
const everything = [
  ...journalFacts.map(({ name }) =>
    entry(name, { by: malik, userId: ada, roomId: room, how: 'one', reason: 'empty', deed: 'added', name: 'Moodle' }),
  ),
  ...personAspects.map((aspect) => entry('person.changed', { by: malik, userId: ada, what: [aspect] })),
  ...TenantSettings.keyof().options.map((setting) => entry('tenant.changed', { by: malik, what: [setting] })),
  ...revocations.map((how) => entry('token.revoked', { by: ada, userId: ada, many: 2, how })),
  ...revocations.map((how) => entry('app_password.revoked', { by: ada, userId: ada, many: 2, how })),
  ...clientDeeds.map((deed) => entry('bbb_client.changed', { by: malik, deed, name: 'Moodle' })),
  ...endReasons.map((reason) => entry('session.ended', { roomId: room, reason })),
]

test.for(everything)('$fact is told in words, and not by names of the code: $ids', (it) => {
  for (const language of ['fr', 'en'] as const) expect(told(language, it)).not.toMatch(/[a-z]\.[a-z]|_|\{\{/i)
})
