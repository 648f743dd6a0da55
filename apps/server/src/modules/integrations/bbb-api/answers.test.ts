import { readdirSync } from 'node:fs'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import * as answers from './answers.ts'
import { refusals } from './refusals.ts'

const bob: answers.Attendee = {
  userId: '007',
  name: 'Bob <Marchetti> & Cie',
  role: 'VIEWER',
  custom: [
    ['bbb_lang', 'fr'],
    ['1 no name', 'x'],
  ],
}
const ada: answers.Attendee = { userId: 'ada', name: 'Ada', role: 'MODERATOR', custom: [] }

const meeting: answers.MeetingTold = {
  name: 'Chimie & physique',
  meetingId: '0123456789',
  internalId: 'a0715c95000a2bcb90604ecc7097dbc94592c690-1531155809613',
  createTime: 1531155809613,
  voiceBridge: '70066',
  dialNumber: '',
  attendeePassword: 'ap',
  moderatorPassword: 'mp',
  duration: 0,
  maxUsers: 0,
  metadata: [
    ['bbb-origin', 'Moodle'],
    ['bbb-context', 'L’été <1>'],
    ['bad name', 'left out'],
  ],
  hasUserJoined: false,
  isEnded: false,
  startTime: 0,
  endTime: 0,
  attendees: [],
}
const full: answers.MeetingTold = {
  ...meeting,
  hasUserJoined: true,
  startTime: 1531155840000,
  duration: 60,
  maxUsers: 25,
  attendees: [ada, bob],
}
const hook: answers.HookTold = {
  hookId: '1',
  callbackUrl: 'https://lms.test/hook?a=1&b=2',
  meetingId: 'cours-1',
  eventIds: ['user-joined'],
  isRaw: false,
}

async function* pagesOf<T>(...pages: T[][]) {
  yield* pages
}
const written = async (pieces: AsyncIterable<string>) => (await Array.fromAsync(pieces)).join('')

const golden: Record<string, string> = {
  index: answers.version('3.0.0'),
  create: answers.created(meeting, { key: '', message: '' }),
  'create-again': answers.created(full, {
    key: 'duplicateWarning',
    message: 'This conference was already in existence and may currently be in progress.',
  }),
  'create-without-passwords': answers.created(
    { ...meeting, attendeePassword: '', moderatorPassword: '' },
    { key: '', message: '' },
  ),
  'is-meeting-running': answers.running(true),
  'is-meeting-running-not': answers.running(false),
  'get-meeting-info': answers.meetingInfo(full),
  'get-meeting-info-empty': answers.meetingInfo({ ...meeting, metadata: [] }),
  'get-meetings': await written(answers.meetings(pagesOf([full], [meeting]))),
  'get-meetings-none': await written(answers.meetings(pagesOf<answers.MeetingTold>([]))),
  'get-sessions': await written(answers.sessions(pagesOf([full], [meeting]))),
  'get-sessions-none': await written(answers.sessions(pagesOf([meeting]))),
  join: answers.joined({
    internalId: meeting.internalId,
    userId: 'w_x',
    token: 't',
    waits: false,
    url: 'http://university.test/p/x',
  }),
  'join-waiting': answers.joined({
    internalId: meeting.internalId,
    userId: 'w_x',
    token: 't',
    waits: true,
    url: 'http://university.test/p/x',
  }),
  end: answers.done('sentEndMeetingRequest', 'A request to end the meeting was sent.'),
  'get-recordings-none': answers.noRecordings(),
  'hooks-create': answers.hookCreated(hook, true),
  'hooks-create-again': answers.hookCreated(hook, false),
  'hooks-list': answers.hooks([hook, { ...hook, hookId: '2', meetingId: null, eventIds: [] }]),
  'hooks-list-none': answers.hooks([]),
  'hooks-destroy': answers.hookRemoved(),
  ...Object.fromEntries(
    Object.entries(refusals).map(([key, message]) => [`failed-${key}`, answers.refused(key, message)]),
  ),
}

const inLines = (xml: string) => `${xml.replaceAll('><', '>\n<')}\n`

describe('an answer', () => {
  test.each(Object.keys(golden))('is BigBlueButton’s own, letter by letter: %s', async (name) => {
    await expect(inLines(golden[name] ?? '')).toMatchFileSnapshot(`golden/${name}.xml`)
  })

  test('has a golden file, and there is none without an answer', () => {
    expect(readdirSync(new URL('golden', import.meta.url)).toSorted()).toEqual(
      Object.keys(golden)
        .map((name) => `${name}.xml`)
        .toSorted(),
    )
  })
})

describe('to who reads it strictly', () => {
  /** By their path, each time they stand there; a container as nothing. */
  const textsOf = (xml: string) => {
    const read = new XMLParser({ parseTagValue: false, preserveOrder: true }).parse(xml) as Node[]
    return walk(read, '')
  }
  type Node = Record<string, Node[] | string>
  const walk = (nodes: Node[], path: string): [string, string][] =>
    nodes.flatMap((node) =>
      Object.entries(node).flatMap(([name, inner]): [string, string][] => {
        if (typeof inner === 'string') return []
        const here = `${path}/${name}`
        const text = inner.map((it) => (typeof it['#text'] === 'string' ? it['#text'] : '')).join('')
        return [[here, text], ...walk(inner, here)]
      }),
    )

  const numbers =
    /\/(createTime|duration|startTime|endTime|participantCount|listenerCount|voiceParticipantCount|videoCount|maxUsers|moderatorCount|voiceBridge)$/
  const booleans =
    /\/(running|hasUserJoined|recording|hasBeenForciblyEnded|isBreakout|isPresenter|isListeningOnly|hasJoinedVoice|hasVideo|permanentHook|rawData|removed)$/

  test.each(Object.entries(golden))('numbers are whole, booleans said, and refusals explained: %s', (_name, xml) => {
    const texts = textsOf(xml)
    const values = (which: RegExp) => texts.filter(([path]) => which.test(path)).map(([, text]) => text)

    expect(values(numbers).filter((text) => !/^\d+$/.test(text))).toEqual([])
    expect(values(booleans).filter((text) => text !== 'true' && text !== 'false')).toEqual([])
    expect(values(/\/role$/).filter((text) => text !== 'MODERATOR' && text !== 'VIEWER')).toEqual([])
    expect(values(/^\/response\/returncode$/)).toHaveLength(1)
    if (values(/returncode$/)[0] === 'FAILED') {
      expect(values(/^\/response\/messageKey$/)[0]).not.toBe('')
      expect(values(/^\/response\/message$/)[0]).not.toBe('')
    }
  })

  test.each([
    ['get-meetings-none', 'meetings'],
    ['get-meeting-info-empty', 'attendees'],
    ['get-meeting-info-empty', 'metadata'],
    ['get-recordings-none', 'recordings'],
    ['get-sessions-none', 'sessions'],
    ['hooks-list-none', 'hooks'],
  ])('what holds a list is there, also empty: %s, %s', (name, container) => {
    expect(golden[name]).toContain(`<${container}></${container}>`)
  })

  test('ids and passwords come back as they were sent, also where they look like numbers', () => {
    expect(golden['get-meeting-info']).toContain('<meetingID>0123456789</meetingID>')
    expect(golden['get-meeting-info']).toContain('<userID>007</userID>')
  })
})
