import { createInstance } from 'i18next'
import { describe, expect, test } from 'vitest'
import type { CallSay } from '../../words.ts'
import { messageOf, whoGoesIn } from './invite-words.ts'
import en from '../../words.en.json' with { type: 'json' }
import fr from '../../words.fr.json' with { type: 'json' }

const sayIn = (lng: 'fr' | 'en'): CallSay => {
  const i18n = createInstance({ keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false } })
  void i18n.init({ lng, resources: { fr: { translation: fr }, en: { translation: en } } })
  return (key, values) => i18n.t<string, Record<string, unknown>, string>(key, { ...values })
}
const [english, french] = [sayIn('en'), sayIn('fr')]

const open = { visibility: 'anyone', locked: false, lobby: 'off' } as const

describe('who goes in by the guests’ link', () => {
  test.each([
    [open, 'Anyone who has this link can go in.'],
    [{ ...open, locked: true }, 'This link is for anyone. They are asked for the password.'],
    [{ ...open, lobby: 'everyone' as const }, 'This link is for anyone. A moderator lets them in.'],
    [{ ...open, lobby: 'guests' as const }, 'This link is for anyone. A moderator lets in those who have no account.'],
    [
      { ...open, visibility: 'signed_in' as const, lobby: 'guests' as const },
      'This link is for people who have an account here.',
    ],
    [
      { ...open, visibility: 'groups' as const, locked: true },
      'This link is for the people and groups this room is shared with. They are asked for the password.',
    ],
    [{ ...open, visibility: 'invited' as const }, 'This link is for the people named for this room.'],
  ])('SC-06 %o', (door, words) => {
    expect(whoGoesIn(english, door)).toBe(words)
  })

  test('in French as well', () => {
    expect(whoGoesIn(french, { visibility: 'invited', locked: true, lobby: 'everyone' })).toBe(
      'Ce lien vaut pour les personnes nommées pour cette salle. Le mot de passe est demandé à l’entrée. La modération fait entrer chaque personne.',
    )
  })
})

describe('the message ready to paste', () => {
  const it = { name: 'Conseil', link: 'https://a/b', password: null, door: open }

  test('SC-06 carries the password where one may tell it, and else says that it is asked for', () => {
    expect(messageOf(english, it)).toBe('Conseil\nJoin the meeting: https://a/b\nNothing to install, in the browser.')
    expect(messageOf(english, { ...it, password: 'orangers', door: { ...open, locked: true } })).toContain(
      'Password: orangers',
    )
    expect(messageOf(english, { ...it, door: { ...open, locked: true } })).toContain(
      'You will be asked for the password of the room.',
    )
  })

  test('POD-21 asks those who follow it to sign in where the room is for them alone', () => {
    expect(messageOf(english, { ...it, door: { ...open, visibility: 'groups' } })).toContain(
      'Sign in with your account.',
    )
  })
})
