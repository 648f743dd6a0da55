import { createHash, randomUUID } from 'node:crypto'
import { addBbbClient } from '@amphi/contract/bbb-clients'
import { XMLParser } from 'fast-xml-parser'
import { hosts } from './cast.ts'
import type { TestHouse } from './house.ts'

type Fields = Record<string, string>

const parser = new XMLParser({
  parseTagValue: false,
  isArray: (name) => ['meeting', 'attendee', 'hook'].includes(name),
})

interface Told {
  status: number
  type: string
  text: string
  location: string | undefined
  headers: Record<string, unknown>
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever the answer holds; tests say what it must
  response: any
}

/** Another platform, for tests: it signs and calls as they do. */
export const aPlugin = async (house: TestHouse, name = 'Moodle') => {
  const malik = await house.asAnew('malik')
  const { reply: client } = await malik.ask(addBbbClient, { body: { name } })
  return pluginOf(house, client)
}

export const pluginOf = (
  house: Pick<TestHouse, 'app'>,
  { id, secret }: { id: string; secret: string },
  host: string = hosts.university,
) => {
  const sign = (call: string, query: string, algorithm = 'sha256') =>
    createHash(algorithm).update(call).update(query).update(secret).digest('hex')
  const addressOf = (call: string, fields: Fields = {}, algorithm?: string) => {
    const query = new URLSearchParams(fields).toString()
    return `/bigbluebutton/api/${call}?${query}${query ? '&' : ''}checksum=${sign(call, query, algorithm)}`
  }
  const send = async (
    url: string,
    more: { method?: 'GET' | 'POST'; payload?: string | Buffer; headers?: Fields } = {},
  ): Promise<Told> => {
    const answer = await house.app.inject({ method: 'GET', url, ...more, headers: { host, ...more.headers } })
    const type = String(answer.headers['content-type'] ?? '')
    const text = answer.body
    const parsed = (): unknown => {
      if (type.startsWith('text/xml')) return (parser.parse(text) as { response: unknown }).response
      return type.startsWith('application/json') ? (JSON.parse(text) as { response: unknown }).response : undefined
    }
    const { location } = answer.headers
    return { status: answer.statusCode, type, text, location, headers: answer.headers, response: parsed() }
  }

  return {
    id,
    secret,
    sign,
    addressOf,
    send,
    call: (call: string, fields: Fields = {}, algorithm?: string) => send(addressOf(call, fields, algorithm)),
    /** A meeting, and what was answered. */
    async create(fields: Fields = {}) {
      const meetingID = fields['meetingID'] ?? randomUUID()
      const told = await send(
        addressOf('create', { name: 'Cours', meetingID, moderatorPW: 'mp', attendeePW: 'ap', ...fields }),
      )
      return { meetingID, ...told }
    },
    /** The code of the ticket that a join is sent on with. */
    async ticket(fields: Fields) {
      const { location, text } = await send(addressOf('join', { fullName: 'Léa', role: 'VIEWER', ...fields }))
      const code = /^\/p\/([\w-]+)$/.exec(location ?? '')?.[1]
      if (code === undefined) throw new Error(`Not sent on: ${location ?? text}`)
      return code
    },
  }
}
