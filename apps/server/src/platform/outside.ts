import { lookup } from 'node:dns'
import { request as plainRequest } from 'node:http'
import { request as securedRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { plainAddress } from './network.ts'

/** What somebody gave us an address for, and which is not to be called. */
export class NotOutside extends Error {
  constructor(why: string) {
    super(why)
    this.name = 'NotOutside'
  }
}

/** Networks of a machine, of a house, or of nobody: what stands there is for those who stand there too. */
const withinIPv4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4'.split(
    ' ',
  )
/** Besides their like of IPv6, those that stand for an address of IPv4, which then nobody has looked at. */
const withinIPv6 =
  '::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8'.split(
    ' ',
  )

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

const listOf = (networks: readonly string[]) => {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = familyOf(address)
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family)
  }
  return list
}

export interface Question {
  url: string
  method: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

interface Reply {
  status: number
}

/** In milliseconds, all of it: a name that is looked up, a line, an answer. */
const patience = 5_000

const usualPorts = new Set(['', '80', '443'])

/**
 * Calls addresses that people gave us. Names are looked up once, and what was looked at is what is called; nobody sends
 * us on from there. `allowed`: private networks that an administrator opened.
 */
export const createOutside = (allowed: readonly string[]) => {
  const within = listOf([...withinIPv4, ...withinIPv6])
  const opened = listOf(allowed)

  const isOpened = (address: string) => opened.check(plainAddress(address), familyOf(plainAddress(address)))
  const mayCall = (address: string) => {
    const plain = plainAddress(address)
    return isIP(plain) > 0 && (isOpened(plain) || !within.check(plain, familyOf(plain)))
  }

  const refusePort = (address: string, port: string) => {
    if (!usualPorts.has(port) && !isOpened(address)) throw new NotOutside(`port ${port} is not called`)
  }

  /** Of all a name stands for, one; unless one of them is within, for then it is not what it seems. */
  const lookUp =
    (port: string): LookupFunction =>
    (host, options, done) => {
      lookup(host, { ...options, all: true }, (error, all) => {
        try {
          if (error) throw error
          const [first] = all
          if (!first) throw new NotOutside(`${host} stands for nothing`)
          for (const { address } of all) {
            if (!mayCall(address)) throw new NotOutside(`${host} stands for ${address}, which is not called`)
            refusePort(address, port)
          }
          if (options.all) done(null, [first])
          else done(null, first.address, first.family)
        } catch (problem) {
          done(problem as NodeJS.ErrnoException, '', 4)
        }
      })
    }

  const addressOf = (text: string) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (!url || !/^https?:$/.test(url.protocol)) throw new NotOutside('that is no address of the web')
    if (url.username || url.password) throw new NotOutside('an address with a name in it is not called')
    const literal = url.hostname.replace(/^\[|\]$/g, '')
    if (isIP(literal) > 0) {
      if (!mayCall(literal)) throw new NotOutside(`${literal} is not called`)
      refusePort(literal, url.port)
    }
    return url
  }

  return {
    mayCall,

    /** The status of the answer; what it says is not read. Throws where nobody answers in time. */
    async call({ url: text, method, headers = {}, body }: Question): Promise<Reply> {
      const url = addressOf(text)
      const ask = url.protocol === 'https:' ? securedRequest : plainRequest
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      return new Promise((answered, failed) => {
        const request = ask(
          url,
          {
            method,
            headers: { 'user-agent': 'Amphi', ...length, ...headers },
            agent: false,
            lookup: lookUp(url.port),
            signal: AbortSignal.timeout(patience),
          },
          (response) => {
            answered({ status: response.statusCode ?? 0 })
            response.destroy()
          },
        )
        request.on('error', failed)
        request.end(body)
      })
    },
  }
}

export type Outside = ReturnType<typeof createOutside>
