import { expect, test } from 'vitest'
import { type Company, dueEnd, type Life, nextEnd } from './session.ts'

const now = new Date('2026-11-24T10:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const inSeconds = (seconds: number) => ago(-seconds)
const there: Company = { inside: true, leftAt: undefined, awaitedUntil: undefined }
const never: Company = { inside: false, leftAt: undefined, awaitedUntil: undefined }
const gone = (seconds: number, awaitedUntil?: Date): Company => ({ inside: false, leftAt: ago(seconds), awaitedUntil })
const running: Life = {
  startedAt: ago(3600),
  lastsUntil: inSeconds(3600),
  nightAt: undefined,
  endsUnled: true,
  engineSilentSince: null,
  isReplaceable: false,
  people: there,
  moderators: there,
}

test.each<[string, Partial<Life>, string | undefined]>([
  ['goes on while a moderator is inside', {}, undefined],
  ['goes on for two minutes after the last moderator', { moderators: gone(119) }, undefined],
  ['ENT-S6 ends two minutes after the last moderator', { moderators: gone(120) }, 'no_moderator'],
  ['ENT-S6 goes on when one came back', { moderators: { ...gone(500), inside: true } }, undefined],
  ['ENT-S6 goes on for one who is at the door', { moderators: gone(120, inSeconds(59)) }, undefined],
  ['ENT-S6 ends when that one did not come after all', { moderators: gone(180, now) }, 'no_moderator'],
  ['goes on where nobody ever led', { moderators: never }, undefined],
  ['goes on without a moderator where it needs none', { moderators: gone(500), endsUnled: false }, undefined],
  ['waits for its first visitor', { startedAt: ago(1700), people: never, moderators: never }, undefined],
  ['ends when nobody came', { startedAt: ago(1800), people: never, moderators: never }, 'empty'],
  [
    'goes on for a first visitor on the way in',
    { startedAt: ago(1800), people: { ...never, awaitedUntil: inSeconds(30) }, moderators: never },
    undefined,
  ],
  ['ENT-24 goes on for a minute when everybody left', { people: gone(59), moderators: gone(59) }, undefined],
  ['ENT-24 ends a minute after everybody left', { people: gone(60), moderators: gone(60) }, 'empty'],
  ['goes on for whoever is let in meanwhile', { people: gone(60, inSeconds(10)), moderators: gone(60) }, undefined],
  ['CH-11 ends when it has lasted its time', { lastsUntil: now }, 'max_duration'],
  ['CH-11 goes on until then', { lastsUntil: inSeconds(1) }, undefined],
  ['ENT-24 ends for the night', { nightAt: now }, 'nightly'],
  ['goes on before it', { nightAt: inSeconds(1) }, undefined],
  ['waits for an engine that does not answer', { engineSilentSince: ago(599) }, undefined],
  ['ENT-24 ends when its engine is lost', { engineSilentSince: ago(600) }, 'server_lost'],
  ['waits for a server, though there is another', { engineSilentSince: ago(119), isReplaceable: true }, undefined],
  [
    'CH-13 ends when its server is lost, sooner where there is another',
    { engineSilentSince: ago(120), isReplaceable: true },
    'server_lost',
  ],
  [
    'is not ended for who cannot come back to its engine',
    { engineSilentSince: ago(300), people: gone(300), moderators: gone(300) },
    undefined,
  ],
  ['CH-11 ends at its time also without its engine', { engineSilentSince: ago(300), lastsUntil: now }, 'max_duration'],
])('a session %s', (_title, life, reason) => {
  expect(dueEnd({ ...running, ...life }, now)).toBe(reason)
})

test.each<[string, Partial<Life>, { at: Date; why: string }]>([
  ['the time it lasts', {}, { at: inSeconds(3600), why: 'max_duration' }],
  ['the night, where that is sooner', { nightAt: inSeconds(60) }, { at: inSeconds(60), why: 'nightly' }],
  ['and not where it is later', { nightAt: inSeconds(7200) }, { at: inSeconds(3600), why: 'max_duration' }],
  ['its last moderator’s two minutes', { moderators: gone(30) }, { at: inSeconds(90), why: 'no_moderator' }],
  [
    'the minute of an empty room before them',
    { people: gone(10), moderators: gone(50) },
    { at: inSeconds(50), why: 'empty' },
  ],
  [
    'but the end of its time first',
    { moderators: gone(0), lastsUntil: inSeconds(5) },
    { at: inSeconds(5), why: 'max_duration' },
  ],
])('what ends a session next is %s', (_title, life, end) => {
  expect(nextEnd({ ...running, ...life })).toEqual(end)
})
