import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { atTheEnd } from './at-the-end.ts'

interface Meeting {
  id: string
  internal: string
  createTime: number
  params: URLSearchParams
  attendees: Map<string, { name: string; role: string }>
  sessions: Map<string, { userID: string; name: string; role: string }>
}

interface Wishes {
  secret?: string
  /** Those it knows, by the length of their digest. */
  algorithms?: readonly string[]
  version?: string
  /** Seconds its clock is ahead. */
  clock?: number
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const tag = (name: string, inner: string | number | boolean) => `<${name}>${inner}</${name}>`
const success = (inner: string) => `<response>${tag('returncode', 'SUCCESS')}${inner}</response>`
const failed = (key: string, message: string) =>
  `<response>${tag('returncode', 'FAILED')}${tag('messageKey', key)}${tag('message', message)}</response>`

const byLength: Record<number, string> = { 40: 'sha1', 64: 'sha256', 96: 'sha384', 128: 'sha512' }

/**
 * A double of a BigBlueButton server, made of nothing but its documentation: it signs, counts and answers as that says,
 * and carries no media. A test says what happens to it.
 */
export const aBigBlueButton = async (wishes: Wishes = {}) => {
  const { secret = 'a secret of the double', algorithms = ['sha1', 'sha256', 'sha384', 'sha512'] } = wishes
  const { version = '3.0.12', clock = 0 } = wishes
  const meetings = new Map<string, Meeting>()
  const asked: { call: string; params: URLSearchParams }[] = []
  let manner: 'well' | 'silent' | 'html' | 'half' | 'fault' | 'moved' = 'well'
  let refusesOnce: string | undefined
  /** Of those who asked while it was silent. */
  const held: (() => void)[] = []

  const isSigned = (call: string, raw: string) => {
    const [, checksum = ''] = /(?:^|&)checksum=([0-9a-f]*)/i.exec(raw) ?? []
    const rest = raw
      .replace(`&checksum=${checksum}`, '')
      .replace(`checksum=${checksum}&`, '')
      .replace(`checksum=${checksum}`, '')
    const algorithm = byLength[checksum.length]
    if (!algorithm || !algorithms.includes(algorithm)) return false
    return (
      createHash(algorithm)
        .update(call + rest + secret)
        .digest('hex') === checksum.toLowerCase()
    )
  }

  const told = ({ id, internal, createTime, params, attendees }: Meeting) => {
    const people = [...attendees].map(([userID, { name, role }]) =>
      tag('attendee', tag('userID', escaped(userID)) + tag('fullName', escaped(name)) + tag('role', role)),
    )
    const metas = [...params].filter(([name]) => name.startsWith('meta_'))
    return [
      tag('meetingName', escaped(params.get('name') ?? '')),
      tag('meetingID', escaped(id)),
      tag('internalMeetingID', internal),
      tag('createTime', createTime),
      tag('running', attendees.size > 0),
      tag('hasBeenForciblyEnded', false),
      tag('participantCount', attendees.size),
      tag('maxUsers', params.get('maxParticipants') ?? 0),
      tag('attendees', people.join('')),
      tag('metadata', metas.map(([name, value]) => tag(name.slice(5).toLowerCase(), escaped(value))).join('')),
      tag('isBreakout', false),
    ].join('')
  }

  const end = async (id: string) => {
    const meeting = meetings.get(id)
    meetings.delete(id)
    const callback = meeting?.params.get('meta_endCallbackUrl')
    if (!callback) return
    const mark = callback.includes('?') ? '&' : '?'
    await fetch(`${callback}${mark}recordingmarks=false&meetingID=${encodeURIComponent(id)}`).catch(() => undefined)
  }

  const calls: Record<string, (params: URLSearchParams) => string> = {
    create(params) {
      const id = params.get('meetingID') ?? ''
      const known = meetings.get(id)
      const isSame = (name: string) => known?.params.get(name) === params.get(name)
      if (known && !(isSame('moderatorPW') && isSame('attendeePW')))
        return failed('idNotUnique', 'A meeting already exists with that meeting ID.')
      const createTime = Date.now()
      const internal = `${createHash('sha1').update(id).digest('hex')}-${createTime}`
      const made = known ?? { id, internal, createTime, params, attendees: new Map(), sessions: new Map() }
      meetings.set(id, made)
      return success(
        tag('meetingID', escaped(id)) +
          tag('internalMeetingID', made.internal) +
          tag('createTime', made.createTime) +
          tag('messageKey', known ? 'duplicateWarning' : '') +
          tag('message', ''),
      )
    },
    isMeetingRunning: (params) =>
      success(tag('running', (meetings.get(params.get('meetingID') ?? '')?.attendees.size ?? 0) > 0)),
    getMeetingInfo(params) {
      const meeting = meetings.get(params.get('meetingID') ?? '')
      return meeting ? success(told(meeting)) : failed('notFound', 'A meeting with that ID does not exist')
    },
    getMeetings() {
      const all = [...meetings.values()].map((it) => tag('meeting', told(it)))
      const none = tag('messageKey', 'noMeetings') + tag('message', 'no meetings were found on this server')
      return success(tag('meetings', all.join('')) + (all.length === 0 ? none : ''))
    },
    end(params) {
      const id = params.get('meetingID') ?? ''
      if (!meetings.has(id)) return failed('notFound', 'A meeting with that ID does not exist')
      void end(id)
      return success(tag('messageKey', 'sentEndMeetingRequest') + tag('message', 'A request to end was sent.'))
    },
  }

  /** Their client is on its way: who it is, by the token it was given. */
  const join = (params: URLSearchParams, response: ServerResponse) => {
    const meeting = meetings.get(params.get('meetingID') ?? '')
    const away = (key: string) => {
      const errors = encodeURIComponent(JSON.stringify([{ key, message: key }]))
      response.writeHead(302, { location: `http://${server()}/ended?errors=${errors}` }).end()
    }
    if (!meeting) return away('invalidMeetingIdentifier')
    const { createTime, attendees, params: made } = meeting
    if (params.has('createTime') && params.get('createTime') !== String(createTime))
      return away('mismatchCreateTimeParam')
    const role = (params.get('role') ?? '').toUpperCase()
    const most = Number(made.get('maxParticipants') ?? 0)
    const userID = params.get('userID') ?? randomUUID()
    if (most > 0 && attendees.size >= most && !attendees.has(userID)) return away('maxParticipantsReached')
    const token = randomUUID()
    meeting.sessions.set(token, { userID, name: params.get('fullName') ?? '', role })
    response.writeHead(302, { location: `http://${server()}/html5client/?sessionToken=${token}` }).end()
  }

  /** Someone’s browser has loaded their client. */
  const arrive = (token: string, response: ServerResponse) => {
    for (const { sessions, attendees } of meetings.values()) {
      const who = sessions.get(token)
      if (who) attendees.set(who.userID, who)
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end('<!doctype html><html lang="fr"><title>BigBlueButton</title><h1>BigBlueButton</h1></html>')
  }

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const [path = '', raw = ''] = (request.url ?? '').split('?')
    const params = new URLSearchParams(raw)
    if (path === '/html5client/') return arrive(params.get('sessionToken') ?? '', response)
    const xml = (text: string) => {
      const date = new Date(Date.now() + clock * 1000).toUTCString()
      response.writeHead(200, { 'content-type': 'text/xml;charset=utf-8', date }).end(text)
    }
    const call = path.replace(/^\/bigbluebutton\/api\/?/, '')
    if (!path.startsWith('/bigbluebutton')) return void response.writeHead(404).end()
    if (call === '') return xml(success(tag('version', '2.0') + tag('apiVersion', '2.0') + tag('bbbVersion', version)))
    if (!isSigned(call, raw)) return xml(failed('checksumError', 'Checksums do not match'))
    asked.push({ call, params })
    if (refusesOnce !== undefined && call === 'create') {
      const key = refusesOnce
      refusesOnce = undefined
      return xml(failed(key, key))
    }
    if (call === 'join') return join(params, response)
    xml(calls[call]?.(params) ?? failed('unsupportedRequest', 'This request is not supported.'))
  }

  const http = createServer((request, response) => {
    if (manner === 'silent') return void held.push(() => answer(request, response))
    if (manner === 'html') return void response.end('<html><body>It works!<br></body></html>')
    if (manner === 'half') return void response.end('<response><returncode>SUCC')
    if (manner === 'fault') return void response.writeHead(500).end('oops')
    if (manner === 'moved') return void response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    answer(request, response)
  })
  const server = () => `127.0.0.1:${(http.address() as AddressInfo).port}`
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const close = async () => {
    http.closeAllConnections()
    await new Promise((closed) => http.close(closed))
  }
  atTheEnd(close)

  return {
    address: `http://${server()}/bigbluebutton/`,
    secret,
    asked,
    meetings: () => [...meetings.keys()],
    /** How many wait for an answer. */
    waiting: () => held.length,
    present: (id: string) => [...(meetings.get(id)?.attendees.keys() ?? [])],
    /** Someone follows the address they were given, as a browser does; rejected where they are sent away. */
    async walkIn(address: string) {
      const { headers } = await fetch(address, { redirect: 'manual' })
      const to = headers.get('location') ?? ''
      if (!to.includes('sessionToken')) throw new Error(`Sent away: ${to}`)
      await (await fetch(to)).text()
    },
    leave: (id: string, userID: string) => void meetings.get(id)?.attendees.delete(userID),
    /** A moderator ends it in BigBlueButton’s own pages. */
    endThere: end,
    /** A meeting of somebody else, with so many in it. */
    host(id: string, people: number) {
      const attendees = new Map(Array.from({ length: people }, (_, at) => [`u${at}`, { name: 'X', role: 'VIEWER' }]))
      const params = new URLSearchParams({ name: id })
      meetings.set(id, { id, internal: id, createTime: Date.now(), params, attendees, sessions: new Map() })
    },
    /** From now on it answers so; once it is well, also those who still wait for it. */
    answers: (how: typeof manner) => {
      manner = how
      if (how === 'well') for (const late of held.splice(0)) late()
    },
    /** It refuses the next creation with this. */
    refuseOnce: (key: string) => {
      refusesOnce = key
    },
    /** It is started anew, and has forgotten everything. */
    restart: () => meetings.clear(),
    close,
  }
}
