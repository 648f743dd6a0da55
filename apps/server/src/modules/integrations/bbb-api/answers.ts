import { cdata, type Content, element, type Field, isXmlName, responseOf } from './xml.ts'

export interface Attendee {
  /** By which the client knows them. */
  userId: string
  name: string
  role: 'MODERATOR' | 'VIEWER'
  custom: readonly (readonly [string, string])[]
}

/** A meeting as its client is told of it. Moments are milliseconds; 0 for what has not happened. */
export interface MeetingTold {
  name: string
  meetingId: string
  internalId: string
  createTime: number
  voiceBridge: string
  dialNumber: string
  attendeePassword: string
  moderatorPassword: string
  /** Minutes; 0 for as long as the institution allows. */
  duration: number
  maxUsers: number
  metadata: readonly (readonly [string, string])[]
  hasUserJoined: boolean
  isEnded: boolean
  startTime: number
  endTime: number
  attendees: readonly Attendee[]
}

const succeeded: Field = ['returncode', 'SUCCESS']

export const refused = (key: string, message: string) =>
  responseOf([
    ['returncode', 'FAILED'],
    ['messageKey', key],
    ['message', message],
  ])

export const done = (key = '', message = '') => responseOf([succeeded, ['messageKey', key], ['message', message]])

const twoDigits = (number: number) => String(number).padStart(2, '0')
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** As Java says a moment: `Mon Jul 09 17:03:29 UTC 2018`. */
export const javaDate = (milliseconds: number) => {
  const it = new Date(milliseconds)
  const time = [it.getUTCHours(), it.getUTCMinutes(), it.getUTCSeconds()].map(twoDigits).join(':')
  return `${days[it.getUTCDay()]} ${months[it.getUTCMonth()]} ${twoDigits(it.getUTCDate())} ${time} UTC ${it.getUTCFullYear()}`
}

const fieldsOf = (pairs: readonly (readonly [string, string])[]): Content =>
  pairs.filter(([name]) => isXmlName(name)).map(([name, value]): Field => [name, value])

/** Left out where there is none. */
const said = (text: string): string | undefined => (text === '' ? undefined : text)

const passwordsOf = ({ attendeePassword, moderatorPassword }: MeetingTold): Field[] => [
  ['attendeePW', said(attendeePassword)],
  ['moderatorPW', said(moderatorPassword)],
]

/** What the index says. It names version 3 of BigBlueButton, whose API this is. */
export const version = (release: string) =>
  responseOf([
    succeeded,
    ['version', '2.0'],
    ['apiVersion', '2.0'],
    ['bbbVersion', release],
    ['graphqlWebsocketUrl', ''],
    ['graphqlApiUrl', ''],
  ])

export const created = (meeting: MeetingTold, { key, message }: { key: string; message: string }) =>
  responseOf([
    succeeded,
    ['meetingID', meeting.meetingId],
    ['internalMeetingID', meeting.internalId],
    ['parentMeetingID', 'bbb-none'],
    ...passwordsOf(meeting),
    ['createTime', meeting.createTime],
    ['voiceBridge', meeting.voiceBridge],
    ['dialNumber', meeting.dialNumber],
    ['createDate', javaDate(meeting.createTime)],
    ['hasUserJoined', meeting.hasUserJoined],
    ['duration', meeting.duration],
    ['hasBeenForciblyEnded', meeting.isEnded],
    ['messageKey', key],
    ['message', message],
  ])

const attendeeOf = ({ userId, name, role, custom }: Attendee): Field => [
  'attendee',
  [
    ['userID', userId],
    ['fullName', name],
    ['role', role],
    ['isPresenter', false],
    ['isListeningOnly', false],
    ['hasJoinedVoice', true],
    ['hasVideo', false],
    ['clientType', 'HTML5'],
    ['customdata', fieldsOf(custom)],
  ],
]

