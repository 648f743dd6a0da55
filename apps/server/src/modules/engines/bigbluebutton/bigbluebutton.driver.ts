import { createHmac } from 'node:crypto'
import type { Trouble } from '@amphi/contract/nodes'
import type { Clock } from '#platform/clock'
import { Failure } from '#platform/failure'
import { OutgoingError, type OutgoingDoor } from '#platform/outgoing'
import { type Capabilities, type Engine, everything, type Manner, type MeetingSpec, type Report } from '../engine.ts'
import { type BigBlueButtonAccess, createClient } from './bigbluebutton.client.ts'
import { Refused, shapes } from './bigbluebutton.wire.ts'

interface Needs {
  access: BigBlueButtonAccess
  outgoing: OutgoingDoor
  clock: Clock
  /** By which our meetings are known among those of others on the same server. */
  mark: string
  /** What the server calls when a meeting has ended there. */
  endCallback: (key: string) => string
}

/** Minutes: it is we who say when a meeting ends. Should we be gone for good, the server tidies up after these. */
const forgottenAfter = 6 * 60

/** Seconds two clocks may differ. */
const clocksDiffer = 120

/** What a server behind a load balancer says when it takes no more. */
const ofFullOnes = new Set(['maxConcurrent', 'serverUnavailable', 'serverTagUnavailable'])

const ofSilentOnes: Record<OutgoingError['why'], Trouble> = {
  address_refused: 'address_refused',
  not_found: 'not_found',
  no_answer: 'no_answer',
  certificate: 'certificate',
  too_large: 'not_an_engine',
}

const troubleOf = (error: unknown): Trouble => {
  if (error instanceof OutgoingError) return ofSilentOnes[error.why]
  return error instanceof Refused && error.key === 'checksumError' ? 'secret' : 'not_an_engine'
}

const asFailure = (error: unknown) => {
  const isFull = error instanceof Refused && ofFullOnes.has(error.key)
  return Object.assign(new Failure(isFull ? 'engine.full' : 'engine.unreachable'), { cause: error })
}

/** Their welcome is HTML, ours is what somebody typed. */
const asHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll('\n', '<br>')

const settingsOf = ({ title, welcome, leaveTo, startMuted, allowed, listed }: Manner) => ({
  name: title.slice(0, 256),
  welcome: welcome === null ? undefined : asHtml(welcome),
  logoutURL: leaveTo,
  muteOnStart: startMuted,
  lockSettingsDisableCam: !allowed.camera,
  lockSettingsDisableMic: !allowed.microphone,
  lockSettingsDisablePublicChat: !allowed.chat,
  lockSettingsDisablePrivateChat: !allowed.chat,
  lockSettingsHideUserList: !listed,
  lockSettingsLockOnJoin: true,
})

export const bigBlueButtonCapabilities: Capabilities = {
  presence: true,
  remove: false,
  mute: false,
  permit: false,
  camerasForSome: false,
  pages: true,
  events: false,
  recording: true,
  streaming: false,
  breakouts: true,
  largest: 310,
}

/** BigBlueButton servers, and what speaks as they do: Scalelite, b3lb, another Amphi. */
export const createBigBlueButtonEngine = ({ access, outgoing, clock, mark, endCallback }: Needs): Engine => {
  const client = createClient(access, outgoing)

  const orFailure = async <T>(deed: Promise<T>): Promise<T> => {
    try {
      return await deed
    } catch (error) {
      throw error instanceof Failure ? error : asFailure(error)
    }
  }

  /** The same each time: a meeting that is created again must be created with the same. */
  const passwordOf = (key: string, role: 'moderator' | 'participant') =>
    `a${createHmac('sha256', access.secret).update(`${role} ${key}`).digest('hex').slice(0, 30)}`

  const parametersOf = ({ key, seats, manner }: MeetingSpec) => ({
    name: 'Amphi',
    meetingID: key,
    attendeePW: passwordOf(key, 'participant'),
    moderatorPW: passwordOf(key, 'moderator'),
    maxParticipants: seats,
    record: false,
    // Of those we send there, who waits is said of each.
    guestPolicy: 'ASK_MODERATOR',
    meetingExpireIfNoUserJoinedInMinutes: forgottenAfter,
    meetingExpireWhenLastUserLeftInMinutes: forgottenAfter,
    meta_amphi: mark,
    meta_endCallbackUrl: endCallback(key),
    ...(manner ? settingsOf(manner) : {}),
  })

  const end = async (key: string) => {
    try {
      await client.ask('end', { meetingID: key, password: passwordOf(key, 'moderator') }, shapes.Nothing)
    } catch (error) {
      if (!(error instanceof Refused) || error.key === 'checksumError') throw error
    }
  }

  const create = async (spec: MeetingSpec) => {
    const make = () => client.ask('create', parametersOf(spec), shapes.Created, { within: 10_000 })
    try {
      await make()
    } catch (error) {
      if (!(error instanceof Refused) || error.key === 'checksumError' || ofFullOnes.has(error.key)) throw error
      // One that has ended there and is not forgotten yet is in the way (bigbluebutton#18913).
      await end(spec.key)
      await make()
    }
  }

  const find = async (key: string) => {
    try {
      const meeting = await client.ask('getMeetingInfo', { meetingID: key }, shapes.Meeting)
      return meeting.hasBeenForciblyEnded ? undefined : meeting
    } catch (error) {
      if (error instanceof Refused && error.key !== 'checksumError') return undefined
      throw error
    }
  }

  const tryOut = async (): Promise<Report> => {
    const report: Report = { trouble: null, version: null, delay: null, clock: null }
    try {
      const { version, bbbVersion, delay, saidAt } = await client.index()
      report.version = bbbVersion || version
      report.delay = delay
      report.clock = saidAt ? Math.round((saidAt.getTime() - clock.now().getTime()) / 1000) : null
      if (!(Number.parseFloat(version) >= 2)) return { ...report, trouble: 'version' }
      if (Math.abs(report.clock ?? 0) > clocksDiffer) return { ...report, trouble: 'clock' }
      await client.ask('getMeetings', {}, shapes.Meetings)
      return report
    } catch (error) {
      return { ...report, trouble: troubleOf(error) }
    }
  }

  return {
    name: 'bigbluebutton',
    capabilities: bigBlueButtonCapabilities,

    open: (spec) => orFailure(create(spec)),

    async pass(key, { identity, name, role, waits = false, pictureUrl }) {
      const meeting = await orFailure(find(key))
      const address = await orFailure(
        client.addressOf('join', {
          fullName: name,
          meetingID: key,
          role: role === 'moderator' ? 'MODERATOR' : 'VIEWER',
          password: passwordOf(key, role),
          // Into this very meeting, and none that bears its name later.
          createTime: meeting?.createTime,
          userID: identity,
          guest: waits,
          avatarURL: pictureUrl,
        }),
      )
      return { by: 'address', address }
    },

    async present(key) {
      const meeting = await orFailure(find(key))
      // It says who is there, and neither since when nor by which connection.
      const now = clock.now()
      return meeting?.attendees.map(({ userID }) => ({
        identity: userID,
        connection: userID,
        joinedAt: now,
        may: everything,
      }))
    },

    remove: async () => {},
    mute: async () => [],
    permit: async () => {},

    end: (key) => orFailure(end(key)),

    async load() {
      const { meetings } = await orFailure(client.ask('getMeetings', {}, shapes.Meetings))
      return meetings.map(({ meetingID, participantCount, metadata }) => ({
        key: meetingID,
        people: participantCount,
        foreign: metadata['amphi']?.[0] !== mark,
      }))
    },

    test: tryOut,
  }
}
