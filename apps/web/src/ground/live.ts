import type { LiveHeard, LiveSaid } from '@amphi/contract/live'
import { useEffect, useEffectEvent } from 'react'
import { backOff } from './back-off.ts'
import { keyOf, queryClient } from './queries.ts'

/**
 * What a channel tells. `resync`: facts may have been missed, ask again for what is shown; it also comes once when the
 * channel is joined, for what happened between the first asking and the joining.
 */
export type Heard = Extract<LiveHeard, { say: 'fact' }> | { say: 'resync' } | { say: 'refused' }
type Listener = (heard: Heard) => void

interface Needs {
  open: () => WebSocket
  /** An attempt came to nothing: is it the socket alone, or the whole server? */
  failed?: () => void
  random?: () => number
}

/** Between two pings; a line that says nothing for twice as long is dead. */
const pingEvery = 4_000
const linger = 10_000

/** One socket for the page, however many channels. It is opened by the first listener and comes back by itself. */
export const createLive = ({ open, failed, random = Math.random }: Needs) => {
  const channels = new Map<string, Set<Listener>>()
  /** Refused once already on a line opened anew. */
  const strangers = new Set<string>()
  let socket: WebSocket | undefined
  let attempt = 0
  let heardAt = 0
  let pinging: ReturnType<typeof setInterval> | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined
  let closing: ReturnType<typeof setTimeout> | undefined

  const say = (said: LiveSaid) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(said))
  }

  const tell = (channel: string, heard: Heard) => {
    for (const listener of channels.get(channel) ?? []) listener(heard)
  }

  /** The line speaks for whom the cookie named when it was opened; since then a door may have given us another. */
  const refused = (channel: string) => {
    if (strangers.has(channel)) return tell(channel, { say: 'refused' })
    strangers.add(channel)
    connect()
  }

  const hear = (heard: LiveHeard) => {
    if (heard.say === 'fact') tell(heard.channel, heard)
    else if (heard.say === 'refused') refused(heard.channel)
    else if (heard.say === 'joined') {
      strangers.delete(heard.channel)
      tell(heard.channel, { say: 'resync' })
    } else if (heard.say === 'resync') for (const channel of channels.keys()) tell(channel, { say: 'resync' })
  }

  const drop = () => {
    clearInterval(pinging)
    const dropped = socket
    socket = undefined
    if (!dropped) return
    dropped.onopen = dropped.onmessage = dropped.onclose = dropped.onerror = null
    dropped.close()
  }

  const again = () => {
    drop()
    clearTimeout(waiting)
    if (channels.size === 0) return
    waiting = setTimeout(connect, backOff(attempt, random))
    attempt += 1
  }

  const ping = () => {
    if (Date.now() - heardAt > 2 * pingEvery + 500) again()
    else say({ say: 'ping' })
  }

  const connect = () => {
    clearTimeout(waiting)
    drop()
    const opened = open()
    socket = opened
    heardAt = Date.now()
    // Also watches over the opening itself, which may hang as long as any other silence.
    pinging = setInterval(ping, pingEvery)
    opened.onopen = () => {
      attempt = 0
      heardAt = Date.now()
      for (const channel of channels.keys()) say({ say: 'join', channel })
    }
    opened.onmessage = ({ data }: MessageEvent<string>) => {
      heardAt = Date.now()
      hear(JSON.parse(data) as LiveHeard)
    }
    opened.onclose = () => {
      if (attempt > 0) failed?.()
      again()
    }
  }

  const close = () => {
    if (channels.size > 0) return
    clearTimeout(waiting)
    drop()
  }

  return {
    /** Listens to a channel until the returned function is called. */
    join(channel: string, listener: Listener) {
      clearTimeout(closing)
      const listeners = channels.get(channel)
      if (listeners) listeners.add(listener)
      else {
        channels.set(channel, new Set([listener]))
        if (socket) say({ say: 'join', channel })
        else connect()
      }
      return () => {
        const left = channels.get(channel)
        if (!left?.delete(listener) || left.size > 0) return
        channels.delete(channel)
        say({ say: 'leave', channel })
        // A page that gives way to another often wants the same socket again.
        if (channels.size === 0) closing = setTimeout(close, linger)
      }
    },
    /** Connects anew at once: the network came back, or someone signed in or out and is another to the server. */
    renew() {
      attempt = 0
      if (channels.size > 0) connect()
      else close()
    },
  }
}

/** The page's own. */
export const live = createLive({
  failed: () => void queryClient.invalidateQueries({ queryKey: keyOf('welcome') }),
  open: () => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/live`),
})

if (typeof window !== 'undefined') window.addEventListener('online', () => live.renew())

/** Hears a channel while the component stands; `undefined` hears nothing. */
export const useLive = (channel: string | undefined, listener: Listener) => {
  const heard = useEffectEvent(listener)
  useEffect(() => (channel === undefined ? undefined : live.join(channel, (it) => heard(it))), [channel])
}
