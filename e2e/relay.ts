import { execFileSync } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { TestPage } from './browser.ts'

/** Before the page's own scripts: whatever the page asks for, media goes through a relay or not at all. */
export const onlyByRelay = (page: TestPage) =>
  page.addInitScript(() => {
    const Native = window.RTCPeerConnection
    const forced = (given: RTCConfiguration = {}): RTCConfiguration => ({ ...given, iceTransportPolicy: 'relay' })
    window.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(forced(configuration))
      }
      override setConfiguration(configuration?: RTCConfiguration) {
        super.setConfiguration(forced(configuration))
      }
    }
  })

/** How the chosen path of each peer connection leaves this browser: `relay over udp`, `host over tcp`, … */
export const pathsOf = (page: TestPage): Promise<string[]> =>
  page.evaluate(async () => {
    const { peers = [] } = window as unknown as { peers?: RTCPeerConnection[] }
    const paths: string[] = []
    for (const peer of peers) {
      const all = new Map<string, Record<string, string | undefined>>()
      ;(await peer.getStats()).forEach((it: { id: string }) => all.set(it.id, { ...it }))
      for (const transport of [...all.values()].filter(({ type }) => type === 'transport')) {
        const pair = all.get(transport['selectedCandidatePairId'] ?? '')
        const local = all.get(pair?.['localCandidateId'] ?? '')
        if (local) paths.push(`${local['candidateType']} over ${local['relayProtocol'] ?? local['protocol']}`)
      }
    }
    return paths
  })

/** A certificate of a name, signed by nobody; undefined where there is no openssl to make one. */
export const aCertificate = (folder: string, name: string) => {
  const [certFile, keyFile] = [join(folder, 'turn.pem'), join(folder, 'turn.key')]
  const about = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-days', '2']
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  try {
    execFileSync('openssl', ['req', '-x509', ...kind, ...about, '-keyout', keyFile, '-out', certFile], {
      stdio: 'ignore',
    })
    return { certFile, keyFile }
  } catch {
    return undefined
  }
}

/** Whether we may listen where browsers are told that TURN over TLS is. */
export const mayListenOn443 = () =>
  new Promise<boolean>((resolve) => {
    const server = createServer()
      .on('error', () => resolve(false))
      .listen(443, () => server.close(() => resolve(true)))
  })
