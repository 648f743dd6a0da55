import { createHash } from 'node:crypto'
import { controls, beginningWith, isTrue, numberOf, type Parameters } from './read-parameters.ts'
import { Refusal } from './refusals.ts'

/** What a call to create says of a meeting, in the words of rooms. */
export interface Wanted {
  meetingId: string
  name: string
  attendeePassword: string | null
  moderatorPassword: string | null
  voiceBridge: string | null
  dialNumber: string
  /** Minutes; 0: as long as the institution allows. */
  duration: number
  /** 0: as many as the institution allows. */
  maxParticipants: number
  /** Minutes after which one that nobody joined is over; at least one. */
  expiresIn: number
  welcome: string | null
  leaveTo: string | null
  startMuted: boolean
  /** Whether participants see no camera but their own and those of who leads. */
  camerasForModerators: boolean
  /** Whether it ends when nobody leads any more. */
  endsUnled: boolean
  locks: { camera: boolean; microphone: boolean; chat: boolean; list: boolean }
  guests: 'accept' | 'ask' | 'deny'
  metadata: [string, string][]
  /** Called once it is over. */
  endCallbacks: string[]
}

const required = (text: string | undefined, key: 'missingParamMeetingID' | 'validationError', message?: string) => {
  if (text === undefined || text === '') throw new Refusal(key, message)
  return text
}

/** As it is said in every call: what no eye sees is taken off, and a comma would part it in a list. */
export const meetingIdOf = (parameters: Parameters) => {
  const id = required(parameters.get('meetingID')?.replace(controls, ''), 'missingParamMeetingID')
  if (id.length < 2 || id.length > 256)
    throw new Refusal('validationError', 'Meeting ID must be between 2 and 256 characters')
  if (id.includes(',')) throw new Refusal('validationError', "Meeting ID cannot contain ','")
  return id.toWellFormed()
}

const nameOf = (parameters: Parameters) => {
  const name = required(
    parameters.get('name')?.replace(controls, ' ').trim().toWellFormed(),
    'validationError',
    'You must provide a meeting name',
  )
  if (name.length < 2 || name.length > 256)
    throw new Refusal('validationError', 'Meeting name must be between 2 and 256 characters')
  return name
}

const passwordOf = (text: string | undefined) => {
  if (text === undefined || text === '') return null
  if (text.length < 2 || text.length > 64)
    throw new Refusal('invalidPassword', 'Passwords must be between 2 and 64 character in length')
  return text
}

const voiceBridgeOf = (text: string | undefined) => {
  if (text === undefined || text === '') return null
  if (!/^\d{1,9}$/.test(text)) throw new Refusal('validationError', 'Voice bridge must be an integer')
  return text
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  '#39': "'",
}

