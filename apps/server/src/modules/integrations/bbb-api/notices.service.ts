import { randomUUID } from 'node:crypto'
import { MessageText } from '@amphi/contract/chat'
import type { ChatService } from '#modules/chat'
import type { Sessions } from '#modules/sessions'
import type { Db } from '#platform/db'
import type { Client } from './clients.service.ts'
import { meetingIdOf } from './create-parameters.ts'
import { type MeetingRow, meetingsIn } from './meetings.repository.ts'
import { noticesIn } from './notices.repository.ts'
import { controls, type Parameters } from './read-parameters.ts'
import { Refusal } from './refusals.ts'

interface Needs {
  db: Db
  chat: ChatService
  runs: Sessions['runs']
  limits: Sessions['limits']
}

const longest = { message: 500, userName: 255 }

/** So many wait for one meeting: who comes late reads them all at once. */
const mostWaiting = 100

const nameOf = (parameters: Parameters) => {
  const name = parameters.get('userName')?.replace(controls, ' ').toWellFormed().trim() || 'System'
  if (name.length > longest.userName)
    throw new Refusal('validationError', `userName must be at most ${longest.userName} characters`)
  return name
}

const textOf = (parameters: Parameters) => {
  const said = parameters.get('message') ?? ''
  if (said.length > longest.message)
    throw new Refusal('validationError', `message must be at most ${longest.message} characters`)
  const { data } = MessageText.safeParse(said)
  if (data === undefined) throw new Refusal('missingParamMessage')
  return data
}

/**
 * What a platform says to all who are in a meeting of its, in their chat. Said before anybody came, it waits for them: a
 * meeting is there from its create, and its chat from when the first comes in.
 */
export const createNoticesService = ({ db, chat, runs, limits }: Needs) => {
  /** Each once, whoever hands them over at the same moment. */
  const handOver = async ({ tenantId, roomId, id }: MeetingRow) => {
    const session = await runs.running(tenantId, roomId)
    if (!session) return
    await db.transaction(async (tx) => {
      // What it would be said in must not end meanwhile: it waits for the next, or goes with its meeting.
      const held = await limits.hold(tx, session)
      if (!held || held.endedAt) return
      for (const notice of await noticesIn(tx).take(tenantId, id)) await chat.say(tx, session, notice)
    })
  }

  return {
    async send({ tenantId, id }: Client, parameters: Parameters) {
      const place = { tenantId, clientId: id, meetingId: meetingIdOf(parameters) }
      const notice = { name: nameOf(parameters), text: textOf(parameters) }
      const meeting = await db.transaction(async (tx) => {
        const open = await meetingsIn(tx).holdOpen(place)
        if (!open) throw new Refusal('meetingNotFound')
        if ((await noticesIn(tx).count(tenantId, open.id)) >= mostWaiting)
          throw new Refusal('validationError', 'Too many messages wait for somebody to join the meeting')
        await noticesIn(tx).insert({ tenantId, id: randomUUID(), meeting: open.id, ...notice })
        return open
      })
      await handOver(meeting)
    },

    /** Somebody has come. */
    async sessionOpened({ tenantId, roomId }: Pick<MeetingRow, 'tenantId' | 'roomId'>) {
      const meeting = await meetingsIn(db).openIn(tenantId, roomId)
      if (meeting) await handOver(meeting)
    },
  }
}

export type NoticesService = ReturnType<typeof createNoticesService>
