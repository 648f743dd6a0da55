import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { z } from 'zod'
import { OutgoingError, type OutgoingDoor } from '#platform/outgoing'
import { readAnswer, Refused, shapes, Unintelligible } from './bigbluebutton.wire.ts'

/** The strongest first; a server may know only some of them. */
const algorithms = ['sha256', 'sha1', 'sha512', 'sha384'] as const
type Algorithm = (typeof algorithms)[number]

export interface BigBlueButtonAccess {
  address: string
  secret: string
}

type Params = Record<string, string | number | boolean | undefined>

interface Asked {
  body?: string | undefined
  /** Milliseconds for one try. */
  within?: number
  /** Where it changes something that must not be changed twice. */
  once?: boolean
}

/** However it was pasted: with or without the end that every call has in common. */
export const baseOf = (address: string) => {
  const url = new URL(address)
  const path = url.pathname.replace(/\/+$/, '')
  const base = path.endsWith('/api')
    ? path
    : path.endsWith('/bigbluebutton')
      ? `${path}/api`
      : `${path}/bigbluebutton/api`
  return `${url.origin}${base}`
}

/** Every sign but those that are themselves in any encoding: what the server signs is then what we wrote. */
const encoded = (value: string) =>
  encodeURIComponent(value).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

const queryOf = (params: Params) =>
  Object.entries(params)
    .flatMap(([name, value]) => (value === undefined ? [] : `${encoded(name)}=${encoded(String(value))}`))
    .join('&')

const ofChecksums = new Set(['checksumError', 'missingChecksum'])

/** One server’s API: signed questions, and answers in our shape. */
export const createClient = ({ address, secret }: BigBlueButtonAccess, outgoing: OutgoingDoor) => {
  const base = baseOf(address)
  let agreed: Algorithm | undefined

  const signed = (call: string, query: string, algorithm: Algorithm) => {
    const checksum = createHash(algorithm).update(`${call}${query}${secret}`).digest('hex')
    return `${base}/${call}?${query}${query === '' ? '' : '&'}checksum=${checksum}`
  }

  const send = async (url: string, { body, within = 5000, once = false }: Asked) => {
    const what = {
      within,
      ...(body === undefined ? {} : { method: 'POST' as const, headers: { 'content-type': 'application/xml' }, body }),
    }
    try {
      return await outgoing.ask(url, what)
    } catch (error) {
      if (once || !(error instanceof OutgoingError) || error.why !== 'no_answer') throw error
      await pause(200 + Math.random() * 300)
      return outgoing.ask(url, what)
    }
  }

  const ask = async <Schema extends z.ZodType>(
    call: string,
    params: Params,
    shape: Schema,
    asked: Asked = {},
  ): Promise<z.output<Schema>> => {
    const query = queryOf(params)
    let refused: unknown
    for (const algorithm of agreed ? [agreed] : algorithms) {
      const { body } = await send(signed(call, query, algorithm), asked)
      try {
        const answer = readAnswer(body, shape)
        agreed = algorithm
        return answer
      } catch (error) {
        const isUnsigned = error instanceof Refused && ofChecksums.has(error.key)
        // Refused in earnest, it was understood.
        if (error instanceof Refused && !isUnsigned) agreed = algorithm
        if (!isUnsigned) throw error
        refused = error
        // What was agreed on may be so no longer.
        agreed = undefined
      }
    }
    throw refused
  }

  return {
    ask,

    /** An address of theirs for somebody’s browser. */
    async addressOf(call: string, params: Params) {
      // Whichever they know has been learnt by now, unless nothing was ever asked.
      if (!agreed) await ask('isMeetingRunning', { meetingID: 'amphi' }, shapes.Nothing)
      return signed(call, queryOf(params), agreed ?? 'sha256')
    },

    /** Without a signature: who they are, what their clock says, and how long it took. */
    async index() {
      const before = performance.now()
      const { body, headers, status } = await outgoing.ask(base, { within: 5000 })
      const delay = Math.round(performance.now() - before)
      if (status >= 300 && status < 400) throw new Unintelligible()
      const said = Date.parse(headers.date ?? '')
      return { ...readAnswer(body, shapes.Index), delay, saidAt: Number.isNaN(said) ? undefined : new Date(said) }
    },
  }
}
