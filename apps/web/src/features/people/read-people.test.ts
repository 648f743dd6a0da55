import { Email } from '@amphi/contract/people'
import { expect, test } from 'vitest'
import { readPeople } from './read-people.ts'

test.for<[string, ReturnType<typeof readPeople>]>([
  ['', { people: [], unread: [] }],
  ['awa@example.org', { people: [{ email: 'awa@example.org' }], unread: [] }],
  ['Awa Diop <Awa@Example.org>', { people: [{ email: 'awa@example.org', name: 'Awa Diop' }], unread: [] }],
  ['"Diop, Awa" <awa@example.org>', { people: [{ email: 'awa@example.org', name: 'Awa Diop' }], unread: [] }],
  ['Awa Diop\tawa@example.org', { people: [{ email: 'awa@example.org', name: 'Awa Diop' }], unread: [] }],
  ['awa@example.org;Awa Diop', { people: [{ email: 'awa@example.org', name: 'Awa Diop' }], unread: [] }],
  [
    'awa@example.org, bob@example.org; Eve <eve@example.org>',
    {
      people: [{ email: 'awa@example.org' }, { email: 'bob@example.org' }, { email: 'eve@example.org', name: 'Eve' }],
      unread: [],
    },
  ],
  ['a@b.fr\r\n\r\nA@B.FR\n', { people: [{ email: 'a@b.fr' }], unread: [] }],
  ['Awa Diop\nbob@example.org', { people: [{ email: 'bob@example.org' }], unread: ['Awa Diop'] }],
  [
    'Nom;Prénom;Courriel\r\nDiop;Awa;awa@example.org',
    { people: [{ email: 'awa@example.org', name: 'Diop Awa' }], unread: [] },
  ],
  ['E-mail\nawa@example.org', { people: [{ email: 'awa@example.org' }], unread: [] }],
  ['Nom;Prénom;Courriel\nDiop;Awa', { people: [], unread: ['Nom;Prénom;Courriel', 'Diop;Awa'] }],
  ['awa@example.org\nNom', { people: [{ email: 'awa@example.org' }], unread: ['Nom'] }],
  ['awa@localhost', { people: [], unread: ['awa@localhost'] }],
  ["Sean O'Neil <o'neil@example.org>", { people: [{ email: "o'neil@example.org", name: "Sean O'Neil" }], unread: [] }],
  ["'awa@example.org'", { people: [{ email: 'awa@example.org' }], unread: [] }],
  ['1. awa@example.org.', { people: [{ email: 'awa@example.org' }], unread: [] }],
  ['mailto:awa@example.org', { people: [{ email: 'awa@example.org' }], unread: [] }],
  ['Awa\u202e Diop awa@example.org', { people: [{ email: 'awa@example.org', name: 'Awa Diop' }], unread: [] }],
  [
    'Été <été@école.fr>\na..b@c.fr\na@b@c.fr; d@e.fr\no’neil@example.org',
    { people: [{ email: 'd@e.fr' }], unread: ['Été <été@école.fr>', 'a..b@c.fr', 'a@b@c.fr', 'o’neil@example.org'] },
  ],
])('the list %j is read', ([text, read]) => {
  expect(readPeople(text)).toEqual(read)
})

test.for([
  'awa@example.org',
  "d'artagnan@example.org",
  'awa+diop_1@sub.example.org',
  '.awa@example.org',
  'awa.@example.org',
  'a..b@example.org',
  'awa@-example.org',
  'awa@example.o',
  'awa@example..org',
  'awa@éxample.org',
  'awa!@example.org',
  `${'a'.repeat(250)}@b.fr`,
])('%s is read as an address where the server takes it for one', (text) => {
  expect(readPeople(text).people.length === 1).toBe(Email.safeParse(text).success)
})
