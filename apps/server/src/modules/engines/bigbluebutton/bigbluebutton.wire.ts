import { z } from 'zod'
import { readXml } from '#platform/xml'

/** What is said once; of what is said several times, the first. */
const one = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((it) => (Array.isArray(it) ? (it as unknown[])[0] : it), schema)
const said = one(z.string())
/** Servers leave numbers out, or empty, where there is nothing to count. */
const count = one(z.string().regex(/^\d+$/).transform(Number)).catch(0)
const yes = one(z.string().transform((it) => it.toLowerCase() === 'true')).catch(false)

/** One, several, none, or an empty element where the list should be. */
const listOf = <Schema extends z.ZodType>(name: string, schema: Schema) =>
  z.preprocess((it) => {
    const [list] = Array.isArray(it) ? (it as unknown[]) : []
    return typeof list === 'object' && list !== null && name in list ? (list as Record<string, unknown>)[name] : []
  }, z.array(schema))

const Attendee = z.object({ userID: said, fullName: said.catch(''), role: said.catch('') })

const Meeting = z.object({
  meetingID: said,
  internalMeetingID: said.catch(''),
  createTime: count,
  hasBeenForciblyEnded: yes,
  participantCount: count,
  attendees: listOf('attendee', Attendee),
  metadata: one(z.record(z.string(), z.array(z.unknown()))).catch({}),
})
export type Meeting = z.output<typeof Meeting>

/** Where a server speaks of several errors it may leave out the one word for them all; older ones say it in attributes. */
const Wrong = z.object({
  messageKey: said.optional().catch(undefined),
  message: said.optional().catch(undefined),
  errors: listOf(
    'error',
    z.object({ key: said.optional().catch(undefined), '@key': said.optional().catch(undefined) }),
  ),
})

const Index = z.object({ version: said, bbbVersion: said.catch('') })
const Meetings = z.object({ meetings: listOf('meeting', Meeting) })
const Created = z.object({ createTime: count, messageKey: said.catch('') })

export const shapes = { Index, Meeting, Meetings, Created, Nothing: z.object({}) }

/** What a server refuses with: its own word. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly key: string

  constructor(key: string) {
    super(key)
    this.key = key
  }
}

/** No answer of BigBlueButton’s: a page of something else, half a document, or one without what it must hold. */
export class Unintelligible extends Error {
  override readonly name = 'Unintelligible'
}

const keyOf = (response: unknown) => {
  const { messageKey, errors } = Wrong.parse(response)
  const [first] = errors
  return messageKey ?? first?.key ?? first?.['@key'] ?? 'unknown'
}

/** Their answer in our shape; throws `Refused` or `Unintelligible`, and nothing else. */
export const readAnswer = <Schema extends z.ZodType>(body: string, shape: Schema): z.output<Schema> => {
  try {
    const [response] = readXml(body)['response'] ?? []
    const { returncode } = z.object({ returncode: said }).parse(response)
    if (returncode !== 'SUCCESS') throw new Refused(keyOf(response))
    return shape.parse(response)
  } catch (error) {
    throw error instanceof Refused ? error : Object.assign(new Unintelligible(), { cause: error })
  }
}
