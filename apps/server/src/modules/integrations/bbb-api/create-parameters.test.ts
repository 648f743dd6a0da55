import { describe, expect, test } from 'vitest'
import { internalIdOf, plainText, readCreate } from './create-parameters.ts'
import { readJoin } from './join-parameters.ts'
import { Refusal } from './refusals.ts'

const create = (more: Record<string, string> = {}) =>
  readCreate(new Map(Object.entries({ meetingID: 'cours-1', name: 'Cours', ...more })))

const refusal = (deed: () => unknown) => {
  try {
    deed()
  } catch (error) {
    if (error instanceof Refusal) return [error.key, error.message]
    throw error
  }
  return undefined
}

describe('a call to create', () => {
  test('may say no more than a name and an id', () => {
    expect(create()).toEqual({
      meetingId: 'cours-1',
      name: 'Cours',
      attendeePassword: null,
      moderatorPassword: null,
      voiceBridge: null,
      dialNumber: '',
      duration: 0,
      maxParticipants: 0,
      expiresIn: 5,
      welcome: null,
      leaveTo: null,
      startMuted: false,
      camerasForModerators: false,
      endsUnled: false,
      locks: { camera: false, microphone: false, chat: false, list: false },
      guests: 'accept',
      metadata: [],
      endCallbacks: [],
    })
  })

  test.each([
    ['no id', { meetingID: '' }, ['missingParamMeetingID', 'You must provide a meeting ID']],
    ['an id of one letter', { meetingID: 'a' }, ['validationError', 'Meeting ID must be between 2 and 256 characters']],
    ['a comma in it', { meetingID: 'a,b' }, ['validationError', "Meeting ID cannot contain ','"]],
    [
      'nothing but signs no eye sees',
      { meetingID: '\u0001\u0002' },
      ['missingParamMeetingID', 'You must provide a meeting ID'],
    ],
    ['no name', { name: '' }, ['validationError', 'You must provide a meeting name']],
    [
      'a name of 10 MB',
      { name: 'x'.repeat(10_000_000) },
      ['validationError', 'Meeting name must be between 2 and 256 characters'],
    ],
    [
      'a password of one letter',
      { moderatorPW: 'x' },
      ['invalidPassword', 'Passwords must be between 2 and 64 character in length'],
    ],
    ['a bridge of letters', { voiceBridge: 'abc' }, ['validationError', 'Voice bridge must be an integer']],
    [
      'that it is a breakout room',
      { isBreakout: 'True' },
      ['parentMeetingDoesNotExist', 'No parent meeting exists for the breakout room.'],
    ],
  ])('is refused where it says %s', (_what, more, expected) => {
    expect(refusal(() => create(more as Record<string, string>))).toEqual(expected)
  })

  test('as Chamilo says it: empty fields, and a limit of minus one', () => {
    expect(create({ voiceBridge: '', webVoice: '', duration: '', maxParticipants: '-1' })).toMatchObject({
      voiceBridge: null,
      duration: 0,
      maxParticipants: 0,
    })
  })

  test('as Python says it: True and False', () => {
    expect(
      create({ muteOnStart: 'True', lockSettingsDisableCam: 'True', lockSettingsDisableMic: 'False' }),
    ).toMatchObject({
      startMuted: true,
      locks: { camera: true, microphone: false },
    })
  })

  test('may say that locks do not hold from the beginning', () => {
    expect(create({ lockSettingsDisableCam: 'true', lockSettingsLockOnJoin: 'false' }).locks.camera).toBe(false)
  })

  test('brings metadata, whose names are small, and no names of anything else', () => {
    expect(
      create({
        'meta_bbb-Origin': 'Moodle',
        meta_endCallbackUrl: 'https://lms.test/end?x=1',
        meta_a_b: '1',
        'meta_<b': '2',
      }),
    ).toMatchObject({
      metadata: [
        ['bbb-origin', 'Moodle'],
        ['endcallbackurl', 'https://lms.test/end?x=1'],
      ],
      endCallbacks: ['https://lms.test/end?x=1&recordingmarks=false&meetingID=cours-1'],
    })
  })

  test.each([
    ['ASK_MODERATOR', 'ask'],
    ['ALWAYS_DENY', 'deny'],
    ['ALWAYS_ACCEPT', 'accept'],
    ['ALWAYS_ACCEPT_AUTH', 'accept'],
    ['whatever', 'accept'],
  ])('of guests it says %s', (guestPolicy, expected) => {
    expect(create({ guestPolicy }).guests).toBe(expected)
  })

  test.each(['javascript:alert(1)', 'https://user:pass@site.test/', 'nowhere'])(
    'does not send people to %s',
    (logoutURL) => {
      expect(create({ logoutURL }).leaveTo).toBe(null)
    },
  )
})

test.each([
  ['<b>Bonjour</b>, <br/>bienvenue', 'Bonjour,\nbienvenue'],
  ['<p>a</p><p>b &amp; c</p>', 'a\nb & c'],
  ['<a href="https://x.test/y">ici</a>', 'ici (https://x.test/y)'],
  ['<a href="https://x.test">https://x.test</a>', 'https://x.test'],
  ['<a href="javascript:x()">ici</a>', 'ici'],
  ['1 < 2 & 3 > 2', '1 < 2 & 3 > 2'],
])('a welcome of %s is read as “%s”', (html, text) => {
  expect(plainText(html)).toBe(text)
})

test('a meeting has the id that BigBlueButton would give it', () => {
  expect(internalIdOf('cours-1', 1715261728123)).toBe('9e1f28c3aedcde40c66e85ee384ade5c0dd3ae11-1715261728123')
})

describe('a call to join', () => {
  const join = (more: Record<string, string> = {}) =>
    readJoin(new Map(Object.entries({ meetingID: 'cours-1', fullName: 'Léa', ...more })))

  test.each([
    ['MODERATOR', 'moderator'],
    ['Viewer', 'participant'],
  ])('as %s, with an empty password, is to come as %s', (role, expected) => {
    expect(join({ role, password: '' })).toMatchObject({
      role: expected,
      password: '',
      redirects: true,
      isGuest: false,
    })
  })

  test.each([
    ['no name', { fullName: ' ', role: 'VIEWER' }, 'missingParamFullName'],
    ['a name that is too long', { fullName: 'x'.repeat(256), role: 'VIEWER' }, 'fullNameTooLong'],
    ['no id', { meetingID: '', role: 'VIEWER' }, 'missingParamMeetingID'],
    ['neither role nor password', {}, 'paramError'],
    ['a role nobody knows', { role: 'KING' }, 'paramError'],
    ['a moment that is none', { role: 'VIEWER', createTime: 'soon' }, 'validationError'],
  ])('is refused with %s', (_what, more, key) => {
    expect(refusal(() => join(more as Record<string, string>))?.[0]).toBe(key)
  })

  test('brings what is to be remembered of who joins', () => {
    expect(
      join({ role: 'VIEWER', userID: 'u7', guest: 'True', 'userdata-bbb_x': 'y', createTime: '12', redirect: 'FALSE' }),
    ).toMatchObject({
      userId: 'u7',
      isGuest: true,
      custom: [['bbb_x', 'y']],
      createTime: 12,
      redirects: false,
    })
  })
})
