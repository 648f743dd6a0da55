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
  ['awa@localhost', { people: [], unread: ['awa@localhost'] }],
])('the list %j is read', ([text, read]) => {
  expect(readPeople(text)).toEqual(read)
})
