import { expect, test } from 'vitest'
import { conferenceText, ownLocation, ownText } from './own-text.ts'

const block = '-----8<----- Visioconférence\nRejoindre : https://amphi.test/q4hz8-ntcv2-ka7m\n-----8<-----'

test.for([
  [block, ''],
  [`Apporter le plan.\n\n${block}`, 'Apporter le plan.'],
  [`Avant.\n\n${block}\nAprès.`, 'Avant.\n\n\nAprès.'],
  ['Rien d’autre.', 'Rien d’autre.'],
  ['-----8<----- sans fin\nCe qui suit reste.', '-----8<----- sans fin\nCe qui suit reste.'],
] as const)('of %j what somebody wrote is %j', ([description, own]) => {
  expect(ownText(description)).toBe(own)
})

test('a place that is only the link to join is no place', () => {
  const conference = 'https://amphi.test/q4hz8-ntcv2-ka7m'

  expect(ownLocation({ location: conference, conference })).toBe('')
  expect(ownLocation({ location: 'Salle 12', conference })).toBe('Salle 12')
})

test.for([
  ['Rejoindre Jitsi\nhttps://meet.univ.fr/7f3a', 'Rejoindre Jitsi\nhttps://meet.univ.fr/7f3a'],
  ['https://meet.univ.fr/7f3a', ''],
] as const)('beside the link, %j says %j', ([lines, text]) => {
  const description = `Avant.\n\n-----8<----- Jitsi\n${lines}\n-----8<-----`

  expect(conferenceText({ description, conference: 'https://meet.univ.fr/7f3a' })).toBe(text)
  expect(conferenceText({ description: 'Avant.', conference: null })).toBe('')
})
