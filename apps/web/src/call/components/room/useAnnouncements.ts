import { useEffect, useEffectEvent } from 'react'
import { isReachable, onReachable } from '#ground/reachable.ts'
import { announce } from '#ui/toasts.ts'
import type { Ending } from '../../model/ending.ts'
import { askingOf, type Movement, movement, type Seat } from '../../model/roster-seats.ts'
import { createScope } from '../../scope.ts'
import { type CallSay, useCallWords } from '../../words.ts'
import { useRoom } from './RoomContext.ts'

/** Thirty arrivals in a minute are one sentence, not thirty. */
const gather = 1_500
const named = 3

const listOf = (say: CallSay, names: readonly string[]) =>
  names.length < 2
    ? (names[0] ?? '')
    : say('hear.and', { first: names.slice(0, -1).join(', '), last: names.at(-1) ?? '' })

const sentences = (say: CallSay, { came, left }: Movement): string[] =>
  (['came', 'left'] as const).flatMap((way) => {
    const names = way === 'came' ? came : left
    if (names.length === 0) return []
    if (names.length > named) return [say(`hear.${way}_crowd`, { count: names.length })]
    return [say(`hear.${way}`, { count: names.length, names: listOf(say, names) })]
  })

const newHands = (before: readonly Seat[], now: readonly Seat[]) => {
  const up = new Set(before.filter((seat) => seat.hand !== null).map(({ id }) => id))
  return now.filter((seat) => seat.hand !== null && !seat.own && !up.has(seat.id))
}

const newAsking = (before: readonly Seat[], now: readonly Seat[]) => {
  const asked = new Set(askingOf(before).map(({ id }) => id))
  return askingOf(now).filter(({ id }) => !asked.has(id))
}

/** Tells those who hear the page what the others see happen: politely, and no more than that. */
export const useAnnouncements = () => {
  const { call } = useRoom()
  const say = useCallWords()

  const tellSeats = useEffectEvent((before: readonly Seat[], now: readonly Seat[]) => {
    const said = [
      ...sentences(say, movement(before, now)),
      ...newHands(before, now).map(({ name }) => say('hear.hand', { name })),
      ...(call.moderation.moderates.get() ? newAsking(before, now) : []).map(({ name }) => say('hear.asks', { name })),
    ]
    if (said.length > 0) announce(said.join('. '))
  })
  const tellMessages = useEffectEvent((after: number) => {
    const { messages } = call.chat.thread.get()
    for (const { sequence, participantId, name, text } of messages)
      if (sequence > after && participantId !== call.self.get().id) announce(say('hear.message', { name, text }))
  })
  const tellScreen = useEffectEvent((ownerId: string) => {
    const owner = call.roster.seats.get().find(({ id }) => id === ownerId)
    if (owner && !owner.own) announce(say('hear.screen', { name: owner.name }))
  })
  const tellEnding = useEffectEvent((before: Ending | null, now: Ending | null) => {
    if (now) {
      const left = Math.max(1, Math.round((now.at - Date.now()) / 60_000))
      announce(say(`ending.hear.${now.why}`, { count: left }))
    } else if (before) announce(say('ending.hear.not'))
  })
  const tellSpotlight = useEffectEvent(() => {
    const inIt = call.roster.seats.get().find(({ id }) => id === call.moderation.spotlight.get())
    if (inIt) announce(say('hear.spotlight', { name: inIt.name }))
  })
  const tell = useEffectEvent((what: 'hear.cut' | 'hear.back' | 'cut.server') => announce(say(what)))

  useEffect(() => {
    const scope = createScope()
    /** Undefined until we have looked once: those who were there before us are not arrivals. */
    let told: readonly Seat[] | undefined
    let last: number | null = null
    let trouble: 'hear.cut' | 'cut.server' | null = null
    let shown = new Set(call.roster.screens.get().map(({ id }) => id))
    let due = false
    const settle = () => {
      due = false
      // While the line is down nobody comes or goes: it is we who do not see.
      if (call.connection.state.get().kind !== 'connected') return
      const now = call.roster.seats.get()
      if (told) tellSeats(told, now)
      told = now
    }
    const seats = () => {
      if (due) return
      due = true
      scope.after(gather, settle)
    }
    const screens = () => {
      const now = call.roster.screens.get()
      for (const { id, ownerId } of now) if (!shown.has(id)) tellScreen(ownerId)
      shown = new Set(now.map(({ id }) => id))
    }
    const chat = () => {
      const now = call.chat.thread.get().messages.at(-1)?.sequence ?? 0
      if (last !== null && now > last) tellMessages(last)
      if (call.chat.loaded.get()) last = now
    }
    let coming = call.ending.get()
    const ending = () => {
      const now = call.ending.get()
      tellEnding(coming, now)
      coming = now
    }
    if (coming) tellEnding(null, coming)
    const connection = () => {
      const { kind } = call.connection.state.get()
      const now = kind === 'reconnecting' ? 'hear.cut' : isReachable() ? null : 'cut.server'
      if (now !== trouble) tell(now ?? 'hear.back')
      trouble = now
      if (kind === 'connected') seats()
    }
    connection()
    const { roster, chat: written, connection: line } = call
    scope.onEnd(roster.seats.subscribe(seats))
    scope.onEnd(roster.screens.subscribe(screens))
    scope.onEnd(written.thread.subscribe(chat))
    scope.onEnd(written.loaded.subscribe(chat))
    scope.onEnd(call.ending.subscribe(ending))
    scope.onEnd(line.state.subscribe(connection))
    scope.onEnd(call.moderation.spotlight.subscribe(() => tellSpotlight()))
    scope.onEnd(onReachable(connection))
    return () => {
      scope.end()
      // What was said last stands in the page until something else is: of a meeting that is over it is no longer true.
      announce('')
    }
  }, [call])
}
