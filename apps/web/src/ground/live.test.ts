import type { LiveSaid } from '@amphi/contract/live'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLive, type Heard } from './live.ts'

/** A line whose other end the test holds. */
class Line {
  static readonly OPEN = 1
  readyState = 0
  said: LiveSaid[] = []
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: (() => void) | null = null
  onerror: (() => void) | null = null
  send(text: string) {
    this.said.push(JSON.parse(text) as LiveSaid)
  }
  close() {
    this.readyState = 3
  }
  opens() {
    this.readyState = 1
    this.onopen?.()
  }
  breaks() {
    this.readyState = 3
    this.onclose?.()
  }
  tells(heard: object) {
    this.onmessage?.({ data: JSON.stringify(heard) })
  }
}

const aLive = () => {
  const lines: Line[] = []
  let failures = 0
  const open = () => {
    const line = new Line()
    lines.push(line)
    return line as unknown as WebSocket
  }
  return {
    lines,
    live: createLive({ open, failed: () => (failures += 1), random: () => 1 }),
    failures: () => failures,
    last: () => lines[lines.length - 1] as Line,
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', Line)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('two listeners of a channel join it once, and the last to go leaves it', () => {
  const { live, last } = aLive()
  const first = live.join('rooms', () => undefined)
  const second = live.join('rooms', () => undefined)
  last().opens()

  first()
  expect(last().said).toEqual([{ say: 'join', channel: 'rooms' }])
  second()
  expect(last().said.at(-1)).toEqual({ say: 'leave', channel: 'rooms' })
})

test('a fact reaches those who listen to its channel, and nobody else', () => {
  const { live, last } = aLive()
  const rooms: Heard[] = []
  const door: Heard[] = []
  live.join('rooms', (heard) => rooms.push(heard))
  live.join('door:x', (heard) => door.push(heard))
  last().opens()

  last().tells({ say: 'fact', channel: 'rooms', fact: 'session.opened', ids: {} })
  last().tells({ say: 'refused', channel: 'door:x' })
  last().opens()
  last().tells({ say: 'refused', channel: 'door:x' })

  expect(rooms.map(({ say }) => say)).toEqual(['fact'])
  expect(door.map(({ say }) => say)).toEqual(['refused'])
})

test('a channel refused is asked for once more, on a line that speaks for whom the cookie names now', () => {
  const { live, lines, last } = aLive()
  const heard: Heard[] = []
  live.join('session:x', (it) => heard.push(it))
  last().opens()

  last().tells({ say: 'refused', channel: 'session:x' })
  last().opens()
  last().tells({ say: 'joined', channel: 'session:x' })

  expect(lines).toHaveLength(2)
  expect(heard.map(({ say }) => say)).toEqual(['resync'])
})

test('a broken line comes back by itself, joins again and asks everyone to look anew', () => {
  const { live, lines, last } = aLive()
  const heard: Heard[] = []
  live.join('rooms', (it) => heard.push(it))
  last().opens()
  last().tells({ say: 'joined', channel: 'rooms' })

  last().breaks()
  vi.advanceTimersByTime(500)
  expect(lines).toHaveLength(2)
  last().breaks()
  vi.advanceTimersByTime(999)
  expect(lines).toHaveLength(2)
  vi.advanceTimersByTime(1)
  last().opens()
  last().tells({ say: 'joined', channel: 'rooms' })

  expect(last().said).toContainEqual({ say: 'join', channel: 'rooms' })
  expect(heard.map(({ say }) => say)).toEqual(['resync', 'resync'])
})

test('a line that says nothing is given up within ten to thirteen seconds', () => {
  const { live, lines, last } = aLive()
  live.join('rooms', () => undefined)
  last().opens()

  vi.advanceTimersByTime(4_000)
  expect(last().said).toContainEqual({ say: 'ping' })
  last().tells({ say: 'pong' })
  vi.advanceTimersByTime(12_500)

  expect(lines).toHaveLength(2)
})

test('an attempt that comes to nothing is told, so that the server itself is asked', () => {
  const { live, last, failures } = aLive()
  live.join('rooms', () => undefined)
  last().opens()

  last().breaks()
  expect(failures()).toBe(0)
  vi.advanceTimersByTime(500)
  last().breaks()
  expect(failures()).toBe(1)
})

test('with nobody listening any more the line is closed, a little later', () => {
  const { live, last } = aLive()
  const leave = live.join('rooms', () => undefined)
  last().opens()

  leave()
  expect(last().readyState).toBe(1)
  vi.advanceTimersByTime(10_000)
  expect(last().readyState).toBe(3)
})
