import { lookup } from 'node:dns/promises'
import { type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP, isIPv6 } from 'node:net'
import { plainAddress } from './network.ts'

/** What kept an answer from coming. */
export type Unanswered = 'address_refused' | 'not_found' | 'no_answer' | 'certificate' | 'too_large'

export class OutgoingError extends Error {
  readonly why: Unanswered

  constructor(why: Unanswered, cause?: unknown) {
    super(why, { cause })
    this.name = 'OutgoingError'
    this.why = why
  }
}

export interface Outgoing {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** Milliseconds for all of it. */
  within: number
  /** Bytes of the answer; 0 where what it says is not read. */
  atMost?: number
}

export interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: string
}

/** What no stranger’s address may lead us to (RFC 6890): ourselves, our network, the machine’s own secrets. */
const unreachable = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  unreachable.addSubnet(network, bits, 'ipv4')
/** Of IPv6 everything but what is given out to the world, and of that what carries an address of IPv4 inside. */
const world = new BlockList()
world.addSubnet('2000::', 3, 'ipv6')
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  unreachable.addSubnet(network, bits, 'ipv6')

/** Whether the world can reach it there; else it is of a network of somebody’s own. */
export const isPublic = (address: string) =>
  isIPv6(address)
    ? world.check(address, 'ipv6') && !unreachable.check(address, 'ipv6')
    : !unreachable.check(address, 'ipv4')

const listOf = (networks: readonly string[]) => {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

const largest = 2 * 1024 * 1024

/** Who resolves names cannot be told to stop, but need not be waited for. */
const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, failed) => {
    signal.addEventListener('abort', () => failed(signal.reason as Error), { once: true })
  })

const ofCertificates = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|EPROTO|ERR_SSL/

const whyOf = (error: unknown): Unanswered => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (ofCertificates.test(code)) return 'certificate'
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? 'not_found' : 'no_answer'
}

/**
 * Asks other machines at addresses that people gave us. A name is resolved once, looked at, and that very address is
 * connected to; nobody is followed elsewhere. `allowed` are networks that may be reached although they are private.
 */
export const createOutgoing = (allowed: readonly string[]) => {
  const exceptions = listOf(allowed)

  const isAllowed = (address: string) => exceptions.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

  /** The address to connect to; refused where any of them is not for us, for who resolves it next may be given that. */
  const resolve = async ({ hostname, port, protocol, username, password }: URL) => {
    const host = hostname.replace(/^\[|\]$/g, '')
    const found = isIP(host) ? [{ address: host }] : await lookup(host, { all: true })
    const addresses = found.map(({ address }) => plainAddress(address))
    const isUsual = port === '' || port === '80' || port === '443'
    const isFit = addresses.every((it) => isAllowed(it) || (isPublic(it) && isUsual))
    const [first] = addresses
    if (first === undefined || !isFit || username !== '' || password !== '' || !/^https?:$/.test(protocol))
      throw new OutgoingError('address_refused')
    return first
  }

  const read = async (incoming: IncomingMessage, atMost: number): Promise<Answer> => {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of atMost === 0 ? [] : (incoming as AsyncIterable<Buffer>)) {
      size += chunk.length
      if (size > atMost) throw new OutgoingError('too_large')
      chunks.push(chunk)
    }
    return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks).toString('utf8') }
  }

  const send = async (
    url: URL,
    address: string,
    { method = 'GET', headers, body, atMost = largest }: Outgoing,
    signal: AbortSignal,
  ) => {
    const options: RequestOptions = {
      method,
      headers: {
        'user-agent': 'Amphi',
        ...headers,
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      },
      signal,
      agent: false,
      lookup: (_host, { all }, done) => {
        const family = isIPv6(address) ? 6 : 4
        if (all) done(null, [{ address, family }])
        else done(null, address, family)
      },
    }
    const make = url.protocol === 'https:' ? httpsRequest : httpRequest
    const incoming = await new Promise<IncomingMessage>((answered, failed) => {
      make(url, options, answered).once('error', failed).end(body)
    })
    try {
      return await read(incoming, atMost)
    } finally {
      incoming.destroy()
    }
  }

  return {
    /** Whatever its status; a redirect is an answer like another. Throws `OutgoingError`. */
    async ask(address: string, what: Outgoing): Promise<Answer> {
      try {
        if (!URL.canParse(address)) throw new OutgoingError('address_refused')
        const url = new URL(address)
        const signal = AbortSignal.timeout(what.within)
        return await send(url, await Promise.race([resolve(url), aborted(signal)]), what, signal)
      } catch (error) {
        throw error instanceof OutgoingError ? error : new OutgoingError(whyOf(error), error)
      }
    },
  }
}

export type OutgoingDoor = ReturnType<typeof createOutgoing>
