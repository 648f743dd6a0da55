import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findFreePort } from '@amphi/server/platform/children/ports'
import { aBrowser, aPage, english } from './browser.ts'
import { hears, join, sees, spyOnPeers } from './call.ts'
import { aFirefox, aFirefoxPage, hasFirefox } from './firefox.ts'
import { aCertificate, mayListenOn443, onlyByRelay, pathsOf } from './relay.ts'
import { aServer, type Server } from './server.ts'

const name = 'turn.amphi.test'
const folder = mkdtempSync(joinPath(tmpdir(), 'amphi-turn-'))
const certificate = aCertificate(folder, name)
const overTls = certificate !== undefined && (await mayListenOn443())
afterAll(() => rmSync(folder, { recursive: true }))

/** The name leads here, and its certificate is taken as it is. */
const knowsTheRelay = [`--host-resolver-rules=MAP ${name} 127.0.0.1`, '--ignore-certificate-errors']
const withoutUdp = '--webrtc-ip-handling-policy=disable_non_proxied_udp'

let browsers: Browser[] = []
const browse = async (...flags: string[]) => {
  const browser = await aBrowser(flags)
  browsers.push(browser)
  return browser
}
afterEach(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  browsers = []
})

/** Two who reach each other by the relay alone. */
const meetByRelay = async (server: Server, ...flags: string[]) => {
  const headers = { 'content-type': 'application/json' }
  const started = await fetch(`${server.url}/api/v1/meetings`, { method: 'POST', headers, body: '{}' })
  const { code } = (await started.json()) as { code: string }
  const enter = async (who: string) => {
    const page = await aPage(await browse(...flags), server.url)
    await onlyByRelay(page)
    await spyOnPeers(page)
    await page.goto(`${server.url}/${code}`)
    await join(page, who)
    return page
  }
  return [await enter('Camille'), await enter('Awa')] as const
}

/** What the connection test says of each path, once it has tried them all: in a browser of its own, beside the others. */
const verdictsIn = async (server: Server, ...flags: string[]) => {
  const browser = await aBrowser(flags)
  try {
    const page = await browser.newPage(english)
    await page.goto(`${server.url}/connection-test`)
    await page.locator('ol[aria-busy="false"]').waitFor({ timeout: 90_000 })
    return pathsIn(await page.getByRole('list', { name: 'Paths tried' }).getByRole('listitem').allInnerTexts())
  } finally {
    await browser.close()
  }
}

/** The same in a Firefox. */
const verdictsInFirefox = async (server: Server, prefs: Record<string, boolean>) => {
  const firefox = await aFirefox(prefs)
  try {
    const page = await aFirefoxPage(firefox)
    await page.goto(`${server.url}/connection-test`)
    await page.locator('ol[aria-busy="false"]').setTimeout(90_000).wait()
    return pathsIn(await page.$$eval('ol > li', (rows) => rows.map((row) => row.innerText)))
  } finally {
    await firefox.close()
  }
}

type Verdicts = ReturnType<typeof pathsIn>

/** Begun together: a path that is blocked is given up after seconds in which there is nothing to do. Each fails its own test. */
const begun = (verdicts: Promise<Verdicts>) => {
  verdicts.catch(() => {})
  return verdicts
}

const pathsIn = (rows: string[]) => {
  const [, , udp = '', tcp = '', relay = ''] = rows.map((row) => row.replace(/\n+/g, ': ').replace(/, in\s\d+\sms/, ''))
  return { udp, tcp, relay }
}
const udpWorks = 'Sound and pictures over UDP: works'
const tcpWorks = 'Sound and pictures over TCP: works'
const relayWorks = 'Sound and pictures through a relay (TURN): works'

