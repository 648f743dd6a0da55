import { generateKeyPairSync } from 'node:crypto'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createTransport } from 'nodemailer'

/** What the DNS of tests says: by `name kind`. Whatever is not there does not exist. */
const records = new Map<string, string[][]>()

/** Names for which it does not answer at all. */
const silent = new Set<string>()

const failing = (code: string) => Object.assign(new Error(code), { code })

/** Stands in for the DNS. */
export const resolve = async (name: string, kind: string): Promise<string[][]> => {
  if ([...silent].some((it) => name === it || name.endsWith(`.${it}`))) throw failing('ESERVFAIL')
  const found = records.get(`${name.toLowerCase()} ${kind}`)
  if (!found) throw failing('ENOTFOUND')
  return found
}

/** A domain that signs what its people write (RFC 6376), with what its DNS says of it. */
export const aMailDomain = (domain: string, { dmarc, spf }: { dmarc?: string; spf?: string } = {}) => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  records.set(`mail._domainkey.${domain} TXT`, [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]])
  if (dmarc !== undefined) records.set(`_dmarc.${domain} TXT`, [[dmarc]])
  if (spf !== undefined) records.set(`${domain} TXT`, [[spf]])
  const signer = createTransport({
    streamTransport: true,
    dkim: { domainName: domain, keySelector: 'mail', privateKey },
  })
  return {
    domain,
    /** With its signature at the top. */
    async signed(letter: string): Promise<string> {
      const raw = letter.replaceAll(/\r?\n/g, '\r\n')
      const { message } = await signer.sendMail({ envelope: { from: `x@${domain}`, to: 'y@university.test' }, raw })
      return text(message as Readable)
    },
    /** Until it is undone, its DNS does not answer. */
    falter() {
      silent.add(domain)
      return () => void silent.delete(domain)
    },
  }
}

interface Written {
  from: string
  to: string
  method?: string
  ics: string
  headers?: readonly string[]
}

/** The smallest letter that a calendar understands (RFC 6047, 4). */
export const aCalendarLetter = ({ from, to, method, ics, headers = [] }: Written) =>
  [
    `From: ${from}`,
    `To: ${to}`,
    'Subject: =?utf-8?q?R=C3=A9union?=',
    'Date: Mon, 23 Nov 2026 09:00:00 +0100',
    'MIME-Version: 1.0',
    ...headers,
    `Content-Type: text/calendar; charset=utf-8${method === undefined ? '' : `; method=${method}`}`,
    'Content-Transfer-Encoding: 8bit',
    '',
    ics,
  ].join('\r\n')

/** Brings a letter as another mail server would; throws what the one that is asked says against it. */
export const bringLetter = async (
  port: number,
  raw: string,
  { from = 'someone@ville.test', to }: { from?: string; to: string | string[] },
) => {
  const carrier = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  try {
    return await carrier.sendMail({ envelope: { from, to }, raw })
  } finally {
    carrier.close()
  }
}