const meetingFields = (meeting: MeetingTold): Field[] => {
  const { attendees } = meeting
  return [
    ['meetingName', meeting.name],
    ['meetingID', meeting.meetingId],
    ['internalMeetingID', meeting.internalId],
    ['createTime', meeting.createTime],
    ['createDate', javaDate(meeting.createTime)],
    ['voiceBridge', meeting.voiceBridge],
    ['dialNumber', meeting.dialNumber],
    ...passwordsOf(meeting),
    ['running', attendees.length > 0],
    ['duration', meeting.duration],
    ['hasUserJoined', meeting.hasUserJoined],
    ['recording', false],
    ['hasBeenForciblyEnded', meeting.isEnded],
    ['startTime', meeting.startTime],
    ['endTime', meeting.endTime],
    ['participantCount', attendees.length],
    ['listenerCount', 0],
    ['voiceParticipantCount', attendees.length],
    ['videoCount', 0],
    ['maxUsers', meeting.maxUsers],
    ['moderatorCount', attendees.filter(({ role }) => role === 'MODERATOR').length],
    ['attendees', attendees.map(attendeeOf)],
    ['metadata', fieldsOf(meeting.metadata)],
  ]
}

const notBreakout: Field = ['isBreakout', false]

export const meetingInfo = (meeting: MeetingTold) =>
  responseOf([succeeded, ...meetingFields(meeting), ['messageKey', ''], ['message', ''], notBreakout])

export const running = (is: boolean) => responseOf([succeeded, ['running', is]])

/** A list that is written while it is read: it may be long. */
async function* listed(name: string, items: AsyncIterable<readonly Field[]>, none: { key: string; message: string }) {
  let isEmpty = true
  yield `<response>${element(succeeded)}<${name}>`
  for await (const some of items) {
    if (some.length > 0) isEmpty = false
    yield some.map(element).join('')
  }
  yield `</${name}>`
  if (isEmpty) yield element(['messageKey', none.key]) + element(['message', none.message])
  yield '</response>'
}

async function* each<T>(pages: AsyncIterable<readonly T[]>, fieldsOfOne: (it: T) => readonly Field[]) {
  for await (const page of pages) yield page.flatMap(fieldsOfOne)
}

export const meetings = (pages: AsyncIterable<readonly MeetingTold[]>) =>
  listed(
    'meetings',
    each(pages, (meeting) => [['meeting', [...meetingFields(meeting), notBreakout]]]),
    { key: 'noMeetings', message: 'no meetings were found on this server' },
  )

export const sessions = (pages: AsyncIterable<readonly MeetingTold[]>) =>
  listed(
    'sessions',
    each(pages, ({ internalId, name, attendees }) =>
      attendees.map((it): Field => [
        'meeting',
        [
          ['meetingID', internalId],
          ['meetingName', name],
          ['userName', it.name],
        ],
      ]),
    ),
    { key: 'noSessions', message: 'no sessions were found on this server' },
  )

interface Joined {
  internalId: string
  userId: string
  token: string
  waits: boolean
  url: string
}

export const joined = ({ internalId, userId, token, waits, url }: Joined) =>
  responseOf([
    succeeded,
    ['messageKey', waits ? 'guestWait' : 'successfullyJoined'],
    ['message', waits ? 'Guest waiting for approval to join meeting.' : 'You have joined successfully.'],
    ['meeting_id', internalId],
    ['user_id', userId],
    ['auth_token', token],
    ['session_token', token],
    ['guestStatus', waits ? 'WAIT' : 'ALLOW'],
    ['url', url],
  ])

export const noRecordings = () =>
  responseOf([
    succeeded,
    ['recordings', []],
    ['messageKey', 'noRecordings'],
    ['message', 'There are no recordings for the meeting(s).'],
  ])

export interface HookTold {
  hookId: string
  callbackUrl: string
  meetingId: string | null
  eventIds: readonly string[]
  isRaw: boolean
}

const hookFields = ({ hookId, callbackUrl, meetingId, eventIds, isRaw }: HookTold): Field[] => [
  ['hookID', hookId],
  ['callbackURL', cdata(callbackUrl)],
  ['meetingID', meetingId === null ? undefined : cdata(meetingId)],
  ['eventID', eventIds.length > 0 ? eventIds.join(',') : undefined],
  ['permanentHook', false],
  ['rawData', isRaw],
]

export const hookCreated = ({ hookId, isRaw }: HookTold, isNew: boolean) =>
  responseOf([
    succeeded,
    ['hookID', hookId],
    ['permanentHook', false],
    ['rawData', isRaw],
    ...(isNew
      ? []
      : ([
          ['messageKey', 'duplicateWarning'],
          ['message', 'There is already a hook for this callback URL.'],
        ] as const)),
  ])

export const hooks = (all: readonly HookTold[]) =>
  responseOf([succeeded, ['hooks', all.map((hook): Field => ['hook', hookFields(hook)])]])

export const hookRemoved = () => responseOf([succeeded, ['removed', true]])
