import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { JitsiMeeting } from '@amphi/contract/jitsi'
import { createScope, type Scope } from '#call/scope.ts'
import { createConference } from './conference.ts'
import type { Details } from './frame.ts'

const meeting: JitsiMeeting = {
  address: 'https://meet.test/',
  name: 'abcd-efgh',
  token: null,
  subject: 'Chimie',
  person: { name: 'Awa', pictureUrl: null },
  language: 'fr',
  startMuted: false,
  password: null,
  lobby: false,
}

let scope: Scope
beforeEach(() => {
  vi.useFakeTimers()
  scope = createScope()
})
afterEach(() => {
  scope.end()
  vi.useRealTimers()
})

type Needs = Parameters<typeof createConference>[1]

/** Jitsi’s frame as a test plays it, and what the page said to it and to us. */
const aStage = (rules: Partial<JitsiMeeting> = {}, given: Partial<Needs> = {}) => {
  const told: string[] = []
  const said: string[] = []
  const listeners = new Map<string, (details: Details) => void>()
  let over: Awaited<ReturnType<Needs['report']>>['over'] = null
  const conference = createConference(scope, {
    open: async () => ({ outcome: 'open', meeting: { ...meeting, ...rules } }),
    report: async (what) => {
      told.push(what)
      return { over }
    },
    frame: async () => ({
      addListener: (event, listener) => void listeners.set(event, listener),
      executeCommand: (...command) => void said.push(command.join(' ')),
      dispose: () => void said.push('gone'),
    }),
    ...given,
  })
  const happen = async (event: string, details: Details = {}) => {
    listeners.get(event)?.(details)
    await vi.advanceTimersByTimeAsync(0)
  }
  return {
    conference,
    told,
    said,
    happen,
    pass: (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000),
    endsWith: (why: typeof over) => {
      over = why
    },
    lead: async () => {
      await happen('videoConferenceJoined', { id: 'me' })
      await happen('participantRoleChanged', { id: 'me', role: 'moderator' })
    },
  }
}

describe('a page around Jitsi’s frame', () => {
  test('tells that somebody is inside from when they joined until they left', async () => {
    const { conference, told, happen, pass } = aStage()
    await conference.start()

    await pass(10)
    expect(told).toEqual([])
    await happen('videoConferenceJoined', { id: 'me' })
    await pass(20)
    await happen('videoConferenceLeft')
    await happen('readyToClose')
    await pass(20)

    expect(told).toEqual(['joined', 'here', 'here', 'left'])
    expect(conference.seen.get()).toEqual({ kind: 'left' })
  })

  test.each([
    [{ password: '1234567890' }, ['subject Chimie', 'password 1234567890']],
    [{ lobby: true }, ['subject Chimie', 'toggleLobby true']],
    [{}, ['subject Chimie']],
  ])('who leads there makes what the room says hold (%j), once', async (rules, commands) => {
    const { conference, said, happen, lead } = aStage(rules)
    await conference.start()

    await happen('participantRoleChanged', { id: 'another', role: 'moderator' })
    await lead()
    await happen('participantRoleChanged', { id: 'me', role: 'moderator' })

    expect(said).toEqual(commands)
  })

  test('SC-05 a password that Jitsi asks for is answered, where we know it', async () => {
    const known = aStage({ password: '1234567890' })
    const unknown = aStage()
    for (const { conference, happen } of [known, unknown]) {
      await conference.start()
      await happen('passwordRequired')
    }

    expect([known.said, unknown.said]).toEqual([['password 1234567890'], []])
  })

  test('hangs up and says why once we say that it is over, and who leads ends it for all there', async () => {
    const one = aStage()
    const leader = aStage()
    await one.conference.start()
    await one.happen('videoConferenceJoined', { id: 'me' })
    await leader.conference.start()
    await leader.lead()
    for (const { endsWith } of [one, leader]) endsWith('ended')
    await one.pass(12)
    await leader.pass(12)

    expect(one.said).toEqual(['hangup', 'gone'])
    expect(leader.said).toEqual(['subject Chimie', 'endConference', 'hangup', 'gone'])
    for (const { conference } of [one, leader]) expect(conference.seen.get()).toEqual({ kind: 'over', why: 'ended' })
  })

  test('tells that the meeting was ended in Jitsi itself', async () => {
    const { conference, told, happen, lead } = aStage()
    await conference.start()
    await lead()

    await happen('errorOccurred', { error: { name: 'conference.destroyed' } })
    await happen('readyToClose')

    expect(told).toEqual(['joined', 'ended'])
    expect(conference.seen.get()).toEqual({ kind: 'over', why: 'ended' })
  })

  test('waits for somebody who leads, and asks again by itself', async () => {
    const answers: Awaited<ReturnType<Needs['open']>>[] = [{ outcome: 'early', subject: 'Chimie' }]
    const open = async () => answers.shift() ?? ({ outcome: 'open', meeting } as const)
    const { conference, pass } = aStage({}, { open })
    await conference.start()
    expect(conference.seen.get()).toEqual({ kind: 'early', subject: 'Chimie' })

    await pass(4)

    expect(conference.seen.get()).toEqual({ kind: 'inside', meeting })
  })

  test('goes on through a network that is cut, and says whose server does not answer', async () => {
    let isCut = false
    const report = async () => {
      if (isCut) throw new Error('offline')
      return { over: null }
    }
    const { conference, happen, pass } = aStage({}, { report })
    await conference.start()
    await happen('videoConferenceJoined', { id: 'me' })
    isCut = true
    await pass(30)
    expect(conference.seen.get().kind).toBe('inside')

    const never = async () => {
      throw new Error('not there')
    }
    const theirs = aStage({}, { frame: never }).conference
    const ours = aStage({}, { open: never }).conference
    await Promise.all([theirs.start(), ours.start()])

    expect(theirs.seen.get()).toEqual({ kind: 'unreachable', whose: 'theirs' })
    expect(ours.seen.get()).toEqual({ kind: 'unreachable', whose: 'ours' })
  })

  test('still before Jitsi’s own lobby, it learns that the meeting is over', async () => {
    let isOver = false
    const open = async () =>
      isOver ? ({ outcome: 'over', why: 'ended' } as const) : ({ outcome: 'open', meeting } as const)
    const { conference, pass } = aStage({}, { open })
    await conference.start()
    isOver = true

    await pass(10)

    expect(conference.seen.get()).toEqual({ kind: 'over', why: 'ended' })
  })
})
