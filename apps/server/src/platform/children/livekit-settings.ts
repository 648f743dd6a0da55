import { createHmac } from 'node:crypto'
import { isIP } from 'node:net'
import type { Config } from '../config.ts'

interface Needs {
  config: Pick<Config, 'media' | 'turn' | 'redisUrl'>
  /** Where its API and signalling listen, on the loopback. */
  port: number
  keys: LiveKitKeys
  /** Where it tells what happens, by http on the loopback. */
  hooksUrl: string
}

/** What proves to LiveKit that it is us. */
export interface LiveKitKeys {
  apiKey: string
  apiSecret: string
}

/** Derived, so that they are the same after a restart and nothing more has to be kept. */
export const keysOf = (secret: string): LiveKitKeys => ({
  apiKey: 'amphi',
  apiSecret: createHmac('sha256', secret).update('amphi livekit').digest('base64url'),
})

/** Rooms end when we say so; these are for the day we are no longer there to say it. */
const sixHours = 6 * 3600

/** LiveKit's configuration. */
export const settingsOf = ({ config, port, keys, hooksUrl }: Needs) => ({
  port,
  bind_addresses: ['127.0.0.1'],
  keys: { [keys.apiKey]: keys.apiSecret },
  webhook: { api_key: keys.apiKey, urls: [hooksUrl] },
  rtc: rtcOf(config),
  room: { auto_create: false, empty_timeout: sixHours, departure_timeout: sixHours },
  logging: { level: 'warn', json: true },
  ...(config.turn ? { turn: turnOf(config.turn, config.media.ip) } : {}),
  ...(config.redisUrl === undefined ? {} : { redis: redisOf(config.redisUrl) }),
})

const rtcOf = ({ media }: Needs['config']) => ({
  udp_port: media.udpPort,
  tcp_port: media.tcpPort,
  use_external_ip: false,
  enable_loopback_candidate: true,
  // Given, it is announced in the place of every address we have. Otherwise all of them are, and the browser finds
  // the one that works; without ice-lite LiveKit would then ask Google where it is.
  ...(media.ipGiven ? { node_ip: media.ip } : { use_ice_lite: true }),
  // Browsers are told of a STUN server in any case: named nowhere, it would be Google's. They need none to reach us,
  // and nobody answers at this address, which costs them nothing: they do not wait for it.
  stun_servers: [`${isIP(media.ip) === 6 ? `[${media.ip}]` : media.ip}:${media.udpPort}`],
})

const turnOf = ({ domain, udpPort, tlsPort, tls }: NonNullable<Config['turn']>, mediaIp: string) => ({
  enabled: true,
  domain,
  udp_port: udpPort,
  ...(tls ? { tls_port: tlsPort, cert_file: tls.certFile, key_file: tls.keyFile } : {}),
  relay_range_start: 30_000,
  relay_range_end: 40_000,
  // LiveKit relays to no private address, and so not to itself where it has no other.
  allow_restricted_peer_cidrs: [`${mediaIp}/${isIP(mediaIp) === 6 ? 128 : 32}`],
})

const redisOf = (url: string) => {
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  return {
    address: `${hostname}:${port || 6379}`,
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
    ...(pathname.length > 1 ? { db: Number(pathname.slice(1)) } : {}),
    ...(protocol === 'rediss:' ? { tls: { enabled: true } } : {}),
  }
}