/** A welcome is HTML there, and plain text here; a link keeps its address where that is not what it says. */
export const plainText = (html: string) =>
  html
    .replace(/<a\b[^>]*?href\s*=\s*["']?([^"'\s>]+)["']?[^>]*>(.*?)<\/a>/gis, (_, href: string, text: string) =>
      text.includes(href) || !/^https?:/i.test(href) ? text : `${text} (${href})`,
    )
    .replace(/<(br|\/p|\/div|\/li|\/h[1-6])\b[^>]*>/gi, '\n')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(#39|[a-z]+);/gi, (whole, it: string) => entities[it.toLowerCase()] ?? whole)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

const mostWelcome = 1000

const welcomeOf = (parameters: Parameters, name: string) => {
  const text = parameters.get('welcome')
  if (!text) return null
  const said = text
    .replaceAll('%%CONFNAME%%', () => name)
    .replaceAll('%%DIALNUM%%', () => parameters.get('dialNumber') ?? '')
    .replaceAll('%%CONFNUM%%', () => parameters.get('voiceBridge') ?? '')
  return (
    plainText(said)
      .replace(/[^\P{Cc}\n]/gu, '')
      .toWellFormed()
      .slice(0, mostWelcome)
      .toWellFormed() || null
  )
}

/** An address of the web, and of no one's account there. */
export const webAddress = (text: string | undefined) => {
  if (!text || text.length > 2000 || !URL.canParse(text)) return null
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === '' ? text : null
}

const guestsOf: Record<string, Wanted['guests']> = { ASK_MODERATOR: 'ask', ALWAYS_DENY: 'deny' }

/** Locks hold from the moment one joins, unless that is said to be otherwise. */
const locksOf = (parameters: Parameters): Wanted['locks'] => {
  const locks = (parameters.get('lockSettingsLockOnJoin') ?? 'true').trim().toLowerCase() !== 'false'
  const is = (name: string) => locks && isTrue(parameters.get(`lockSettings${name}`))
  return {
    camera: is('DisableCam'),
    microphone: is('DisableMic'),
    chat: is('DisablePublicChat'),
    list: is('HideUserList'),
  }
}

const mostMetadata = 100

/** Names are said in small letters again; one with anything but letters, digits and dashes is left out. */
export const metadataOf = (parameters: Parameters): [string, string][] =>
  beginningWith(parameters, 'meta_')
    .map(([name, value]): [string, string] => [name.toLowerCase(), value.toWellFormed().replaceAll('\u0000', '')])
    .filter(([name]) => /^[a-z][a-z0-9-]*$/.test(name))
    .slice(0, mostMetadata)

const withMarks = (url: string, meetingId: string) => {
  const marked = new URL(url)
  marked.searchParams.append('recordingmarks', 'false')
  marked.searchParams.append('meetingID', meetingId)
  return marked.href
}

const endCallbacksOf = (parameters: Parameters, metadata: readonly [string, string][], meetingId: string) => {
  const callback = webAddress(metadata.find(([name]) => name === 'endcallbackurl')?.[1])
  const ended = webAddress(parameters.get('meetingEndedURL'))
  return [...(callback ? [withMarks(callback, meetingId)] : []), ...(ended ? [ended] : [])]
}

/** A limit that is none where it is zero, or less, or nothing that counts. */
const limitOf = (text: string | undefined, most: number) => Math.min(Math.max(numberOf(text) ?? 0, 0), most)

const refuseStrange = (parameters: Parameters) => {
  if (isTrue(parameters.get('isBreakout'))) throw new Refusal('parentMeetingDoesNotExist')
}

export const readCreate = (parameters: Parameters): Wanted => {
  const meetingId = meetingIdOf(parameters)
  const name = nameOf(parameters)
  refuseStrange(parameters)
  const metadata = metadataOf(parameters)
  return {
    meetingId,
    name,
    attendeePassword: passwordOf(parameters.get('attendeePW')),
    moderatorPassword: passwordOf(parameters.get('moderatorPW')),
    voiceBridge: voiceBridgeOf(parameters.get('voiceBridge')),
    dialNumber: (parameters.get('dialNumber') ?? '').replace(controls, '').toWellFormed().slice(0, 64),
    duration: limitOf(parameters.get('duration'), 100_000),
    maxParticipants: limitOf(parameters.get('maxParticipants'), 100_000),
    expiresIn: limitOf(parameters.get('meetingExpireIfNoUserJoinedInMinutes'), 24 * 60) || 5,
    welcome: welcomeOf(parameters, name),
    leaveTo: webAddress(parameters.get('logoutURL')),
    startMuted: isTrue(parameters.get('muteOnStart')),
    camerasForModerators: isTrue(parameters.get('webcamsOnlyForModerator')),
    endsUnled: isTrue(parameters.get('endWhenNoModerator')),
    locks: locksOf(parameters),
    guests: guestsOf[(parameters.get('guestPolicy') ?? '').trim().toUpperCase()] ?? 'accept',
    metadata,
    endCallbacks: endCallbacksOf(parameters, metadata, meetingId),
  }
}

/** As BigBlueButton makes them: a recording bears the same. */
export const internalIdOf = (meetingId: string, createTime: number) =>
  `${createHash('sha1').update(meetingId).digest('hex')}-${createTime}`
