import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Screen } from '../media/types.ts'
import { createScope } from '../scope.ts'
import { createStore } from '../store.ts'
import { createLayout } from './layout.ts'
import type { Seat } from './roster-seats.ts'

const seat = (id: string, more: Partial<Seat> = {}): Seat => ({
  id,
  name: id,
  own: id === 'me',
  moderator: false,
  pictureUrl: null,
  guest: false,
  account: null,
  speaking: false,
  microphone: true,
  films: false,
  camera: null,
  confides: false,
  strength: 3,
  hand: null,
  asksToSpeak: false,
  allowed: null,
  can: null,
  ...more,
})
const screen = (id: string, ownerId: string): Screen => ({
  id,
  ownerId,
  own: ownerId === 'me',
  sound: false,
  picture: null,
})

const stage = (...ids: string[]) => {
  const seats = createStore<readonly Seat[]>(ids.map((id) => seat(id)))
  const screens = createStore<readonly Screen[]>([])
  const spotlight = createStore<string | null>(null)
  const layout = createLayout(createScope(), { seats, screens, spotlight })
  const places = () => {
    const now = layout.stage.get()
    return now.kind === 'grid' ? now.places : []
  }
  const main = () => {
    const now = layout.stage.get()
    return now.kind === 'focus' ? now.main : null
  }
  return { seats, screens, spotlight, layout, places, main }
}

describe('the stage', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('who leaves leaves a free place, and ranks close only in a hall half empty and calm', () => {
    const { seats, places } = stage('me', 'a', 'b', 'c')

    seats.set([seat('me'), seat('b'), seat('c')])
    vi.advanceTimersByTime(60_000)
    expect(places()).toEqual(['me', null, 'b', 'c'])

    seats.set([seat('me'), seat('c')])
    expect(places()).toEqual(['me', null, null, 'c'])
    vi.advanceTimersByTime(20_000)
    expect(places()).toEqual(['me', 'c'])
  })

  test('a shared screen takes the stage and gives it back', () => {
    const { screens, main } = stage('me', 'a')

    screens.set([screen('s1', 'a')])
    expect(main()).toBe('s1')
    screens.set([])

    expect(main()).toBe(null)
  })

  test('of several screens the newest is large, the others stand in the line', () => {
    const { screens, layout } = stage('me', 'a', 'b')

    screens.set([screen('s1', 'a'), screen('s2', 'b')])

    expect(layout.stage.get()).toMatchObject({ kind: 'focus', main: 's2' })
    expect(layout.stage.get()).toMatchObject({ strip: expect.arrayContaining(['s1', 'b']) })
  })

  test('one’s own screen does not show itself to itself', () => {
    const { screens, main } = stage('me', 'a')

    screens.set([screen('mine', 'me')])

    expect(main()).toBe(null)
  })

  test('beside a sheet, oneself stands in the corner of a face, and of no slide', () => {
    const { screens, layout } = stage('me', 'a')
    layout.setSpace({ width: 378, height: 176 })
    expect(layout.stage.get()).toMatchObject({ kind: 'focus', main: 'a', strip: ['me'], short: true })

    screens.set([screen('s1', 'a')])

    expect(layout.stage.get()).toMatchObject({ kind: 'focus', main: 's1', strip: [], short: true })
    screens.set([])
    layout.setSpace({ width: 308, height: 140 })
    expect(layout.stage.get()).toMatchObject({ kind: 'focus', main: 'a', strip: [], short: true })
  })

  test('who asks for the grid while a screen is shared gets it, until another comes', () => {
    const { screens, layout, main, places } = stage('me', 'a')
    screens.set([screen('s1', 'a')])

    layout.setMode('grid')
    expect(places()).toEqual(['s1', 'me', 'a'])
    screens.set([screen('s1', 'a'), screen('s2', 'a')])

    expect(main()).toBe('s2')
  })

  test('the speaker is large once they have spoken for a moment; a cough turns nothing', () => {
    const { seats, layout, main } = stage('me', 'a', 'b')
    layout.setMode('speaker')
    seats.set([seat('me'), seat('a', { speaking: true }), seat('b')])
    vi.advanceTimersByTime(10)
    expect(main()).toBe('a')

    seats.set([seat('me'), seat('a'), seat('b', { speaking: true })])
    vi.advanceTimersByTime(300)
    seats.set([seat('me'), seat('a'), seat('b')])
    vi.advanceTimersByTime(5_000)
    expect(main()).toBe('a')
  })

  test('a pin holds whoever speaks, and falls when its person leaves', () => {
    const { seats, layout, main } = stage('me', 'a', 'b')

    layout.togglePin('b')
    expect(main()).toBe('b')
    seats.set([seat('me'), seat('a')])

    expect(main()).toBe(null)
  })

  test('someone who speaks on another page is named', () => {
    const { seats, layout } = stage('me', ...Array.from({ length: 12 }, (_, index) => `p${index}`))

    seats.change((all) => all.map((one) => (one.id === 'p11' ? { ...one, speaking: true } : one)))
    expect(layout.stage.get()).toMatchObject({ kind: 'grid', pages: 2, away: { id: 'p11' } })
    layout.goTo('p11')

    expect(layout.stage.get()).toMatchObject({ page: 1, away: null })
  })

  test('whom a moderator puts in the middle takes the stage, and whoever asks for the grid gets the grid', () => {
    const { spotlight, layout, main } = stage('me', 'awa', 'bob')

    spotlight.set('bob')
    expect(main()).toBe('bob')
    layout.setMode('grid')
    expect(main()).toBe(null)
    spotlight.set('awa')
    expect(main()).toBe('awa')
    spotlight.set(null)
    expect(main()).toBe(null)
  })

  test('in the middle for the others, one’s own page stays as it was; whoever is gone takes no stage', () => {
    const { spotlight, main } = stage('me', 'awa')

    spotlight.set('me')
    expect(main()).toBe(null)
    spotlight.set('gone')
    expect(main()).toBe(null)
  })

  test('a shared screen is shown first, and beside it who stands in the middle; a pin is one’s own word', () => {
    const { spotlight, screens, layout, main } = stage('me', 'awa', 'bob', 'chloe')
    spotlight.set('chloe')
    screens.set([screen('slides', 'awa')])

    expect(main()).toBe('slides')
    const now = layout.stage.get()
    expect(now.kind === 'focus' && now.strip.slice(0, 2)).toEqual(['awa', 'chloe'])
    layout.togglePin('bob')
    expect(main()).toBe('bob')
  })
})