describe('a relay over UDP', () => {
  let server: Server
  let open: Promise<Verdicts>
  let blocked: Promise<Verdicts>
  beforeAll(async () => {
    server = await aServer({ AMPHI_TURN_DOMAIN: name, AMPHI_TURN_UDP_PORT: String(await findFreePort()) })
    blocked = begun(verdictsIn(server, withoutUdp))
    open = begun(verdictsIn(server))
  })
  afterAll(() => server.stop())

  test('two whom no other path reaches see and hear each other', async () => {
    const [camille, awa] = await meetByRelay(server)

    await Promise.all([sees(camille), sees(awa)])
    await Promise.all([hears(camille), hears(awa)])
    for (const page of [camille, awa]) {
      const paths = await pathsOf(page)
      expect(paths.length).toBeGreaterThan(0)
      expect(new Set(paths)).toEqual(new Set(['relay over udp']))
      expect(page.faults).toEqual([])
    }
  })

  test('the connection test finds all three paths', async () => {
    expect(await open).toEqual({ udp: udpWorks, tcp: tcpWorks, relay: relayWorks })
  })

  test('where UDP is blocked the test says so, of the relay as well, and that TCP works', async () => {
    const said = await blocked

    expect(said.udp).toMatch(/does not work: The network blocks UDP to the meeting server/)
    expect(said.tcp).toBe(tcpWorks)
    expect(said.relay).toMatch(/does not work: The relay does not answer/)
  })
})

describe.runIf(overTls)('a relay over TLS', () => {
  let server: Server
  let trusted: Promise<Verdicts>
  let untrusted: Promise<Verdicts>
  beforeAll(async () => {
    const { certFile = '', keyFile = '' } = certificate ?? {}
    server = await aServer({
      AMPHI_TURN_DOMAIN: name,
      AMPHI_TURN_UDP_PORT: String(await findFreePort()),
      AMPHI_TURN_TLS_PORT: '443',
      AMPHI_TURN_TLS_CERT: certFile,
      AMPHI_TURN_TLS_KEY: keyFile,
    })
    untrusted = begun(verdictsIn(server, `--host-resolver-rules=MAP ${name} 127.0.0.1`, withoutUdp))
    trusted = begun(verdictsIn(server, ...knowsTheRelay, withoutUdp))
  })
  afterAll(() => server.stop())

  test('two whose network lets nothing out but TLS see and hear each other', async () => {
    const [camille, awa] = await meetByRelay(server, ...knowsTheRelay, withoutUdp)

    await Promise.all([sees(camille), sees(awa)])
    await Promise.all([hears(camille), hears(awa)])
    for (const page of [camille, awa]) expect(new Set(await pathsOf(page))).toEqual(new Set(['relay over tls']))
  })

  test('the connection test says that the relay works where UDP is blocked', async () => {
    const said = await trusted

    expect(said).toMatchObject({ tcp: tcpWorks, relay: relayWorks })
    expect(said.udp).toContain('does not work')
  })

  test('a certificate that browsers do not trust is no relay to them, and the test says so', async () => {
    const said = await untrusted

    expect(said.relay).toMatch(/does not work: The relay does not answer/)
  })
})

describe('no relay', () => {
  let server: Server
  let open: Promise<Verdicts>
  let withoutTcp: Promise<Verdicts> | undefined
  beforeAll(async () => {
    server = await aServer()
    if (hasFirefox) withoutTcp = begun(verdictsInFirefox(server, { 'media.peerconnection.ice.tcp': false }))
    open = begun(verdictsIn(server))
  })
  afterAll(() => server.stop())

  test('without a relay the connection test says that there is none', async () => {
    const said = await open

    expect(said).toMatchObject({ udp: udpWorks, tcp: tcpWorks })
    expect(said.relay).toContain('not set up: This institution has no relay')
  })

  test.runIf(hasFirefox)('where TCP is blocked the connection test says so, and that UDP works', async () => {
    const said = await withoutTcp

    expect(said?.udp).toBe(udpWorks)
    expect(said?.tcp).toMatch(/does not work: The network blocks the TCP port of the meeting server/)
  })
})
