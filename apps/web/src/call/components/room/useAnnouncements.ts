import { useEffect, useEffectEvent } from 'react'
import { announce } from '#ui/toasts.ts'
import { type Movement, movement, type Seat } from '../../model/roster-seats.ts'
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

/** Tells those who hear the page what the others see happen: politely, and no more than that. */
export const useAnnouncements = () => {
  const { call } = useRoom()
  const say = useCallWords()

  const tellSeats = useEffectEvent((before: readonly Seat[], now: readonly Seat[]) => {
    const said = [
      ...sentences(say, movement(before, now)),
      ...newHands(before, now).map(({ name }) => say('hear.hand', { name })),
    ]
    if (said.length > 0) announce(said.join('. '))
  })
  const tellMessages = useEffectEvent((after: number) => {
    const { messages } = call.chat.thread.get()
    for (const { sequence, participantId, name, text } of messages)
      if (sequence > after && participantId !== call.self.get().id) announce(say('hear.message', { name, text }))
  })
  const tellConnection = useEffectEvent((back: boolean) => announce(say(back ? 'hear.back' : 'hear.cut')))

  useEffect(() => {
    /** Undefined until we have looked once: those who were there before us are not arrivals. */
    let told: readonly Seat[] | undefined
    let last: number | null = null
    let cut = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const settle = () => {
      timer = undefined
      // While the line is down nobody comes or goes: it is we who do not see.
      if (call.connection.state.get().kind !== 'connected') return
      const now = call.roster.seats.get()
      if (told) tellSeats(told, now)
      told = now
    }
    const seats = () => {
      timer ??= setTimeout(settle, gather)
    }
    const chat = () => {
      const now = call.chat.thread.get().messages.at(-1)?.sequence ?? 0
      if (last !== null && now > last) tellMessages(last)
      if (call.chat.loaded.get()) last = now
    }
    const connection = () => {
      const { kind } = call.connection.state.get()
      if (kind === 'reconnecting' && !cut) tellConnection(false)
      if (kind === 'connected' && cut) tellConnection(true)
      cut = kind === 'reconnecting'
      if (kind === 'connected') seats()
    }
    connection()
    const undo = [
      call.roster.seats.subscribe(seats),
      call.chat.thread.subscribe(chat),
      call.chat.loaded.subscribe(chat),
      call.connection.state.subscribe(connection),
      () => clearTimeout(timer),
    ]
    return () => undo.forEach((end) => end())
  }, [call])
}
