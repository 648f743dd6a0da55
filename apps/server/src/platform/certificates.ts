import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import type { Config } from './config.ts'
import { messageOf, StartProblem } from './start-problem.ts'

/** Tries each certificate with its key: what is wrong would otherwise be said in OpenSSL's words, halfway through the start. */
export const refuseWrongCertificates = ({ tls, turn }: Pick<Config, 'tls' | 'turn'>): void => {
  refuse('AMPHI_TLS_CERT and AMPHI_TLS_KEY', tls)
  refuse('AMPHI_TURN_TLS_CERT and AMPHI_TURN_TLS_KEY', turn?.tls)
}

const refuse = (names: string, pair: { certFile: string; keyFile: string } | undefined) => {
  if (!pair) return
  try {
    createSecureContext({ cert: readFileSync(pair.certFile), key: readFileSync(pair.keyFile) })
  } catch (error) {
    throw new StartProblem(`${names} are not a certificate and its key in PEM files: ${messageOf(error)}.`)
  }
}
